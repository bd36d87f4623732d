// Writes ONNX's protobuf schema from the npm package onnx-proto, which carries it as the code that pbjs made of it.
// usage: node onnx-proto.mjs ONNX.JS ONNX.PROTO
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const [source, target] = process.argv.slice(2);
const text = readFileSync(source, 'utf8');
const root = { enums: [], fields: [], messages: new Map() };

const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The message of a path such as TypeProto.Tensor, made where it is new. */
function messageAt(path) {
  let at = root;
  for (const part of path) {
    if (!at.messages.has(part)) at.messages.set(part, { enums: [], fields: [], messages: new Map() });
    at = at.messages.get(part);
  }
  return at;
}

for (const match of text.matchAll(/ \* @name onnx\.([\w.]+)\s+\* @enum \{number\}([\s\S]*?)\*\//g)) {
  const path = match[1].split('.');
  const values = [...match[2].matchAll(/@property \{number\} (\w+)=(\d+)/g)].map(([, name, number]) => `${name} = ${number};`);
  messageAt(path.slice(0, -1)).enums.push({ name: path.at(-1), values });
}

for (const match of text.matchAll(/ \* @function decode\s+\* @memberof onnx\.([\w.]+)\s[\s\S]*?switch \(tag >>> 3\) \{([\s\S]*?)\n\s+default:/g)) {
  const [, path, cases] = match;
  const message = messageAt(path.split('.'));
  for (const [, number, body] of cases.matchAll(/case (\d+):([\s\S]*?)\n\s+break;/g)) {
    const name = body.match(/message\.(\w+)/)[1];
    const repeated = body.includes('.push(');
    const member = text.match(new RegExp(`@member \\{([^}]*)\\} ${name}\\s+\\* @memberof onnx\\.${path.replaceAll('.', '\\.')}\\n`))[1];
    const nested = body.match(/\$root\.onnx\.([\w.]+)\.decode\(/);
    const enumeration = member.match(/onnx\.([\w.]+)/);
    const scalar = body.match(/reader\.(\w+)\(\)\)?;\s*$/)?.[1];
    const type = nested?.[1] ?? (scalar === 'int32' && enumeration ? enumeration[1] : scalar);
    // A packed field's encoder writes one tag of wire type 2 before its values.
    const encoder = text.match(new RegExp(`\\s${path.split('.').at(-1)}\\.encode = function[\\s\\S]*?return writer;`))[0];
    const packed = repeated && !nested && new RegExp(`id ${number}, wireType 2 =\\*/\\d+\\)\\.fork\\(\\);`).test(encoder);
    message.fields.push({ number: Number(number), name, repeated, type, packed });
  }
  message.fields.sort((a, b) => a.number - b.number);
}

for (const match of text.matchAll(/defineProperty\((\w+)\.prototype, "(\w+)", \{\s+get: \$util\.oneOfGetter\(\$oneOfFields = \[([^\]]*)\]/g)) {
  const [, name, group, members] = match;
  const all = function* find(message) {
    for (const [key, child] of message.messages) {
      if (key === name) yield child;
      yield* find(child);
    }
  };
  for (const message of all(root)) message.oneOf = { group, members: new Set(JSON.parse(`[${members}]`)) };
}

function* lines(message, indent) {
  const line = (field, label) =>
    `${indent}${label}${field.type} ${snake(field.name)} = ${field.number}${field.packed ? ' [packed = true]' : ''};`;
  for (const { name, values } of message.enums) yield* [`${indent}enum ${name} {`, ...values.map((value) => `${indent}  ${value}`), `${indent}}`];
  for (const [name, child] of message.messages) yield* [`${indent}message ${name} {`, ...lines(child, `${indent}  `), `${indent}}`];
  for (const field of message.fields) {
    if (!message.oneOf?.members.has(field.name)) yield line(field, field.repeated ? 'repeated ' : 'optional ');
  }
  if (message.oneOf) {
    yield `${indent}oneof ${message.oneOf.group} {`;
    for (const field of message.fields) {
      if (message.oneOf.members.has(field.name)) yield `  ${line(field, '')}`;
    }
    yield `${indent}}`;
  }
}

if (!root.messages.get('ModelProto')?.fields.length) throw new Error(`${source} does not hold the ONNX schema as expected`);
mkdirSync(dirname(target), { recursive: true });
const partial = `${target}.${process.pid}`;
writeFileSync(partial, [
  '// Made from the npm package onnx-proto by eng/onnx-proto.mjs.', 'syntax = "proto2";', 'package onnx;',
  'option csharp_namespace = "EmotionKit.Onnx.Schema";', ...lines(root, ''), ''].join('\n'));
renameSync(partial, target);
