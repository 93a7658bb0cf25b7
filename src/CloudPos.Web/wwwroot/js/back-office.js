// What the back office needs of the browser and Blazor does not give.

const two = n => String(n).padStart(2, '0');

export function today() {
  const d = new Date();
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;
}

export const now = () => Date.now();

// The address follows the filters without a journey to the server; Back leaves the page, as it should.
export function showAddress(url) {
  history.replaceState(history.state, '', url);
}

// The number at a link of the side bar: it stands outside of the page, which reads itself anew and knows it.
export function showCount(href, count) {
  const link = document.querySelector(`.side-link[href="${href}"]`);
  if (!link) return;
  let badge = link.querySelector('.count');
  if (!badge) {
    badge = document.createElement('span');
    badge.className = 'count';
    badge.dataset.testid = 'open-payments';
    link.append(badge);
  }
  badge.textContent = count;
  if (count === 0) badge.remove();
}

// Focus moves into the drawer that opens, and back to where it came from when the drawer closes.
let cameFrom = null;

export function enter(drawer) {
  const active = document.activeElement;
  if (active && active !== document.body && !active.closest('.drawer')) cameFrom = active;
  drawer.addEventListener('keydown', e => {
    if (e.key === 'Escape' && !e.defaultPrevented) {
      e.preventDefault();
      const field = document.activeElement;
      field?.blur(); // what was typed is told first: else the form would close as if nothing had been
      drawer.querySelector('[data-close]')?.click();
      if (drawer.contains(field)) field.focus({ preventScroll: true });
    }
  });
  if (drawer.contains(active)) return; // whoever was faster is typing already: the rest would land elsewhere
  (drawer.querySelector('[data-autofocus]') ?? drawer.querySelector('h2'))?.focus({ preventScroll: true });
}

// The grid may have drawn its rows anew, so the way back is a selector as well as an element.
export function leave(selector) {
  setTimeout(() => {
    const active = document.activeElement;
    if (active && active !== document.body) return; // something else has taken the focus already
    const back = (selector && document.querySelector(selector)) || (cameFrom?.isConnected && cameFrom);
    back?.focus?.({ preventScroll: true });
  }, 60);
}

// The first field that was refused gets the focus, so that the sentence beside it is read out.
export function showProblem() {
  requestAnimationFrame(() => document.querySelector('.drawer [aria-invalid=true]')?.focus());
}
