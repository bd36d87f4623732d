export const percent = (share) => `${(100 * share).toFixed(1)}\u00a0%`;

// A bar with its value for each class; null for all says that nothing is known yet.
export function showBars(list, classes, scores, best) {
  if (list.children.length !== classes.length) list.replaceChildren(...classes.map(makeBar));
  classes.forEach((name, i) => {
    const [, track, value] = list.children[i].children;
    track.firstChild.style.width = `${100 * (scores?.[name] ?? 0)}%`;
    value.textContent = scores ? percent(scores[name]) : '–';
    list.children[i].classList.toggle('best', name === best);
  });
}

function makeBar(name) {
  const bar = document.createElement('li');
  for (const [kind, text] of [['name', name], ['track', ''], ['value', '']]) {
    const part = document.createElement('span');
    part.className = kind;
    part.textContent = text;
    bar.append(part);
  }
  const fill = document.createElement('span');
  fill.className = 'fill';
  bar.children[1].append(fill);
  return bar;
}
