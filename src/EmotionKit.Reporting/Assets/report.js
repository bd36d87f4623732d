'use strict';
(() => {
  const root = document.documentElement;
  const button = document.getElementById('theme');
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  const charts = [...document.querySelectorAll('figure > .chart')].map((element) => ({
    element,
    spec: JSON.parse(element.parentElement.querySelector('script.spec').textContent),
  }));
  let dark = prefersDark.matches;

  function config() {
    const style = getComputedStyle(root);
    const color = (name) => style.getPropertyValue(name).trim();
    const text = color('--text'), soft = color('--soft'), line = color('--line');
    return {
      background: 'transparent',
      font: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
      view: { stroke: line },
      bar: { color: color('--accent') },
      axis: { labelColor: soft, titleColor: text, gridColor: line, domainColor: soft, tickColor: soft, labelFontSize: 12, titleFontSize: 12, labelLimit: 160 },
      legend: { orient: 'top', labelColor: text, titleColor: text, labelFontSize: 12, titleFontSize: 12 },
      header: { labelColor: text, titleColor: text },
      title: { color: text },
      range: { category: dark
        ? ['#6cb2ff', '#ffb454', '#7ee2a8', '#ff8f8f', '#c9a7ff', '#f2d75e', '#7fdfe6', '#ff9fd2', '#b8c0c8', '#d6a77a']
        : ['#0b5cad', '#c75000', '#13795b', '#b42338', '#6f42c1', '#8a6d00', '#0f7c8a', '#b0307c', '#57606a', '#7a4a20'] },
    };
  }

  async function draw() {
    root.dataset.theme = dark ? 'dark' : 'light';
    button.textContent = dark ? 'Light' : 'Dark';
    button.setAttribute('aria-pressed', String(dark));
    for (const chart of charts) {
      chart.view?.finalize();
      try {
        const result = await vegaEmbed(chart.element, chart.spec, {
          config: config(),
          renderer: 'svg',
          theme: dark ? 'dark' : undefined,
          actions: { export: true, source: false, compiled: false, editor: false },
          downloadFileName: chart.spec.description.slice(0, 60),
          tooltip: { theme: dark ? 'dark' : 'light' },
        });
        chart.view = result.view;
      } catch (error) {
        chart.element.textContent = `This chart could not be drawn: ${error.message}. Its table is below.`;
        console.error(error);
      }
    }
    root.dataset.drawn = 'true';
  }

  button.addEventListener('click', () => { dark = !dark; draw(); });
  prefersDark.addEventListener('change', (event) => { dark = event.matches; draw(); });
  // A printed page has no buttons to open tables with.
  addEventListener('beforeprint', () => { for (const details of document.querySelectorAll('figure > details')) details.open = true; });
  draw();
})();
