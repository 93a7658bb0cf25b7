// The settings of the device: what the vendor's portal would hold, and faults for the next request.
import { h } from './live.js';

const names = {
  merchants: 'Merchants, with commas', feePercent: 'Fee %', feeLabel: 'Fee label', feeOnCreditOnly: 'Fee spares debit', cityTaxPercent: 'City tax %',
  stateTaxPercent: 'State tax %', hostLimit: 'Host approves at most $', asksSignature: 'Asks for a signature', asksCashback: 'Asks for cash back',
  tags: 'Tags', storeAndForward: 'Store and forward', restaurant: 'Restaurant', hostRefusesSettlement: 'Host refuses to settle',
  autoSettleAt: 'Settles by itself at', timeZone: 'Time zone', battery: 'Battery %', paper: 'Paper', debitKeys: 'Debit keys',
  clockOffsetMinutes: 'Clock is off by, minutes', voidsAuth: 'Holds can be voided', routeActive: 'Route is active',
  intermediateStatus: 'Intermediate status', magicAmounts: 'Magic amounts',
};
const faults = [
  'refuse-connection', 'close-before-reading', 'close-after-reading', 'close-half-answer', 'approve-then-drop', 'approve-late', 'terminal-restart',
  'delay', 'duplicate-answer', 'answer-other-refid', 'answer-other-amount', 'malformed-xml', 'truncated', 'html-error-page', 'http-500', 'http-502',
  'huge-answer', 'wrong-encoding', 'approved-with-resultcode-1', 'reconnected', 'status-not-found-once', 'partial', 'busy',
];

export function sheet(send, by) {
  let shown = '';
  by('fault').replaceChildren(...faults.map(f => h('option', { value: f }, f)));
  by('open-settings').addEventListener('click', () => by('settings').showModal());
  by('close-settings').addEventListener('click', () => by('settings').close());
  by('no-faults').addEventListener('click', () => send('PUT', '', { faults: [] }));
  by('add-fault').addEventListener('click', () => {
    const fault = by('fault-text').value.trim() || by('fault').value;
    by('fault-text').value = '';
    send('POST', '/faults', { fault, delayMs: ['delay', 'busy', 'terminal-restart'].includes(fault) ? 5000 : 0 });
  });
  document.querySelectorAll('[data-device]').forEach(b => b.addEventListener('click', () => {
    by('settings').close();
    document.activeElement?.blur();   // else Enter would open the sheet again instead of being the green key
    send('POST', '/press', { key: b.dataset.device });
  }));

  const change = async (name, value, field, before) => {
    const answer = await send('PUT', '', { parameters: { [name]: value } });
    if (!answer.ok) field.value = before;
  };
  return terminal => {
    by('waiting-faults').textContent = terminal.faults.length > 0
      ? `Waiting: ${terminal.faults.map(f => f.fault + (f.times > 1 ? ` ×${f.times}` : '')).join(', ')}` : 'None waits.';
    const wanted = JSON.stringify(terminal.parameters);
    if (wanted === shown) return;
    shown = wanted;
    const focused = document.activeElement?.id;
    by('parameters').replaceChildren(...Object.entries(terminal.parameters).map(([name, value]) => {
      const id = `p-${name}`;
      const label = h('label', { for: id }, names[name] ?? name);
      if (typeof value === 'boolean') {
        return h('div', null, label, h('button', { type: 'button', id, class: `switch ${value ? 'is-on' : ''}`, role: 'switch', 'aria-checked': String(value), onclick: () => send('PUT', '', { parameters: { [name]: !value } }) }));
      }
      const before = Array.isArray(value) ? value.join(', ') : value;
      const read = text => (Array.isArray(value) ? text.split(',').map(t => t.trim()).filter(Boolean) : typeof value === 'number' ? Number(text) : text.trim());
      return h('div', null, label, h('input', { class: 'input', id, value: before, onchange: e => change(name, read(e.target.value), e.target, before) }));
    }));
    if (focused?.startsWith('p-')) by(focused)?.focus();
  };
}
