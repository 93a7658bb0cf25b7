// Loaded before the style sheets, so that the first paint already has its theme: the user's choice, else the system's.
(() => {
  const key = 'cloudpos-theme', root = document.documentElement;
  const choice = () => localStorage.getItem(key) ?? 'system';
  const system = () => matchMedia('(prefers-contrast: more)').matches ? 'contrast'
    : matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const show = () => {
    const chosen = choice();
    root.dataset.theme = chosen === 'system' ? system() : chosen;
    root.dataset.themeChoice = chosen;
  };
  show();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
  // Blazor's enhanced navigation takes over the new page's <html> attributes, which know nothing of the choice.
  document.addEventListener('DOMContentLoaded', () => globalThis.Blazor?.addEventListener?.('enhancedload', show));
  document.addEventListener('click', e => {
    const button = e.target.closest?.('[data-set-theme]');
    if (!button) return;
    if (button.dataset.setTheme === 'system') localStorage.removeItem(key); else localStorage.setItem(key, button.dataset.setTheme);
    show();
  });
})();
