import { startDigits } from './digit.js';
import { startEmotions } from './emotion.js';

function startTheme() {
  const button = document.querySelector('#theme');
  const show = () => { button.textContent = document.documentElement.dataset.theme === 'dark' ? 'Light theme' : 'Dark theme'; };
  button.addEventListener('click', () => {
    const theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset.theme = theme;
    localStorage.setItem('theme', theme);
    show();
    dispatchEvent(new Event('themechange'));
  });
  show();
}

startTheme();
for (const place of document.querySelectorAll('.origin')) place.textContent = location.origin;
const models = await (await fetch('models')).json();
startEmotions(models);
startDigits(models);
document.documentElement.dataset.ready = 'true';
