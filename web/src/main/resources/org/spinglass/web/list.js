// The list of runs: searched, sorted, followed, and the choice of those to compare.
'use strict';

spinglass.list = (function () {
  const { el, numbers, isNumber, text } = spinglass;
  const COLUMNS = [
    ['name', 'run', value => value], ['validationAccuracy', 'validation', numbers.percent],
    ['testAccuracy', 'test', numbers.percent], ['trainLoss', 'loss', numbers.short], ['done', 'epochs', null],
    ['seconds', 'time', numbers.seconds], ['network', 'network', text], ['data', 'data', text], ['method', 'method', text],
    ['sampler', 'sampler', text], ['samples', 'samples', numbers.whole], ['seed', 'seed', text], ['started', 'begun', null]];
  const NUMERIC = ['samples', 'seed', 'done', 'validationAccuracy', 'testAccuracy', 'trainLoss', 'seconds'];

  function cell(row, [key, , format]) {
    if (key === 'name') {
      return el('a', { href: '/runs/' + encodeURIComponent(row.name) }, row.name);
    }
    if (key === 'done') {
      return (row.hasEnded ? String(row.done) : row.done + ' of ' + text(row.epochs))
        + (row.interrupted && row.hasEnded ? ', stopped' : '');
    }
    if (key === 'started') {
      return row.started ? String(row.started).replace('T', ' ').replace(/:\d\dZ$/, '') : '-';
    }
    const value = row[key];
    return value === null || value === undefined ? '-' : format(value);
  }

  function order(a, b) {
    const lacks = [a, b].map(value => value === null || value === undefined);
    if (lacks[0] || lacks[1]) {
      return lacks[0] - lacks[1];
    }
    return isNumber(a) && isNumber(b) ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true });
  }

  function page(content) {
    let rows = content.list;
    let sorted = { key: 'started', isDown: true };
    const chosen = new Set();
    const said = el('span', { class: 'note', role: 'status' });
    const search = el('input', { type: 'search', id: 'search', autocomplete: 'off', input: draw });
    const compare = el('button', {
      type: 'button', id: 'compare', disabled: true,
      click: () => {
        location.href = '/compare?' + [...chosen].map(name => 'run=' + encodeURIComponent(name)).join('&');
      },
    }, 'Compare');
    const heads = COLUMNS.map(([key, label]) => el('th', {
      scope: 'col', 'data-key': key, class: NUMERIC.includes(key) ? null : 'left',
    }, el('button', {
      type: 'button', click: () => {
        sorted = { key, isDown: sorted.key === key ? !sorted.isDown : NUMERIC.includes(key) && key !== 'seed' };
        draw();
      },
    }, label)));
    const body = el('tbody');

    function wanted(row) {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const all = COLUMNS.map(([key]) => text(row[key])).join(' ').toLowerCase();
      return words.every(word => all.includes(word));
    }

    function line(row) {
      const box = el('input', {
        type: 'checkbox', 'aria-label': 'compare ' + row.name, change: () => {
          chosen[box.checked ? 'add' : 'delete'](row.name);
          choose();
        },
      });
      box.checked = chosen.has(row.name);
      if (row.error) {
        box.disabled = true;
        return el('tr', {}, el('td', {}, box), el('th', { scope: 'row' }, cell(row, COLUMNS[0])),
          el('td', { colspan: COLUMNS.length - 1, class: 'left' }, row.error));
      }
      return el('tr', { class: row.hasEnded ? null : 'goes' }, el('td', {}, box), COLUMNS.map((column, k) =>
        el(k === 0 ? 'th' : 'td', k === 0 ? { scope: 'row' } : { class: NUMERIC.includes(column[0]) ? null : 'left' },
          cell(row, column))));
    }

    function choose() {
      compare.disabled = chosen.size < 2 || chosen.size > 50;
      compare.textContent = chosen.size < 2 ? 'Compare' : 'Compare ' + chosen.size;
    }

    function draw() {
      const shown = rows.filter(wanted).sort((a, b) => {
        const by = order(a[sorted.key], b[sorted.key]);
        const lacks = [a, b].some(row => row[sorted.key] === null || row[sorted.key] === undefined);
        return (sorted.isDown && !lacks ? -by : by) || a.name.localeCompare(b.name, 'en', { numeric: true });
      });
      const focused = document.activeElement ? document.activeElement.getAttribute('aria-label') : null;
      body.replaceChildren(...shown.map(line));
      if (focused && focused.startsWith('compare ')) {
        [...body.querySelectorAll('input')].filter(box => box.getAttribute('aria-label') === focused)
          .forEach(box => box.focus());
      }
      heads.forEach(head => head.setAttribute('aria-sort',
        head.dataset.key !== sorted.key ? 'none' : sorted.isDown ? 'descending' : 'ascending'));
      said.textContent = shown.length === rows.length ? rows.length + (rows.length === 1 ? ' run' : ' runs')
        : shown.length + ' of ' + rows.length + ' runs';
    }

    function update(fresh) {
      rows = fresh;
      [...chosen].filter(name => !rows.some(row => row.name === name)).forEach(name => chosen.delete(name));
      choose();
      draw();
    }

    draw();
    return {
      parts: [el('header', {}, el('h1', {}, 'Runs'), el('p', { class: 'facts' }, content.folder)),
        el('div', { class: 'find' }, el('label', { for: 'search' }, 'Search'), search, compare, said),
        el('p', { class: 'note' }, 'Choose two or more to see them side by side; the head of a column sorts by it.'),
        el('div', { class: 'scroll list' }, el('table', { class: 'numeric runs' },
          el('caption', { class: 'unseen' }, 'Runs'),
          el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, el('span', { class: 'unseen' }, 'compare')), heads)), body)),
        rows.length === 0 ? el('p', {}, 'There is no run in this folder yet: ./spinglass train makes one.') : null],
      update,
    };
  }

  return { page };
})();
