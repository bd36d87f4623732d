// Runs `npm ci` in a folder, once per state of its lock file, whatever number of builds ask for it at the same time.
// usage: node npm-ci.mjs FOLDER
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const waitSeconds = 600;
const staleSeconds = 20;
const folder = resolve(process.argv[2]);
const stamp = join(folder, 'node_modules', '.emotionkit-stamp');
const lock = join(folder, '.npm-ci.lock');
const wanted = createHash('sha256')
  .update(readFileSync(join(folder, 'package.json')))
  .update(readFileSync(join(folder, 'package-lock.json')))
  .digest('hex');

const isDone = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;

function tryTakeLock() {
  try {
    closeSync(openSync(lock, 'wx'));
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  // The holder touches the file every second; one that was killed does not.
  const touched = statSync(lock, { throwIfNoEntry: false });
  if (touched && Date.now() - touched.mtimeMs > staleSeconds * 1000) rmSync(lock, { force: true });
  return false;
}

for (let waited = 0; !tryTakeLock(); waited++) {
  if (waited >= waitSeconds) {
    console.error(`waited ${waitSeconds} s for another npm ci; if none runs, delete ${lock}`);
    process.exit(1);
  }
  await delay(1000);
}

let code = 0;
try {
  if (!isDone()) {
    const alive = setInterval(() => utimesSync(lock, new Date(), new Date()), 1000);
    const npm = spawn('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder, stdio: 'inherit', shell: process.platform === 'win32',
    });
    code = await new Promise((done) => {
      npm.on('error', (error) => { console.error(error.message); done(1); });
      npm.on('exit', (status) => done(status ?? 1));
    });
    clearInterval(alive);
  }
  if (code === 0) {
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    writeFileSync(stamp, wanted);
  }
} finally {
  rmSync(lock, { force: true });
}
process.exit(code);
