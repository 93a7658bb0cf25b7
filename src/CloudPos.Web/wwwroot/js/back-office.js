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

// Focus moves into the drawer that opens, and back to where it came from when the drawer closes.
let cameFrom = null;

export function enter(drawer) {
  const active = document.activeElement;
  if (active && active !== document.body && !active.closest('.drawer')) cameFrom = active;
  drawer.addEventListener('keydown', e => {
    if (e.key === 'Escape' && !e.defaultPrevented) {
      e.preventDefault();
      drawer.querySelector('[data-close]')?.click();
    }
  });
  (drawer.querySelector('[data-autofocus]') ?? drawer.querySelector('h2'))?.focus({ preventScroll: true });
}

export function leave() {
  // another drawer may have taken the focus already
  const active = document.activeElement;
  if (cameFrom?.isConnected && (!active || active === document.body)) cameFrom.focus({ preventScroll: true });
}

// The first field that was refused gets the focus, so that the sentence beside it is read out.
export function showProblem() {
  requestAnimationFrame(() => document.querySelector('.drawer [aria-invalid=true]')?.focus());
}
