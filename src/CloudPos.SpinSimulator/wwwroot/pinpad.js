import { h, icon, follow, lastText } from './live.js';
import { draw, says, hint } from './screens.js';
import { typing } from './typing.js';
import { drawRoll } from './roll.js';
import { sheet } from './sheet.js';

const tpn = location.pathname.split('/').pop();
const control = `/control/terminals/${tpn}`;
const by = id => document.getElementById(id);
const device = document.querySelector('.device');
let face = null;
let drawn = '';
let typed = null;   // what was typed so far on this screen; null while nobody types
let strokes = [];   // of the signature, each a list of x and y
let printed = -1;

const send = (method, path, body) => fetch(control + path, { method, headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
const can = key => face?.screen.keys.includes(key) ?? false;
const press = (key, more) => can(key.split(':')[0]) && send('POST', '/press', { key, ...more });

function character(c) {
  const rules = typing[face.screen.name];
  const choices = { 'payment-type': i => `type:${face.screen.choices[i]}`, 'user-choice': i => `choose:${i}` }[face.screen.name];
  if (choices) { if (c > 0 && c <= face.screen.choices.length) press(choices(c - 1)); }
  else if (rules) { const next = rules.add(typed ?? '', c, face.screen); if (next !== null) type(next); }
  else if (c === '1') press('card');
  else if (c === '2') press('cash');
}
function type(text) { typed = text; render(true); }
function green() {
  const key = typing[face.screen.name]?.key(typed ?? '', face.screen);
  if (key) press(key);
  else if (face.screen.name === 'signature') sign();
  else press('ok');
}
function sign() { if (strokes.length > 0) press('sign', { strokes }); else press('ok'); }
function ink(lines) { strokes = lines; render(true); }

function hard() {
  const plain = d => h('button', { type: 'button', onclick: () => character(d) }, d);
  return [...'123456789'].map(plain).concat(
    h('button', { type: 'button', class: 'is-x', 'data-testid': 'cancel', 'aria-label': 'Cancel', onclick: () => press('cancel') }, icon('x')),
    plain('0'),
    h('button', { type: 'button', class: 'is-o', 'data-testid': 'ok', 'aria-label': 'OK', onclick: green }, icon('check')));
}

function render(always) {
  const { terminal, screen } = face;
  const wanted = JSON.stringify([screen, terminal.online, terminal.merchant]);
  if (!always && wanted === drawn) return;   // a changed setting must not scroll the list back
  if (wanted !== drawn) { typed = null; strokes = []; by('said').textContent = says(screen, terminal); }
  drawn = wanted;
  const inside = by('screen').contains(document.activeElement);
  const held = inside && document.activeElement.dataset.key;
  device.dataset.screen = screen.name;
  draw(by('screen'), face, { press, typed, type, character, strokes, ink, sign });
  if (inside) (held && by('screen').querySelector(`[data-key="${CSS.escape(held)}"]`) || by('screen').querySelector('button'))?.focus();
  const led = { idle: '', declined: '', cancelled: '', approved: 'is-on', items: 'is-on', signature: 'is-on' }[screen.name] ?? 'is-busy';
  device.querySelectorAll('.led').forEach(l => { l.className = `led ${led}`; });
  device.querySelector('[data-testid=cancel]').setAttribute('aria-disabled', !can('cancel'));
  device.querySelector('[data-testid=ok]').setAttribute('aria-disabled', !can('ok') && !typed && strokes.length === 0);
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
  if (!face || e.ctrlKey || e.altKey || e.metaKey || e.repeat || e.target.matches('input, select') || by('settings').open) return;
  const key = e.key.toLowerCase();
  if (key === 'escape') press('cancel');
  else if (key === 'enter') { if (e.target.closest('button, a')) return; green(); }
  else if (key === 'backspace' && typed !== null) type(typed.slice(0, -1));
  else if (e.key.length === 1 && typing[face.screen.name] && (/[0-9]/.test(key) || typing[face.screen.name].letters)) { if (e.key === ' ' && e.target.closest('button')) return; character(e.key); }
  else if (key === 't') press('tap');
  else if (key === 'i') press('insert');
  else if (key === 's') press('swipe');
  else if (/^[0-9]$/.test(key)) character(key);
  else return;
  e.preventDefault();
});

async function paper() {
  if (printed === face.terminal.printed) return;
  printed = face.terminal.printed;
  const answer = await fetch(`${control}/roll`);
  drawRoll(by('roll'), await answer.json());
  by('paper').hidden = by('roll').children.length === 0;
  by('roll').scrollTop = by('roll').scrollHeight;
}

by('tear').addEventListener('click', () => send('DELETE', '/roll'));
const show = sheet(send, by);
follow(`${control}/events`, now => { face = now; settings(); render(false); paper(); show(now.terminal); });
