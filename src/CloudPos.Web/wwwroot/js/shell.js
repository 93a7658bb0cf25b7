// Starts Blazor and keeps the cashier informed when the connection breaks. The cart lives on the server's disk, so a lost circuit loses nothing.
(() => {
  const root = document.documentElement;
  const announce = document.getElementById('lost-said');
  let lost = false, rejoining = false, since = 0, clock = 0;

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

  async function rejoin() {
    if (rejoining) return;
    rejoining = true;
    for (let wait = 500; lost; wait = Math.min(wait * 1.5, 3000)) {
      try {
        if (await Blazor.reconnect()) break;      // the handler's onConnectionUp tells the rest
        sessionStorage.setItem('cloudpos-back', '1');
        location.reload();                        // the server is there but has forgotten this page: open it anew
        return;
      } catch { /* not there yet */ }
      await new Promise(done => setTimeout(done, wait));
    }
    rejoining = false;
  }

  if (sessionStorage.getItem('cloudpos-back')) {
    sessionStorage.removeItem('cloudpos-back');
    back();
  } else {
    show('up');
  }
  // A pulled cable is known to the browser long before the socket's own time-out.
  addEventListener('offline', down);
  addEventListener('online', () => { if (lost && !rejoining) up(); });

  Blazor.start({
    circuit: {
      configureSignalR: builder => builder.withServerTimeout(8000),
      reconnectionHandler: {
        onConnectionDown: () => { down(); rejoin(); },
        onConnectionUp: up,
      },
    },
  });

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
