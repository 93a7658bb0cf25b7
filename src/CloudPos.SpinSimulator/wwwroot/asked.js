// The screens that ask the person something: kind of payment, cashback, PIN, card number, signature, questions of the register.
import { h, icon } from './live.js';
import { cardTyped, moneyTyped } from './typing.js';

const body = (...children) => h('div', { class: 'screen-body' }, ...children);
const note = s => s.note && h('b', { class: 'note', role: 'alert' }, s.note);
const typed = (text, label) => h('output', { class: `typed num ${text?.length > 16 ? 'is-long' : ''}`, 'aria-label': label }, text || ' ');
const green = () => h('span', { class: 'muted mid' }, 'Then press the green key.');
const decline = (s, ui) => s.keys.includes('decline') && h('button', { type: 'button', class: 'link', 'data-testid': 'decline', onclick: () => ui.press('decline') }, 'Decline (simulate)');
const typeNames = { Credit: 'Credit card', Debit: 'Debit card', EBT_Food: 'EBT food', EBT_Cash: 'EBT cash' };
const picks = (texts, ui, key) => h('div', { class: 'choices', role: 'group' }, texts.map((text, i) =>
  h('button', { type: 'button', class: 'wide', 'data-testid': `choice-${i}`, 'data-key': `c${i}`, onclick: () => ui.press(key(i)) }, typeNames[text] ?? text)));

export const asked = {
  'payment-type': ({ screen: s }, ui) => ['', body(
    h('h3', null, 'How would you like to pay?'), h('span', { class: 'muted' }, `Total ${s.amount}`),
    picks(s.choices, ui, i => `type:${s.choices[i]}`), decline(s, ui))],

  cashback: ({ screen: s }, ui) => ['', body(
    h('h3', null, 'Cash back?'), h('span', { class: 'muted' }, 'It is added to what you pay.'),
    ui.typed === null
      ? [h('div', { class: 'tips' }, s.tipChoices.map(c => h('button', { type: 'button', onclick: () => ui.press(c.key) }, c.label))),
         h('button', { type: 'button', class: 'wide', onclick: () => ui.type('') }, 'Other amount'),
         h('button', { type: 'button', class: 'wide', 'data-testid': 'no-cashback', onclick: () => ui.press('ok') }, 'No cash back')]
      : [typed(moneyTyped(ui.typed), 'Cash back'), green(), h('button', { type: 'button', class: 'wide', onclick: () => ui.type(null) }, 'Back')])],

  pin: ({ screen: s }, ui) => ['', body(
    h('div', { class: 'row' }, h('h3', null, 'Enter your PIN'), h('b', { class: 'push num' }, s.amount)),
    h('output', { class: 'typed pin', 'data-testid': 'pin', 'aria-label': `${(ui.typed ?? '').length} digits` }, '●'.repeat((ui.typed ?? '').length) || ' '),
    h('span', { class: 'muted mid' }, 'Four digits or more, then the green key. Cover the keys with your hand.'),
    decline(s, ui))],

  'manual-entry': ({ screen: s }, ui, card = cardTyped(ui.typed ?? '')) => ['', body(
    h('div', { class: 'row' }, h('h3', null, 'Type the card'), h('b', { class: 'push num' }, s.amount)),
    h('span', { class: 'muted' }, 'Card number'), typed(card.number, 'Card number'),
    h('span', { class: 'muted' }, 'Valid until, month and year'), typed(card.date, 'Valid until'),
    note(s) || green(),
    h('span', { class: 'muted small mid foot' }, 'A number to try: 4111 1111 1111 1111, 12/30'))],

  signature: ({ screen: s }, ui) => ['', body(
    h('div', { class: 'row' }, h('h3', null, s.title), s.amount && h('b', { class: 'push num' }, s.amount)),
    pad(ui), note(s),
    h('div', { class: 'three' },
      h('button', { type: 'button', class: 'wide', 'data-key': 'clear', onclick: () => ui.ink([]) }, 'Clear'),
      h('button', { type: 'button', class: 'wide', 'data-testid': 'sign-for-me', 'data-key': 'sample', onclick: () => ui.ink([wave]) }, 'Sample'),
      h('button', { type: 'button', class: 'wide is-go', 'data-testid': 'sign', 'data-key': 'sign', onclick: ui.sign }, ui.strokes.length > 0 || !s.keys.includes('ok') ? 'Done' : 'Skip')))],

  'user-choice': ({ screen: s }, ui) => ['', body(h('h3', null, s.title), note(s), picks(s.choices, ui, i => `choose:${i}`))],

  'user-input': ({ screen: s }, ui) => ['', body(
    h('h3', null, s.title),
    typed(s.inputType === '$n' ? moneyTyped(ui.typed) : s.hidden ? '●'.repeat((ui.typed ?? '').length) : ui.typed, s.title),
    note(s) || green(),
    ['a', 'an', 'i'].includes(s.inputType) && keyboard(ui))],

  disclaimer: ({ screen: s }, ui) => ['', body(
    h('div', { class: 'long-text', tabindex: '0' }, s.title),
    h('button', { type: 'button', class: 'wide is-go', onclick: () => ui.press('ok') }, 'I agree'))],

  'device-confirm': ({ screen: s }, ui) => ['', h('div', { class: 'screen-body is-mid' },
    h('span', { class: 'round' }, icon('alert')), h('h3', null, s.title), h('span', { class: 'muted' }, s.note),
    h('div', { class: 'two plain' },
      h('button', { type: 'button', class: 'wide', onclick: () => ui.press('cancel') }, 'No'),
      h('button', { type: 'button', class: 'wide is-go', 'data-testid': 'allow', onclick: () => ui.press('ok') }, 'Yes')))],

  'device-info': ({ screen: s }, ui) => ['', h('div', { class: 'screen-body is-mid' },
    h('h3', null, s.title), h('b', { class: 'shown num', 'data-testid': 'shown' }, s.shown),
    h('button', { type: 'button', class: 'wide is-go', onclick: () => ui.press('ok') }, 'OK'))],
};

export const askedSays = {
  'payment-type': s => `How would you like to pay ${s.amount}?`,
  cashback: () => 'Cash back?',
  pin: s => `${s.amount}. Enter your PIN.`,
  'manual-entry': s => s.note ?? `${s.amount}. Type the card number and the date.`,
  signature: s => `${s.title}. The button Sample signs for you.`,
  'user-choice': s => `${s.title} ${s.choices.join(', ')}.`,
  'user-input': s => s.note ?? s.title,
  disclaimer: s => s.title,
  'device-confirm': s => s.title,
  'device-info': s => `${s.title}: ${s.shown}`,
};

export const askedHint = {
  'payment-type': 'Choose what kind of card it is, or type its number in the list. The register is told.',
  cashback: 'Choose an amount, or press the green key for none.',
  pin: 'Any four digits will do. Type them, then press Enter.',
  'manual-entry': 'Type the card number and the date. The red key goes back.',
  signature: 'Draw with the mouse or a finger. The green key sends it.',
  'user-choice': 'The register asks. Choose one, or type its number in the list.',
  'user-input': 'The register asks. Type on your keyboard or on the screen.',
  disclaimer: 'The register shows this text. The green key agrees.',
  'device-confirm': 'The green key allows it, the red one does not.',
  'device-info': 'It goes away by itself after half a minute.',
};

// the pad is 267 by 60 dots, whatever its size on the screen
const [wide, high] = [267, 60];
const wave = Array.from({ length: 24 }, (_, i) => [20 + i * 9, Math.round(30 + 18 * Math.sin(i + 2))]).flat();
function pad(ui) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', `0 0 ${wide} ${high}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('data-testid', 'sign-pad');
  for (const stroke of ui.strokes) svg.append(line(stroke));
  let now = null;
  const at = e => {
    const box = svg.getBoundingClientRect();
    const inside = (v, most) => Math.max(0, Math.min(most - 1, Math.round(v)));
    return [inside((e.clientX - box.x) / box.width * wide, wide), inside((e.clientY - box.y) / box.height * high, high)];
  };
  svg.addEventListener('pointerdown', e => { svg.setPointerCapture(e.pointerId); now = { points: at(e), drawn: null }; now.drawn = line(now.points); svg.append(now.drawn); e.preventDefault(); });
  svg.addEventListener('pointermove', e => { if (now) { now.points.push(...at(e)); now.drawn.setAttribute('points', now.points.join(' ')); } });
  const lift = () => { if (now?.points.length >= 4) ui.ink([...ui.strokes, now.points]); now = null; };
  svg.addEventListener('pointerup', lift);
  svg.addEventListener('pointercancel', lift);
  return h('div', { class: 'signpad' }, svg);
}
function line(points) {
  const drawn = document.createElementNS('http://www.w3.org/2000/svg', 'polyline');
  drawn.setAttribute('points', points.join(' '));
  drawn.setAttribute('vector-effect', 'non-scaling-stroke');
  return drawn;
}

function keyboard(ui) {
  return h('div', { class: 'letters', role: 'group', 'aria-label': 'Letters' }, ['qwertyuiop', 'asdfghjkl', 'zxcvbnm,.'].map(row =>
    h('div', null, [...row].map(c => h('button', { type: 'button', 'data-key': c, onclick: () => ui.character(ui.typed ? c : c.toUpperCase()) }, c)))),
  h('div', null,
    h('button', { type: 'button', class: 'space', 'data-key': 'space', onclick: () => ui.character(' ') }, 'Space'),
    h('button', { type: 'button', 'aria-label': 'Delete', 'data-key': 'back', onclick: () => ui.type((ui.typed ?? '').slice(0, -1)) }, icon('arrow-left'))));
}
