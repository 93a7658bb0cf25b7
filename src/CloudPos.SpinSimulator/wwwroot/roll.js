// The paper: one element a printed line.
import { h } from './live.js';

export function drawRoll(element, rows) {
  element.replaceChildren(...rows.map(row => {
    if (row.cut) return h('hr', { class: 'cut' });
    if (row.image) return h('img', { src: row.image, alt: 'Printed picture', onerror: e => e.target.replaceWith(h('p', { class: 'at-center' }, '[picture]')) });
    if (row.qr) return qr(row);
    const classes = [
      `at-${row.align}`, row.bold && 'is-bold', row.inverted && 'is-inverted', row.large && 'is-large',
      (row.condensed || row.width === 48) && 'is-condensed'].filter(Boolean).join(' ');
    return h('p', { class: classes }, h('span', null, row.text || ' '), row.right !== null && row.right !== undefined && h('span', null, row.right));
  }));
}

function qr(row) {
  const size = row.qr.length;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', `-2 -2 ${size + 4} ${size + 4}`);
  svg.setAttribute('class', 'qr');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `QR code: ${row.text}`);
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', row.qr.flatMap((line, y) => [...line].map((dot, x) => (dot === '#' ? `M${x} ${y}h1v1h-1z` : ''))).join(''));
  svg.append(path);
  return svg;
}
