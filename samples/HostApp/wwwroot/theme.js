// Before the page is drawn, so that it does not flash: what was chosen last, or else what the system says.
(() => {
  const kept = localStorage.getItem('theme');
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.dataset.theme = kept ?? system;
})();
