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
      line: { color: color('--accent') },
      tick: { color: color('--accent') },
      point: { color: color('--accent') },
      style: {
        box: { color: color('--box') },
        whisker: { color: soft, strokeWidth: 1.5 },
        median: { color: color('--accent') },
        limit: { color: color('--limit') },
      },
      axis: {
        labelColor: soft, titleColor: soft, gridColor: line, domainColor: line, tickColor: line, labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal',
        labelLimit: 180, labelOverlap: 'greedy', labelSeparation: 4,
      },
      axisQuantitative: { tickCount: 8 },
      legend: { orient: 'top', labelColor: text, titleColor: soft, labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal', titleLimit: 320, labelLimit: 200, columns: innerWidth < 600 ? 2 : 4 },
      header: { labelColor: text, titleColor: text },
      title: { color: text },
      range: { category: dark
        ? ['#6cb2ff', '#ffb454', '#7ee2a8', '#ff8f8f', '#c9a7ff', '#f2d75e', '#7fdfe6', '#ff9fd2', '#b8c0c8', '#d6a77a']
        : ['#0b5cad', '#c75000', '#13795b', '#b42338', '#6f42c1', '#8a6d00', '#0f7c8a', '#b0307c', '#57606a', '#7a4a20'] },
    };
  }

  async function drawOne(chart) {
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
      chart.element.querySelector('.vega-embed > details > summary')?.setAttribute('aria-label', 'Save this chart');
    } catch (error) {
      chart.element.textContent = `This chart could not be drawn: ${error.message}. Its table is below.`;
      console.error(error);
    }
  }

  // What is in sight first; the rest one by one, so that the page can be read and scrolled meanwhile.
  let drawing = 0;
  async function draw() {
    const mine = ++drawing;
    root.dataset.theme = dark ? 'dark' : 'light';
    button.textContent = dark ? 'Light' : 'Dark';
    button.setAttribute('aria-pressed', String(dark));
    const seen = (chart) => { const box = chart.element.getBoundingClientRect(); return box.top < innerHeight && box.bottom > 0; };
    const order = [...charts.filter(seen), ...charts.filter((chart) => !seen(chart))];
    const first = charts.filter(seen).length;
    for (let i = 0; i < order.length; i++) {
      if (i >= first)
        await new Promise((resolve) => setTimeout(resolve));
      if (mine !== drawing)
        return;
      await drawOne(order[i]);
    }
    root.dataset.drawn = 'true';
  }

  button.addEventListener('click', () => { dark = !dark; draw(); });
  prefersDark.addEventListener('change', (event) => { dark = event.matches; draw(); });
  // A printed page has no buttons to open tables with.
  addEventListener('beforeprint', () => { for (const details of document.querySelectorAll('figure > details')) details.open = true; });
  draw();
})();
