// Draws the page from the JSON object that it carries, and follows what changes where a program serves it.
'use strict';

(function () {
  const content = JSON.parse(document.getElementById('content').textContent);
  const host = document.getElementById('page');
  const { el } = spinglass;
  const home = content.home ? el('p', { class: 'home' }, el('a', { href: content.home }, 'All runs')) : null;

  /** Hears of changes while the page is looked at, as a browser has few connections; what they carry is handed on. */
  function follow(change) {
    const state = el('p', { class: 'note', role: 'status', id: 'live' });
    let source = null;
    const listen = () => {
      if (source) {
        source.close();
        source = null;
      }
      if (!document.hidden) {
        source = new EventSource(content.changes);
        source.addEventListener('open', () => { state.textContent = ''; });
        source.addEventListener('error', () => {
          state.textContent = 'No connection to the program; this page stands still.';
        });
        source.addEventListener('change', event => change(JSON.parse(event.data)));
      }
    };
    document.addEventListener('visibilitychange', listen);
    host.append(state);
    listen();
  }

  function showRun(run) {
    const drawn = new Map();
    let shown = { ...run, state: content.state, message: content.message };
    const parts = [home, spinglass.run.page(run, drawn)].flat(2).filter(Boolean);
    const panel = content.changes ? spinglass.actions.panel(shown, content.canStart) : null;
    if (panel) {
      parts.splice(parts.findIndex(part => part.classList.contains('again')), 0, panel.part);
    }
    host.append(...parts);
    if (content.models) {
      document.getElementById('page').append(spinglass.trial.page(content.models));
    }
    spinglass.charts.shape();
    if (content.changes) {
      follow(fresh => {
        if (fresh.error || fresh.pending) {
          document.getElementById('live').textContent = fresh.error || fresh.message;
          return;
        }
        panel.update({ ...shown, ...fresh });
        if (spinglass.run.hasEnded(fresh) !== spinglass.run.hasEnded(shown) || Boolean(fresh.metrics) !== Boolean(shown.metrics)) {
          location.reload(); // there is more to show than curves
        } else {
          shown = { ...shown, ...fresh };
          spinglass.run.update(shown, drawn);
        }
      });
    }
  }

  /** A run of which there is nothing to see yet. */
  function showPending(pending) {
    const said = el('p', { id: 'state' });
    host.append(home, el('header', {}, el('h1', {}, pending.name)), said);
    follow(fresh => {
      if (fresh.config) {
        location.reload();
      } else {
        const state = spinglass.actions.STATES[fresh.state];
        said.textContent = !state ? 'There is no such run.'
          : 'This run ' + (fresh.state === 'runs' ? 'is about to begin' : state) + (fresh.message ? ': ' + fresh.message : '.');
        said.className = fresh.state === 'failed' ? 'fault' : '';
      }
    });
  }

  if (content.error !== undefined) {
    host.append(...[home, el('h1', {}, 'This cannot be shown'), el('p', {}, content.error)].filter(Boolean));
  } else if (content.solve) {
    host.append(...spinglass.solve.page(content.solve).flat(2).filter(Boolean));
    spinglass.charts.shape();
  } else if (content.answer) {
    host.append(...spinglass.answer.page(content.answer).flat(2).filter(Boolean));
    spinglass.charts.shape();
  } else if (content.reproduction) {
    host.append(...spinglass.reproduction.page(content.reproduction).flat(2).filter(Boolean));
    spinglass.charts.shape();
  } else if (content.anneal) {
    host.append(...[home, spinglass.anneal.page(content.anneal)].flat(2).filter(Boolean));
  } else if (content.pending) {
    showPending(content.pending);
  } else if (content.form) {
    host.append(...[home, spinglass.form.page(content)].flat(2).filter(Boolean));
  } else if (content.deletedRuns) {
    host.append(...[home, spinglass.trash.page(content)].flat(2).filter(Boolean));
  } else if (content.list) {
    const list = spinglass.list.page(content);
    host.append(...list.parts.filter(Boolean), el('p', { class: 'home' }, el('a', { href: '/anneal' }, 'Watch an annealing')));
    follow(list.update);
  } else if (content.comparison) {
    host.append(...[home, spinglass.compare.page(content)].flat(2).filter(Boolean));
    if (content.models) {
      host.append(spinglass.trial.page(content.models));
    }
    spinglass.charts.shape();
  } else {
    showRun(content.runs[0]);
  }
})();
