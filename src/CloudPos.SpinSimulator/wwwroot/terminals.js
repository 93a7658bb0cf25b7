import { h, icon, follow, lastText } from './live.js';

const words = {
  idle: 'Ready', items: 'Shows the order', 'choose-price': 'Asks for the price', tip: 'Asks for a tip',
  'present-card': 'Waits for a card', 'payment-type': 'Asks for the kind of payment', cashback: 'Asks for cashback', pin: 'Asks for the PIN',
  'manual-entry': 'Takes a card number', signature: 'Waits for a signature', 'user-choice': 'Asks a question', 'user-input': 'Asks a question',
  disclaimer: 'Shows a text', 'device-confirm': 'Device settings', 'device-info': 'Device settings', processing: 'Asks the bank', approved: 'Approved', declined: 'Not approved', cancelled: 'Cancelled',
};
const rack = document.getElementById('rack');

follow('/control/events', terminals => {
  const focused = document.activeElement?.getAttribute('href');
  rack.replaceChildren(...terminals.map(t => h('li', null, h('a', { class: 'card', href: `/pinpad/${t.tpn}`, 'data-testid': `terminal-${t.tpn}` },
    h('span', { class: 'top' }, h('h2', null, t.label), h('span', { class: 'chip push ' + (t.online ? 'chip-ok' : 'chip-bad') }, h('i', { class: 'dot ' + (t.online ? 'dot-ok' : 'dot-bad') }), t.online ? 'Online' : 'Offline')),
    h('span', { class: 'muted clip' }, t.merchant),
    h('dl', null,
      h('dt', null, 'Screen'), h('dd', { class: 'strong' }, words[t.screen]),
      h('dt', null, 'Last sale'), h('dd', { class: 'num' }, lastText(t.last)),
      h('dt', null, 'Model'), h('dd', null, t.model),
      h('dt', null, 'TPN'), h('dd', { class: 'num' }, t.tpn))))));
  if (focused) rack.querySelector(`a[href="${focused}"]`)?.focus();
});
