// Deleted runs, which can be put back.
'use strict';

spinglass.trash = (function () {
  const { el } = spinglass;

  /** A notice that a run was deleted, with a way to put it back. */
  function notice(deleted) {
    const said = el('span', { class: 'said', role: 'status' });
    const part = el('p', { class: 'notice', id: 'deleted' }, el('span', { role: 'status' }, deleted.name + ' is deleted. '),
      el('button', {
        type: 'button', id: 'undo', click: async () => {
          const answer = await spinglass.actions.send('/trash/' + encodeURIComponent(deleted.id) + '/restore');
          said.textContent = answer.error || '';
          if (!answer.error) {
            part.replaceChildren(el('a', { href: answer.url }, answer.name), ' is back.');
          }
        },
      }, 'Undo'), said);
    return part;
  }

  function page(content) {
    const rows = content.deletedRuns.map(run => {
      const last = el('td', {});
      const said = el('span', { class: 'said', role: 'status' });
      last.append(el('button', {
        type: 'button', 'aria-label': 'put back ' + run.name, click: async () => {
          const answer = await spinglass.actions.send('/trash/' + encodeURIComponent(run.id) + '/restore');
          said.textContent = answer.error || '';
          if (!answer.error) {
            last.replaceChildren(el('a', { href: answer.url }, 'is back'));
          }
        },
      }, 'Put back'), said);
      return el('tr', {}, el('th', { scope: 'row' }, run.name),
        el('td', {}, run.deleted.replace('T', ' ').replace(/\.\d+Z$|Z$/, ' UTC')), last);
    });
    return [el('header', {}, el('h1', {}, 'Deleted runs'), el('p', { class: 'facts' },
      'A run is kept for ' + content.kept + ' days after it was deleted, and is then removed when the program next starts to serve.')),
    rows.length === 0 ? el('p', {}, 'There is none.')
      : el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'deleted runs' }, el('table', {},
        el('caption', { class: 'unseen' }, 'Deleted runs'),
        el('thead', {}, el('tr', {}, ['run', 'deleted', ''].map(head => el(head ? 'th' : 'td', head ? { scope: 'col' } : {}, head)))),
        el('tbody', {}, rows)))];
  }

  return { notice, page };
})();
