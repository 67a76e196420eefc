// The list of runs: searched, sorted, followed, and the choice of those to compare.
'use strict';

spinglass.list = (function () {
  const { el, numbers, isNumber, text } = spinglass;
  const COLUMNS = [
    ['name', 'run', value => value], ['tags', 'tags', null], ['validationAccuracy', 'validation', numbers.percent],
    ['testAccuracy', 'test', numbers.percent], ['trainLoss', 'loss', numbers.short], ['done', 'epochs', null],
    ['seconds', 'time', numbers.seconds], ['network', 'network', text], ['data', 'data', text], ['method', 'method', text],
    ['sampler', 'sampler', text], ['samples', 'samples', numbers.whole], ['seed', 'seed', text], ['started', 'begun', null]];
  const NUMERIC = ['samples', 'seed', 'done', 'validationAccuracy', 'testAccuracy', 'trainLoss', 'seconds'];

  function cell(row, [key, , format]) {
    if (key === 'name') {
      return el('a', { href: '/runs/' + encodeURIComponent(row.name) }, row.name);
    }
    if (key === 'tags') {
      return (row.tags || []).join(', ');
    }
    if (key === 'done') {
      const goes = { runs: ', runs', stops: ', stops', waits: ', waits', elsewhere: ', runs' }[row.state];
      if (goes) {
        return row.done + ' of ' + text(row.epochs) + goes;
      }
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
    const asked = new URLSearchParams(location.search);
    let sorted = sorting(asked);
    const chosen = new Set((history.state || {}).chosen || []);
    const said = el('span', { class: 'note', role: 'status' });
    const notices = el('div', {});
    const jobs = el('div', {});
    const trash = el('p', { class: 'note' });
    const search = el('input', { type: 'search', id: 'search', autocomplete: 'off', input: () => { keep(); draw(); } });
    search.value = asked.get('q') || '';
    const compare = el('button', {
      type: 'button', id: 'compare', disabled: true,
      click: () => {
        location.href = '/compare?' + [...chosen].map(name => 'run=' + encodeURIComponent(name)).join('&');
      },
    }, 'Compare');
    const remove = el('button', { type: 'button', id: 'delete', disabled: true, click: removeChosen }, 'Delete');

    /** How the address asks for the rows to be sorted: the last begun first where it does not. */
    function sorting(query) {
      const key = query.get('sort');
      return COLUMNS.some(column => column[0] === key) ? { key, isDown: query.get('order') === 'down' }
        : { key: 'started', isDown: true };
    }

    /** Puts what is seen into the address, so that it can be linked to, and what is chosen beside it. */
    function keep(isNew = false) {
      const query = new URLSearchParams();
      if (search.value) {
        query.set('q', search.value);
      }
      if (sorted.key !== 'started' || !sorted.isDown) {
        query.set('sort', sorted.key);
        query.set('order', sorted.isDown ? 'down' : 'up');
      }
      history[isNew ? 'pushState' : 'replaceState']({ chosen: [...chosen] }, '', '/' + (query.size > 0 ? '?' + query : ''));
    }

    addEventListener('popstate', () => {
      const query = new URLSearchParams(location.search);
      sorted = sorting(query);
      search.value = query.get('q') || '';
      draw();
    });

    async function removeChosen() {
      notices.replaceChildren();
      for (const name of [...chosen]) {
        const answer = await spinglass.actions.send(spinglass.actions.urlOf(name, 'delete'));
        notices.append(answer.error ? el('p', { class: 'fault', role: 'alert' }, answer.error)
          : spinglass.trash.notice({ id: answer.deleted, name }));
        if (!answer.error) {
          chosen.delete(name);
        }
      }
      keep();
      choose();
    }

    const heads = COLUMNS.map(([key, label]) => el('th', {
      scope: 'col', 'data-key': key, class: NUMERIC.includes(key) ? null : 'left',
    }, el('button', {
      type: 'button', click: () => {
        sorted = { key, isDown: sorted.key === key ? !sorted.isDown : NUMERIC.includes(key) && key !== 'seed' };
        keep(true);
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
        type: 'checkbox', 'aria-label': 'choose ' + row.name, change: () => {
          chosen[box.checked ? 'add' : 'delete'](row.name);
          keep();
          choose();
        },
      });
      box.checked = chosen.has(row.name);
      if (row.error) {
        return el('tr', {}, el('td', {}, box), el('th', { scope: 'row' }, cell(row, COLUMNS[0])),
          el('td', { colspan: COLUMNS.length - 1, class: 'left' }, row.error));
      }
      return el('tr', { class: row.hasEnded && !row.state ? null : 'goes' }, el('td', {}, box), COLUMNS.map((column, k) =>
        el(k === 0 ? 'th' : 'td', k === 0 ? { scope: 'row' } : { class: NUMERIC.includes(column[0]) ? null : 'left' },
          cell(row, column))));
    }

    function choose() {
      compare.disabled = chosen.size < 2 || chosen.size > 50;
      compare.textContent = chosen.size < 2 ? 'Compare' : 'Compare ' + chosen.size;
      remove.disabled = chosen.size === 0;
      remove.textContent = chosen.size < 2 ? 'Delete' : 'Delete ' + chosen.size;
    }

    function draw() {
      const shown = rows.filter(wanted).sort((a, b) => {
        const by = order(a[sorted.key], b[sorted.key]);
        const lacks = [a, b].some(row => row[sorted.key] === null || row[sorted.key] === undefined);
        return (sorted.isDown && !lacks ? -by : by) || a.name.localeCompare(b.name, 'en', { numeric: true });
      });
      const focused = document.activeElement ? document.activeElement.getAttribute('aria-label') : null;
      body.replaceChildren(...shown.map(line));
      if (focused && focused.startsWith('choose ')) {
        [...body.querySelectorAll('input')].filter(box => box.getAttribute('aria-label') === focused)
          .forEach(box => box.focus());
      }
      heads.forEach(head => head.setAttribute('aria-sort',
        head.dataset.key !== sorted.key ? 'none' : sorted.isDown ? 'descending' : 'ascending'));
      said.textContent = shown.length === rows.length ? rows.length + (rows.length === 1 ? ' run' : ' runs')
        : shown.length + ' of ' + rows.length + ' runs';
    }

    function beside(fresh) {
      const list = spinglass.actions.jobs(fresh.jobs, new Set(rows.map(row => row.name)));
      jobs.replaceChildren(...(list ? [list] : []));
      trash.replaceChildren(...(fresh.trash > 0 ? [el('a', { href: '/trash' },
        fresh.trash + (fresh.trash === 1 ? ' deleted run' : ' deleted runs'))] : []));
      none.hidden = rows.length > 0;
    }

    function update(fresh) {
      rows = fresh.list;
      beside(fresh);
      [...chosen].filter(name => !rows.some(row => row.name === name)).forEach(name => chosen.delete(name));
      choose();
      draw();
    }

    const none = el('p', {}, 'There is no run in this folder yet: ',
      content.canStart ? [el('a', { href: '/new' }, 'begin one here'), ', or '] : null, './spinglass train makes one.');
    beside(content);
    if (content.deleted) {
      notices.append(spinglass.trash.notice(content.deleted));
      keep(); // told once
    }
    choose();
    draw();
    return {
      parts: [el('header', {}, el('h1', {}, 'Runs'), el('p', { class: 'facts' }, content.folder)),
        content.canStart ? el('p', {}, el('a', { class: 'button main', id: 'begin', href: '/new' }, 'New run')) : null,
        notices, jobs,
        el('div', { class: 'find' }, el('label', { for: 'search' }, 'Search'), search, compare, remove, said),
        el('p', { class: 'note' }, 'Choose two or more to see them side by side; the head of a column sorts by it.'),
        el('div', { class: 'scroll list', tabindex: 0, role: 'region', 'aria-label': 'runs' }, el('table', { class: 'numeric runs' },
          el('caption', { class: 'unseen' }, 'Runs'),
          el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, el('span', { class: 'unseen' }, 'choose')), heads)), body)),
        none, trash],
      update,
    };
  }

  return { page };
})();
