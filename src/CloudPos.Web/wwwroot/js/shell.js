// Starts Blazor and keeps the cashier informed when the connection breaks. The cart lives on the server's disk, so a lost circuit loses nothing.
(() => {
  const root = document.documentElement;
  const announce = document.getElementById('lost-said');
  let lost = false, trying = false, since = 0, clock = 0, watching = 0, unsaved = null;

  function show(state) { root.dataset.circuit = state; }

  function down() {
    if (lost) return;
    lost = true;
    since = Date.now();
    show('lost');
    announce.textContent = 'Connection lost. Your cart is safe.';
    clock = setInterval(() => {
      const seconds = Math.floor((Date.now() - since) / 1000);
      document.getElementById('lost-time').textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    }, 500);
  }

  function up() {
    if (!lost) return;
    lost = false;
    clearInterval(clock);
    back();
  }

  function back() {
    show('back');
    announce.textContent = 'Back. Your cart is intact.';
    setTimeout(() => { if (!lost) { show('up'); announce.textContent = ''; } }, 4000);
  }

  // Tries until the server is back, ever more slowly; only once at a time.
  async function until(isBack) {
    if (trying) return;
    trying = true;
    for (let wait = 500; lost; wait = Math.min(wait * 1.5, 3000)) {
      try { if (await isBack()) break; } catch { /* not there yet */ }
      await new Promise(done => setTimeout(done, wait));
    }
    trying = false;
  }

  function openAnew() {
    unsaved = null;   // the server has forgotten it
    sessionStorage.setItem('cloudpos-back', '1');
    location.reload();
    return true;
  }

  // The handler's onConnectionUp tells the rest. A server that is there but has forgotten this page says false.
  const rejoin = () => until(async () => await Blazor.reconnect() || openAnew());

  function wantsConnection() {
    const comments = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
    while (comments.nextNode()) if (comments.currentNode.data.startsWith('Blazor:')) return true;
    return false;
  }

  // Where a page's first connection does not come about, Blazor says nothing and does not try again: it would stay empty for ever.
  function watch() {
    clearInterval(watching);
    if (!wantsConnection()) return;
    const before = Number(sessionStorage.getItem('cloudpos-patience'));   // longer each time: a slow line must come through in the end
    const patience = before || 10000;
    const end = Date.now() + patience;
    let missed = before > 0;
    if (missed) down();
    watching = setInterval(() => {
      if (document.querySelector('[data-drawn]')) {   // of Faults.razor, the first thing that comes over the connection
        clearInterval(watching);
        sessionStorage.removeItem('cloudpos-patience');
        if (missed) up();
        else if (sessionStorage.getItem('cloudpos-back')) back();
        sessionStorage.removeItem('cloudpos-back');
      } else if (!trying && Date.now() > end) {
        missed = true;
        sessionStorage.setItem('cloudpos-patience', Math.min(patience * 2, 60000));
        down();
        until(async () => (await fetch('/healthz/live', { cache: 'no-store' })).ok && openAnew());
      }
    }, 100);
  }

  show('up');
  // A pulled cable is known to the browser long before the socket's own time-out.
  addEventListener('offline', down);
  addEventListener('online', () => { if (lost && !trying) up(); });

  Blazor.start({
    circuit: {
      configureSignalR: builder => builder.withServerTimeout(8000),
      reconnectionHandler: {
        onConnectionDown: () => { down(); rejoin(); },
        onConnectionUp: up,
      },
    },
  });

  watch();
  Blazor.addEventListener('enhancedload', watch);

  document.addEventListener('click', e => {
    if (e.target.closest?.('[data-print]')) print();
    const fill = e.target.closest?.('[data-fill-email]');   // demo roles on the sign-in page
    if (fill) {
      const form = document.getElementById('sign-in-form');
      form.querySelector('[type=email]').value = fill.dataset.fillEmail;
      form.querySelector('[type=password]').value = fill.dataset.fillPassword;
      form.requestSubmit();
    }
    for (const menu of document.querySelectorAll('details.menu[open]')) if (!menu.contains(e.target)) menu.open = false;
  });

  // What was typed into a form that a button saves is not lost to a link or a closed tab without a question. A drawer goes when it is saved, a card stays.
  document.addEventListener('input', e => { unsaved = e.target.closest?.('form[data-keeps]') ?? unsaved; });
  document.addEventListener('submit', e => { if (e.target === unsaved && !unsaved.closest('.drawer')) unsaved = null; }, true);
  document.addEventListener('click', e => {
    const link = e.target.closest?.('a[href]');
    if (!unsaved?.isConnected || !link || link.target || link.hasAttribute('download') || unsaved.contains(link)) return;
    if (confirm('What you typed is not saved. Leave this page?')) { unsaved = null; return; }
    e.preventDefault();
    e.stopPropagation();
  }, true);
  addEventListener('beforeunload', e => { if (unsaved?.isConnected) e.preventDefault(); });

  // Amounts one below the other: Enter and the arrows go from row to row, without a journey to the server.
  document.addEventListener('keydown', e => {
    const by = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[e.key];
    const rows = by && e.target.matches?.('[data-rows] input') && [...e.target.closest('[data-rows]').querySelectorAll('input')];
    if (!rows) return;
    e.preventDefault();
    const next = rows[rows.indexOf(e.target) + by];
    if (next) { next.focus(); next.select(); } else e.target.blur();
  });

  // Digits become an amount here, before the server hears of them: its answer then changes nothing in a field to which somebody has come back meanwhile.
  document.addEventListener('change', e => {
    if (!e.target.matches?.('[data-cents]') || !/^\d+$/.test(e.target.value)) return;
    const digits = e.target.value.replace(/^0+(?=\d{3})/, '').padStart(3, '0');
    e.target.value = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  }, true);

  // A file that is dropped anywhere but on an open field for files would be opened by the browser, and the page with all that was typed would be gone.
  for (const kind of ['dragover', 'drop']) {
    addEventListener(kind, e => {
      if (!e.dataTransfer?.types.includes('Files') || e.target.closest?.('input[type=file]:enabled')) return;
      e.preventDefault();
      e.dataTransfer.dropEffect = 'none';
    });
  }

  // A roll of paper has no page length: take the slip's own.
  addEventListener('beforeprint', () => {
    const slip = document.querySelector('.slip');
    if (!slip) return;
    const probe = slip.cloneNode(true);
    probe.style.cssText = 'position:absolute;visibility:hidden;width:72mm;font-size:12px;padding:3mm 0 6mm';
    document.body.append(probe);
    const millimetres = Math.ceil(probe.offsetHeight * 25.4 / 96) + 2;
    probe.remove();
    const style = document.getElementById('roll') ?? document.head.appendChild(Object.assign(document.createElement('style'), { id: 'roll' }));
    style.textContent = `@page { size: 80mm ${millimetres}mm; margin: 0 }`;
  });
})();
