import { h, icon } from './live.js';
import { asked, askedSays, askedHint } from './asked.js';

const size = text => (text.length > 11 ? 'is-huge' : text.length > 9 ? 'is-long' : '');
const clock = () => new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false });
const money = (cents) => `$${(Number(cents || 0) / 100).toFixed(2)}`;

// one entry a screen: classes of the screen, and what stands on it
const screens = {
  ...asked,

  idle: ({ terminal: t }) => ['is-idle', middle(
    icon('logo', 'icon-xl idle-icon'), h('h3', null, t.merchant), h('span', { class: 'soft' }, 'Welcome'),
    h('span', { class: `row ${t.online ? 'ready' : 'unready'}` }, h('i', { class: `dot ${t.online ? 'dot-ok' : 'dot-bad'}` }), t.online ? 'Ready' : 'Not connected'),
    h('span', { class: 'soft small foot' }, `${t.label} · ${t.model} · TPN ${t.tpn.slice(0, 6)} ${t.tpn.slice(6)}`))],

  items: ({ screen: s }, ui, total = s.amounts.find(a => a.isTotal)) => ['', body(
    h('h3', null, 'Your order'),
    h('ul', { class: 'ordered', tabindex: '0', 'aria-label': 'Items' }, s.items.map(i => h('li', { class: i.isLess ? 'is-less' : null },
      h('span', null, i.quantity), h('span', { class: 'name' }, i.name), h('span', { class: 'num' }, i.price), i.notes.length > 0 && h('small', null, i.notes.join(', ')))),
      s.amounts.filter(a => !a.isTotal).map(a => h('li', { class: 'muted' }, h('span'), h('span', null, a.name), h('span', { class: 'num' }, a.value)))),
    total && !s.cashPrice && h('dl', { class: 'sums' }, h('dt', null, total.name), h('dd', { class: 'num' }, total.value)),
    s.cashPrice && h('div', { class: 'two' },
      h('button', { type: 'button', class: 'is-card', 'data-testid': 'choose-card', onclick: () => ui.press('card') }, h('span', null, icon('card'), 'Card Price'), h('b', { class: `num ${size(s.cardPrice)}` }, s.cardPrice)),
      h('button', { type: 'button', class: 'is-cash', 'data-testid': 'choose-cash', onclick: () => ui.press('cash') }, h('span', null, icon('cash'), 'Cash Price'), h('b', { class: `num ${size(s.cashPrice)}` }, s.cashPrice))),
    s.reason !== 'cart' && ways('is-slim', ui))],

  'choose-price': ({ screen: s }, ui) => ['', body(
    h('h3', null, 'How would you like to pay?'),
    h('button', { type: 'button', class: 'pick', 'data-testid': 'choose-card', onclick: () => ui.press('card') }, icon('card'), h('span', null, 'Card Price'), h('b', { class: `num ${size(s.cardPrice)}` }, s.cardPrice)),
    h('button', { type: 'button', class: 'pick is-cash', 'data-testid': 'choose-cash', onclick: () => ui.press('cash') }, icon('cash'), h('span', null, 'Cash Price'), h('b', { class: `num ${size(s.cashPrice)}` }, s.cashPrice)),
    s.cashSaves && h('span', { class: 'muted mid' }, `Cash saves you ${s.cashSaves}`),
    ways('is-slim', ui))],

  tip: ({ screen: s }, ui) => ['', body(
    h('h3', null, 'Add a tip?'),
    h('span', { class: 'muted' }, `${s.cashPrice ? 'Card Price' : 'Total'} ${s.cardPrice}`),
    ui.typed === null
      ? [h('div', { class: 'tips' }, s.tipChoices.map(c => h('button', { type: 'button', onclick: () => ui.press(c.key) }, c.label, h('small', null, c.shown)))),
         h('button', { type: 'button', class: 'wide', onclick: () => ui.type('') }, 'Other amount'),
         h('button', { type: 'button', class: 'wide', onclick: () => ui.press('ok') }, 'No tip')]
      : [h('output', { class: 'typed num' }, money(ui.typed)), h('span', { class: 'muted' }, 'Type the amount, then press the green key.'),
         h('button', { type: 'button', class: 'wide', onclick: () => ui.type(null) }, 'Back')],
    h('span', { class: 'muted small foot' }, `Percent of ${s.tipBase}`))],

  'present-card': ({ screen: s }, ui) => ['', middle(
    h('span', { class: 'muted' }, s.amountLabel), h('span', { class: `big num ${size(s.amount)}` }, s.amount),
    ways('is-tall', ui),
    h('h3', null, 'Hold card near the top'),
    h('span', { class: 'muted' }, 'Press the red ', icon('x', 'icon-s'), ' to stop'),
    s.keys.includes('manual-entry') && h('button', { type: 'button', class: 'link', 'data-testid': 'manual-entry', onclick: () => ui.press('manual-entry') }, 'Type the card number'),
    s.keys.includes('decline') && h('button', { type: 'button', class: 'link', 'data-testid': 'decline', onclick: () => ui.press('decline') }, 'Decline (simulate)'))],

  processing: ({ screen: s }) => ['', middle(
    h('span', { class: 'round' }, spinner()), h('h3', null, 'Asking your bank'), h('span', { class: 'muted' }, s.reason === 'slow' ? 'This takes longer than it should.' : `${s.amount}. This takes a moment.`))],

  approved: ({ screen: s }) => ['is-ok', middle(
    h('span', { class: 'round' }, icon(s.reason === 'cash' ? 'cash' : 'check')),
    h('span', { class: 'big' }, s.reason === 'cash' ? 'Pay in cash' : s.reason === 'partial' ? 'Paid in part' : 'Approved'),
    h('span', { class: 'amount num' }, s.amount),
    s.note && h('b', null, s.note),
    h('span', null, s.reason === 'cash' ? 'Please pay the cashier.'
      : s.transType === 'Return' ? 'It goes back to your card.' : 'Thank you. You can put the card away.'))],

  declined: ({ screen: s }) => ['is-no', middle(
    h('span', { class: 'round' }, icon('x')), h('h3', null, 'Not approved'), h('span', null, 'No money was taken.'),
    s.note && h('b', null, s.note),
    h('span', { class: 'muted' }, 'Try another card, or ask the cashier.'))],

  cancelled: () => ['is-no', middle(
    h('span', { class: 'round is-quiet' }, icon('undo')), h('h3', null, 'Cancelled'), h('span', null, 'No money was taken.'))],
};

export function draw(element, face, ui) {
  const [kind, content] = screens[face.screen.name](face, ui);
  element.className = `screen ${kind}`;
  element.replaceChildren(
    h('div', { class: 'screen-bar' }, h('span', { class: 'clip' }, face.terminal.merchant), h('span', { class: 'push num' }, clock()), icon('wifi')),
    content);
}

// the sentence a screen reader says; not forty items
export function says(s, t) {
  if (askedSays[s.name]) return askedSays[s.name](s);
  switch (s.name) {
    case 'idle': return t.online ? 'Ready.' : 'Not connected.';
    case 'items': return `Your order, ${s.items.length} items. ${prices(s)}`;
    case 'choose-price': return `How would you like to pay? ${prices(s)}`;
    case 'tip': return `Add a tip? ${s.cashPrice ? 'Card Price' : 'Total'} ${s.cardPrice}.`;
    case 'present-card': return `${s.amountLabel} ${s.amount}. Tap, insert or swipe a card.`;
    case 'processing': return `Asking your bank, ${s.amount}.`;
    case 'approved': return s.reason === 'cash' ? `Pay ${s.amount} in cash.` : `Approved, ${s.amount}.`;
    case 'declined': return 'Not approved. No money was taken.';
    default: return 'Cancelled. No money was taken.';
  }
}

export function hint({ screen: s, terminal: t }) {
  if (t.autopilot.mode !== 'manual' && s.name === 'idle') {
    return t.autopilot.mode === 'vanish'
      ? 'The next request gets lost: this was set from outside.'
      : 'The customer acts alone. Choose “By hand” to press the keys yourself.';
  }
  if (!t.online && s.name === 'idle') return 'Offline: the register cannot reach this PIN pad. Switch it online above.';
  if (askedHint[s.name]) return askedHint[s.name];
  return {
    idle: 'Start a sale at the register and choose to pay by card. It appears here.',
    items: 'Look at the order. Tap a card, choose a price, or wait a moment.',
    'choose-price': 'Choose a price. Tapping a card takes the Card Price.',
    tip: 'Choose a tip, or press the green key for none.',
    'present-card': 'Tap, insert or swipe the card. The red key stops the sale.',
    processing: 'The bank answers in a moment. It cannot be stopped now.',
    approved: t.autopilot.mode === 'never-answer' ? 'Paid, but the answer was held back: the register does not know.' : 'The register knows already.',
    declined: 'The register knows already. It can try again.',
    cancelled: 'The register knows already. It can try again.',
  }[s.name];
}

const prices = s => (s.cashPrice ? `Card Price ${s.cardPrice}, Cash Price ${s.cashPrice}.` : `Total ${s.amount}.`);
const body = (...children) => h('div', { class: 'screen-body' }, ...children);
const middle = (...children) => h('div', { class: 'screen-body is-mid' }, ...children);

function ways(kind, ui) {
  const way = (key, name, text, best) => h('button', { type: 'button', class: best ? 'is-best' : null, 'data-testid': `${key}-card`, onclick: () => ui.press(key) }, icon(name), text);
  return h('div', { class: `ways ${kind}` }, way('tap', 'tap', 'Tap', true), way('insert', 'chip', 'Insert', false), way('swipe', 'swipe', 'Swipe', false));
}

function spinner() {
  const svg = icon('spin', 'spin');
  svg.replaceChildren();
  svg.setAttribute('viewBox', '0 0 24 24');
  for (const [tag, attributes] of [['circle', { cx: 12, cy: 12, r: 9, opacity: .2 }], ['path', { d: 'M21 12a9 9 0 0 0-9-9' }]]) {
    const part = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes)) part.setAttribute(name, value);
    svg.append(part);
  }
  return svg;
}
