import { h, icon, follow, lastText } from './live.js';
import { draw, says, hint } from './screens.js';

const tpn = location.pathname.split('/').pop();
const control = `/control/terminals/${tpn}`;
const by = id => document.getElementById(id);
const device = document.querySelector('.device');
let face = null;
let drawn = '';
let typed = null;   // the digits of a tip of one's own, in cents; null while nobody types one

const send = (method, path, body) => fetch(control + path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const can = key => face?.screen.keys.includes(key) ?? false;
const press = key => can(key.startsWith('tip:') ? 'tip' : key) && send('POST', '/press', { key });

function digit(d) {
  if (face.screen.name === 'tip') type(((typed ?? '') + d).slice(0, 6));
  else if (d === '1') press('card');
  else if (d === '2') press('cash');
}
function type(cents) { typed = cents; render(true); }
function green() {
  if (typed) { const cents = typed.padStart(3, '0'); press(`tip:${Number(cents.slice(0, -2))}.${cents.slice(-2)}`); }
  else press('ok');
}

function hard() {
  const plain = d => h('button', { type: 'button', onclick: () => digit(d) }, d);
  return [...'123456789'].map(plain).concat(
    h('button', { type: 'button', class: 'is-x', 'data-testid': 'cancel', 'aria-label': 'Cancel', onclick: () => press('cancel') }, icon('x')),
    plain('0'),
    h('button', { type: 'button', class: 'is-o', 'data-testid': 'ok', 'aria-label': 'OK', onclick: green }, icon('check')));
}

function render(always) {
  const { terminal, screen } = face;
  const wanted = JSON.stringify([screen, terminal.online, terminal.merchant]);
  if (!always && wanted === drawn) return;   // a changed setting must not scroll the list back
  if (wanted !== drawn) { if (screen.name !== 'tip') typed = null; by('said').textContent = says(screen, terminal); }
  drawn = wanted;
  const inside = by('screen').contains(document.activeElement);
  device.dataset.screen = screen.name;
  draw(by('screen'), face, { press, typed, type });
  if (inside) by('screen').querySelector('button')?.focus();
  const led = { idle: '', declined: '', cancelled: '', approved: 'is-on', items: 'is-on' }[screen.name] ?? 'is-busy';
  device.querySelectorAll('.led').forEach(l => { l.className = `led ${led}`; });
  device.querySelector('[data-testid=cancel]').setAttribute('aria-disabled', !can('cancel'));
  device.querySelector('[data-testid=ok]').setAttribute('aria-disabled', !can('ok') && !typed);
}

function settings() {
  const { terminal } = face;
  document.title = `${terminal.label} · ${terminal.merchant}`;
  by('label').textContent = terminal.label;
  by('merchant').textContent = terminal.merchant;
  by('model').textContent = `Model ${terminal.model}`;
  by('tpn').textContent = `TPN ${terminal.tpn}`;
  by('batch').textContent = `Batch ${terminal.batch}`;
  by('last').textContent = `Last sale: ${lastText(terminal.last)}`;
  by('link').className = `chip ${terminal.online ? 'chip-ok' : 'chip-bad'}`;
  by('link').replaceChildren(h('i', { class: `dot ${terminal.online ? 'dot-ok' : 'dot-bad'}` }), terminal.online ? 'Online' : 'Offline');
  by('now').textContent = hint(face);
  document.querySelectorAll('[data-mode]').forEach(b => b.setAttribute('aria-pressed', b.dataset.mode === terminal.autopilot.mode));
  if (document.activeElement !== by('delay')) by('delay').value = terminal.autopilot.delayMs;
  for (const id of ['tips', 'online']) {
    by(id).setAttribute('aria-checked', terminal[id]);
    by(id).classList.toggle('is-on', terminal[id]);
    by(id).onclick = () => send('PUT', '', { [id]: !terminal[id] });
  }
}

by('hard').replaceChildren(...hard());
document.querySelectorAll('[data-mode]').forEach(b => b.addEventListener('click', () => send('PUT', '', { autopilot: { mode: b.dataset.mode } })));
by('delay').addEventListener('change', async e => {
  const delayMs = Number(e.target.value);
  const answer = Number.isInteger(delayMs) && await send('PUT', '', { autopilot: { delayMs } });
  if (!answer || !answer.ok) e.target.value = face.terminal.autopilot.delayMs;
});

addEventListener('keydown', e => {
  if (!face || e.ctrlKey || e.altKey || e.metaKey || e.repeat || e.target.matches('input')) return;
  const key = e.key.toLowerCase();
  if (key === 'escape') press('cancel');
  else if (key === 'enter') { if (e.target.closest('button, a')) return; green(); }
  else if (key === 't') press('tap');
  else if (key === 'i') press('insert');
  else if (key === 's') press('swipe');
  else if (key === 'backspace' && typed) type(typed.slice(0, -1));
  else if (/^[0-9]$/.test(key)) digit(key);
  else return;
  e.preventDefault();
});

follow(`${control}/events`, now => { face = now; settings(); render(false); });
