// What both pages need: elements without innerHTML, icons, and a stream that comes back by itself.
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter(c => c != null && c !== false));
  return element;
}

export function icon(name, extra = '') {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', `icon ${extra}`);
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `/assets/icons.svg#i-${name}`);
  svg.append(use);
  return svg;
}

export function follow(path, read) {
  const lost = document.getElementById('lost');
  let source;
  const open = () => {
    source = new EventSource(path);
    source.onmessage = e => { lost.hidden = true; read(JSON.parse(e.data)); };
    source.onerror = () => {
      lost.hidden = false;
      // the browser tries again on a dropped line, but gives up on a refused one
      if (source.readyState === EventSource.CLOSED) setTimeout(open, 2000);
    };
  };
  open();
  addEventListener('pagehide', () => source.close());
}

const states = { approved: 'approved', declined: 'not approved', cancelled: 'cancelled', voided: 'voided' };
export function lastText(last) {
  if (!last) return 'none yet';
  const kind = last.paymentType === 'Cash' ? ' cash' : { Return: ' refund', Auth: ' hold' }[last.transType] || '';
  return `${last.total}${kind}, ${states[last.state]}`;
}
