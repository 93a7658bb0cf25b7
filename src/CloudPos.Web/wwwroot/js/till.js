// Keys and scanner of the till. Nothing here knows prices or items: it turns keystrokes into whole scans and named actions,
// and hands them to the page one at a time, in the order in which they were made.

const burstGapMax = 120;     // ms: a longer pause ends what a hand typed; a scanner may be held up longer by a busy machine
const stutterMax = 600;      // ms: nothing waits longer than this within one scan
const scanGapMedian = 45;    // ms: no hand types like that; the median forgives a machine that stutters
const scanLengthMin = 4;
const shortcutWait = 60;     // ms: a lone + may be the first character of a scan
const searchWait = 200;      // ms
const echoMax = 300;         // ms: an Enter that comes so soon after what it was meant for is nobody's wish

const functionKeys = { F1: 'keys', F2: 'search', F4: 'park', F6: 'last-receipt', F7: 'refund', F8: 'discount', F9: 'card', F10: 'cash' };
const shiftedKeys = { F2: 'shift', F3: 'gift', F4: 'parked', F8: 'discount-sale', F9: 'split' };
const listKeys = { ArrowUp: 'up', ArrowDown: 'down', Delete: 'remove' };
const characterKeys = { '+': 'plus', '=': 'plus', '-': 'minus', '/': 'search', '?': 'keys' };

export function start(page) {
  const stop = new AbortController();
  const on = (target, type, handler, capture = false) => target.addEventListener(type, handler, { capture, signal: stop.signal });
  const till = () => document.querySelector('.till');
  const mode = () => till()?.dataset.mode ?? '';
  const searchBox = () => document.querySelector('[data-search] input');

  // One call at a time: the page has answered a scan before it hears of the next.
  let queue = Promise.resolve(), number = 0, stoppedWaiting = -Infinity;
  const send = (method, ...args) => queue = queue.then(() => page.invokeMethodAsync(method, ...args)).catch(error => { if (!stop.signal.aborted) console.error(error); });

  // --- scanner -------------------------------------------------------------------------------------------------------------
  let burst = [], lent = null, shortcut = 0, scannedAt = -Infinity;

  function beginBurst(target) {
    burst = [];
    const field = isField(target) ? target : null;
    lent = { field, value: field?.value, start: field?.selectionStart, end: field?.selectionEnd, tookFocus: false };
  }

  function median(times) {
    const gaps = times.slice(1).map((time, i) => time - times[i]).sort((a, b) => a - b);
    return gaps[Math.floor(gaps.length / 2)];
  }

  // Fast so far: a pause in it is the machine's, not a hand's.
  const isFast = () => burst.length >= 2 && median(burst.map(key => key.time)) <= scanGapMedian;

  const isScan = () => burst.length >= scanLengthMin && median(burst.map(key => key.time)) <= scanGapMedian;

  function giveBack() {
    if (!lent) return;
    clearTimeout(searchTimer);
    if (lent.field) {
      lent.field.value = lent.value;
      try { lent.field.setSelectionRange(lent.start, lent.end); } catch { /* some kinds of field have no selection */ }
    }
    keepCount(lent.field);
    if (lent.tookFocus) { lent.field.blur(); }
  }

  function scanned() {
    const code = burst.map(key => key.key).join('').trim();
    const inNumber = Boolean(lent?.field?.hasAttribute('data-number') && !lent.tookFocus);
    giveBack();
    burst = [];
    scannedAt = performance.now();
    click();
    send('Scan', ++number, code, inNumber).then(outcome => { if (outcome === 'not-found' || outcome === 'refused') wrong(); });
  }

  // --- keys ----------------------------------------------------------------------------------------------------------------
  on(document, 'keydown', event => {
    if (!till() || event.isComposing) return;
    const { key, timeStamp } = event, target = event.target;
    const isAfterScan = timeStamp - scannedAt < echoMax;
    if (key !== 'Enter') scannedAt = stoppedWaiting = -Infinity;
    // held down; the second end of line of a scanner; meant for a button that the PIN pad has just answered away
    if (key === 'Enter' && (event.repeat || isAfterScan || (timeStamp - stoppedWaiting < echoMax * 2 && !isScan()))) { event.preventDefault(); return; }
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey;

    if (plain && key.length === 1) {
      const last = burst.at(-1);
      const pause = last ? timeStamp - last.time : Infinity;
      if (pause > stutterMax || (pause > burstGapMax && !isFast())) beginBurst(target);
      burst.push({ key, time: timeStamp });
      clearTimeout(shortcut);
      if (isField(target) && !isEmptySearch(target)) return;
      if (characterKeys[key] && burst.length === 1) {
        event.preventDefault();
        shortcut = setTimeout(() => { burst = []; act(characterKeys[key]); }, shortcutWait);
        return;
      }
      if (key === ' ' && target.closest?.('button, summary, a')) {
        if (burst.length === 1) { burst = []; return; }
        event.preventDefault(); // of a code: it must not press the button that has the focus
      }
      if (!isField(target)) lendFocus();
      return;
    }

    if ((key === 'Enter' || key === 'Tab') && plain && isScan()) {
      event.preventDefault();
      event.stopPropagation();
      clearTimeout(shortcut);
      scanned();
      return;
    }
    if (key !== 'Shift') burst = [];

    const action = (event.shiftKey && shiftedKeys[key]) || functionKeys[key];
    if (action && plain) {
      event.preventDefault();
      if (event.repeat) return; // a key held down is one press: F9 must not begin the next attempt by itself
      act(action);
    } else if (key === 'Escape') {
      event.preventDefault();
      escape();
    } else if (key === 'Enter' && target.matches?.('[data-next]')) {
      event.preventDefault(); // a count: how many, Enter, how many; the last Enter stands on the button
      const fields = [...document.querySelectorAll('[data-next]')], next = fields[fields.indexOf(target) + 1] ?? document.querySelector('[data-next-end]');
      next?.focus();
      next?.select?.();
    } else if (key === 'Enter' && event.ctrlKey) {
      event.preventDefault();
      send('Key', 'next');
    } else if (key === 'Enter' && target === searchBox()) {
      event.preventDefault();
      enterSearch();
    } else if (key === 'Enter' && mode() === 'paid' && !target.closest?.('button, a, summary, input')) {
      event.preventDefault();
      send('Key', 'next');
    } else if ((key === 'z' || key === 'Z') && event.ctrlKey && !(isField(target) && target.value)) {
      event.preventDefault();
      send('Key', 'undo');
    } else if (listKeys[key] && plain) {
      if (target === searchBox() && searchBox().value && key !== 'Delete') { event.preventDefault(); choose(key === 'ArrowDown' ? 1 : -1); }
      else if (!isField(target) || isEmptySearch(target)) { event.preventDefault(); send('Key', listKeys[key]); }
    }
  }, true);

  // Typing anywhere goes where it is meant: to the cash field while cash is taken, else to the search box.
  function lendFocus() {
    const field = mode() === 'cash' ? document.getElementById('cash-received') : mode() === 'split' ? document.getElementById('split-amount') : mode() === 'selling' ? searchBox() : null;
    if (!field) return;
    if (burst.length === 1 || !lent.field) lent = { field, value: field.value, start: null, end: null, tookFocus: true };
    field.focus();
  }

  function act(action) {
    settleAmounts();
    if (action === 'search' && mode() === 'refund') {
      document.getElementById('refund-code')?.focus();
      document.getElementById('refund-code')?.select();
    } else if (action === 'search') {
      if (mode() !== 'selling') send('Key', 'escape');
      searchBox()?.focus();
      searchBox()?.select();
    } else {
      send('Key', action);
    }
  }

  function escape() {
    const menu = document.querySelector('details.menu[open]'), box = searchBox();
    if (document.querySelector('.has-quantity')) send('Key', 'escape'); // an armed "3 ×" goes first, whatever is typed or open
    else if (menu) { menu.open = false; menu.querySelector('summary').focus(); }
    else if (document.activeElement?.matches('.qty-entry')) document.activeElement.blur(), send('Key', 'escape');
    else if (box && (box.value || document.querySelector('[data-tiles][data-query]')) && mode() === 'selling') clearSearch();
    else send('Key', 'escape');
  }

  // --- search --------------------------------------------------------------------------------------------------------------
  let searchTimer = 0, chosen = -1;

  on(document, 'input', event => {
    const box = searchBox();
    if (event.target !== box) return;
    clearTimeout(searchTimer);
    const times = /^\s*(\d{1,4}(?:\.\d{1,3})?)\s*[*×]/.exec(box.value);
    if (times) {
      box.value = box.value.slice(times[0].length);
      lent = null;
      burst = [];
      send('NextQuantity', times[1]);
    }
    forget();
    const text = box.value.trim();
    searchTimer = setTimeout(() => send('Search', text), text.length === 0 ? 0 : searchWait);
  });

  function forget() {
    chosen = -1;
    for (const tile of document.querySelectorAll('.tile.is-chosen')) tile.classList.remove('is-chosen');
  }

  function clearSearch() {
    clearTimeout(searchTimer);
    const box = searchBox();
    box.value = '';
    forget();
    send('Search', '');
  }

  const tiles = () => [...document.querySelectorAll('[data-tiles] .tile')];

  function choose(step) {
    const all = tiles();
    if (all.length === 0) return;
    chosen = Math.min(Math.max(chosen + step, 0), all.length - 1);
    all.forEach((tile, i) => tile.classList.toggle('is-chosen', i === chosen));
    all[chosen].scrollIntoView({ block: 'nearest' });
  }

  function enterSearch() {
    const box = searchBox(), text = box.value.trim(), tile = chosen >= 0 ? tiles()[chosen] : null;
    clearTimeout(searchTimer);
    if (tile) {
      tile.click();
      clearSearch();
    } else if (text) {
      // taken out at once, so that what is typed or scanned next does not run into it; put back where it has to be mended
      box.value = '';
      send('Typed', text).then(outcome => {
        const isFree = box.value === '';
        if (outcome !== 'ok' && isFree) box.value = text;
        if (outcome === 'ok') forget();
        if (outcome === 'refused' || outcome === 'not-found') wrong();
        if (outcome === 'found' && isFree && document.activeElement === box) box.select();
      });
    }
  }

  // --- fields, number pad, clocks ------------------------------------------------------------------------------------------
  const isField = target => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
  const isEmptySearch = target => target === searchBox() && target.value === '';

  // The second half of a double click, or a key held down, must not leave the change that the first half brought up.
  on(document, 'click', event => {
    if (event.detail > 1 && event.target.closest?.('[data-testid=next-sale]')) { event.preventDefault(); event.stopPropagation(); }
  }, true);

  on(document, 'click', event => {
    const key = event.target.closest?.('[data-key]');
    if (key) {
      const field = document.getElementById(key.dataset.keyFor);
      field.value = key.dataset.key === 'back' ? field.value.slice(0, -1) : field.value + key.dataset.key;
      field.dataset.isPadded = '1';
      settleSoon(field);
    }
    const side = event.target.closest?.('[data-scroll]');
    if (side) side.previousElementSibling.scrollBy({ left: 240, behavior: 'smooth' });
    if (event.target.closest?.('.tile')) { click(); if (searchBox()?.value) { searchBox().value = ''; forget(); } }
  });

  // The pad writes without events, key by key; the page hears of the amount once, before it is sent.
  on(window, 'submit', event => {
    for (const field of event.target.querySelectorAll('[data-is-padded]')) {
      delete field.dataset.isPadded;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }, true);

  // An amount that a button repeats is told once the typing pauses, and at the latest before it is used.
  let settling = 0;
  function settleAmounts() {
    clearTimeout(settling);
    for (const field of document.querySelectorAll('[data-settle][data-is-typed]')) {
      delete field.dataset.isTyped;
      delete field.dataset.isPadded;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }
  function settleSoon(field) {
    if (!field.hasAttribute('data-settle')) return;
    field.dataset.isTyped = '1';
    clearTimeout(settling);
    settling = setTimeout(settleAmounts, searchWait);
  }
  on(document, 'input', event => settleSoon(event.target));
  on(document, 'pointerdown', event => { if (event.target.closest?.('.pay-btn, [data-testid=split-other]')) settleAmounts(); }, true);

  // --- a count while it is typed -------------------------------------------------------------------------------------------
  // It outlives a reload and a lost connection: what stands in its fields lies in this tab until the page forgets it. Only what was
  // typed, so it stays blind; key by key without the server, which tells of its buttons through data-typed.
  const countKept = 'cloudpos-count';
  function keepCount(field) {
    const count = field?.closest?.('[data-kept-as]');
    if (!count) return;
    const typed = JSON.parse(count.dataset.typed);
    for (const each of count.querySelectorAll('[data-at]')) typed[each.dataset.at] = each.value;
    sessionStorage.setItem(countKept, JSON.stringify({ as: count.dataset.keptAs, typed }));
  }
  on(document, 'input', event => keepCount(event.target));
  const counting = new MutationObserver(changes => { for (const change of changes) keepCount(change.target); });
  counting.observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-typed'] });

  function keptCount(as) {
    try {
      const kept = JSON.parse(sessionStorage.getItem(countKept));
      return kept.as === as ? kept.typed.map(text => String(text).slice(0, 40)) : null;
    } catch { return null; /* nothing, or nothing of ours */ }
  }

  let skew = 0;
  fetch('/favicon.svg', { method: 'HEAD', cache: 'no-store' }).then(answer => {
    const there = Date.parse(answer.headers.get('date') ?? '');
    if (there && Math.abs(there - Date.now()) > 2000) skew = there - Date.now();
  }).catch(() => { });

  // Only a change is written: the observer below watches the same tree.
  const write = (clock, text) => { if (clock.textContent !== text) clock.textContent = text; };

  function tick() {
    const now = Date.now() + skew;
    for (const clock of document.querySelectorAll('[data-since]')) {
      const end = clock.dataset.until ? Date.parse(clock.dataset.until) : now;
      const seconds = Math.max(0, Math.floor((end - Date.parse(clock.dataset.since)) / 1000));
      write(clock, `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`);
    }
    for (const clock of document.querySelectorAll('[data-in]')) {
      const seconds = Math.ceil((Date.parse(clock.dataset.in) - now) / 1000);
      write(clock, seconds > 0 ? `in ${seconds} s.` : 'now.');
    }
    for (const bar of document.querySelectorAll('[data-fills]')) {
      if (bar.getAnimations().length) continue; // once: what has run stays full
      bar.animate({ width: ['0%', '100%'] }, { duration: Math.max(0, Date.parse(bar.dataset.fills) - now), fill: 'forwards' });
    }
  }
  const ticking = setInterval(tick, 500);

  // What appears and wants the focus gets it; the line that was touched is brought into view.
  const seen = new WeakSet();
  let touches = '', isWaiting = false;
  function settle() {
    tick();
    const waits = Boolean(document.querySelector('[data-waits]'));
    if (isWaiting && !waits) stoppedWaiting = performance.now();
    isWaiting = waits;
    for (const field of document.querySelectorAll('[data-autofocus]')) {
      if (seen.has(field)) continue;
      seen.add(field);
      field.focus();
      field.select?.();
    }
    const next = document.querySelector('[data-testid=next-sale]');
    if (next && !seen.has(next)) { seen.add(next); next.focus({ preventScroll: true }); }
    const list = document.querySelector('[data-cart-lines]'), line = list?.querySelector('.is-selected');
    const now = `${list?.dataset.touches}/${line?.dataset.line}`;
    if (line && now !== touches) {
      const isTouch = touches.split('/')[0] !== list.dataset.touches;
      touches = now;
      line.scrollIntoView({ block: 'nearest' });
      if (isTouch) { line.classList.remove('is-flash'); void line.offsetWidth; line.classList.add('is-flash'); }
    }
  }
  const observer = new MutationObserver(settle);
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-touches', 'class', 'data-since'] });
  settle();

  // --- sound ---------------------------------------------------------------------------------------------------------------
  let audio = null;
  function tone(frequency, at, length) {
    try {
      audio ??= new AudioContext();
      const wave = audio.createOscillator(), volume = audio.createGain();
      wave.frequency.value = frequency;
      wave.type = 'square';
      volume.gain.value = 0.04;
      wave.connect(volume).connect(audio.destination);
      wave.start(audio.currentTime + at);
      wave.stop(audio.currentTime + at + length);
    } catch { /* no sound is no reason to stop selling */ }
  }
  const click = () => tone(1760, 0, 0.035);
  const wrong = () => { tone(520, 0, 0.13); tone(330, 0.15, 0.2); };

  return {
    keptCount,
    forgetCount() { sessionStorage.removeItem(countKept); },
    stop() { stop.abort(); clearInterval(ticking); clearTimeout(searchTimer); clearTimeout(shortcut); observer.disconnect(); counting.disconnect(); },
  };
}
