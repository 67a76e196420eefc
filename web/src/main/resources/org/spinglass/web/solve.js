// The page of a search: what was solved, how it went, what was found and what is known of the optimum.
'use strict';

spinglass.solve = (function () {
  const { el, numbers, isNumber, words, section, table, copied, toggle } = spinglass;
  const { chart, fromZero } = spinglass.charts;
  const SENSES = {
    'max-cut': ['maximum cut', 'cut'], 'min-qubo': ['QUBO to minimise', 'value'], 'max-qubo': ['QUBO to maximise', 'value'],
    'min-ising': ['Ising energy to minimise', 'energy'], 'max-ising': ['Ising energy to maximise', 'value'],
  };
  const ENDS = {
    done: 'all reads done', target: 'target reached', 'time limit': 'time limit reached', optimal: 'proved optimal',
    cancelled: 'stopped by the user',
  };
  /** Values as an axis or a button has room for them. */
  const value = number => !isNumber(number) ? '-' : Math.abs(number) < 1e9 && Math.abs(number) >= 1e-4 || number === 0
    ? String(Number(number.toPrecision(8))) : numbers.short(number);
  const count = (many, one, more) => numbers.whole(many) + ' ' + (many === 1 ? one : more || one + 's');
  const valueName = view => SENSES[view.problem.sense][1];
  const isMaximised = view => view.problem.sense.startsWith('max');

  const tile = (label, main, note) => el('div', { class: 'tile' }, el('dt', {}, label),
    el('dd', {}, main, note ? el('span', { class: 'note' }, note) : null));

  function head(view) {
    const problem = view.problem;
    const facts = [view.name === view.title ? null : view.name, SENSES[problem.sense][0],
      count(problem.variables, 'variable'), count(problem.couplings, 'coupling'),
      problem.fields > 0 ? count(problem.fields, 'field') : 'no fields'];
    return el('header', {}, el('h1', {}, view.title), el('p', { class: 'facts' }, facts.filter(Boolean).join(' · ')));
  }

  /** How far from optimal, as far as that is known. */
  function gap(view) {
    const { bound, search } = view;
    if (bound.isOptimal) {
      return tile('distance from the optimum', '0', 'proved: no state is better');
    }
    if (!isNumber(bound.energy)) {
      return tile('distance from the optimum', 'unknown', 'this sampler proves no bound');
    }
    const apart = Math.abs(search.value - bound.value);
    const share = bound.value === 0 ? null : apart / Math.abs(bound.value);
    return tile('distance from the optimum', 'at most ' + numbers.short(apart),
      'no state is better than ' + numbers.exact(bound.value) + (share === null ? '' : '; ' + numbers.percent(share) + ' of that'));
  }

  function tiles(view) {
    const { search, problem } = view;
    return el('dl', { class: 'tiles' },
      tile('best ' + valueName(view), numbers.exact(search.value), search.value === search.energy ? null
        : 'energy ' + numbers.exact(search.energy)),
      gap(view),
      tile('found by', numbers.whole(search.hits) + ' of ' + count(search.reads, 'read'),
        count(search.states, 'different state') + (search.states === 1000 ? ' kept' : '')),
      tile('first seen after', numbers.seconds(search.secondsToBest), 'of ' + numbers.seconds(search.seconds)),
      isNumber(problem.share) ? tile('satisfied', numbers.percent(problem.share),
        'of the strength of all couplings and fields') : null,
      tile('sampler', search.sampler, search.reason));
  }

  function course(view) {
    const name = valueName(view);
    const bound = view.bound.value;
    const figures = [];
    const floor = list => isNumber(bound) ? [{
      key: 'bound', label: 'bound', x: [list[0], list[list.length - 1]], y: [bound, bound], colour: 6, dash: 1, isThin: true,
    }] : [];
    if (view.time.seconds.length > 0) {
      figures.push(chart({
        title: 'Best ' + name + ' so far', xLabel: 'seconds', isLogX: view.time.seconds.length > 1, hasScale: false,
        format: numbers.exact, tick: value, note: isNumber(bound) ? 'Dashed: no state is better than this.' : null,
        curves: [{ key: 'best', label: name, x: view.time.seconds, y: view.time.values, colour: 0, isStepped: true },
          ...floor(view.time.seconds)],
      }).figure);
    }
    const sweeps = view.sweeps;
    if (sweeps) {
      const many = sweeps.groups > 1;
      const curve = (key, label, y, colour, more) => ({ key, label, x: sweeps.sweep, y, colour, ...more });
      figures.push(chart({
        title: 'Best ' + name + ' sweep by sweep', xLabel: 'sweep', hasScale: false, format: value, tick: value, together: 'sweeps',
        note: many ? 'The best that ' + count(sweeps.groups, 'group') + ' of reads had seen by then, each of '
          + count(sweeps.sweeps, 'sweep') + '.' : 'The best that reads of ' + count(sweeps.sweeps, 'sweep') + ' had seen by then.',
        curves: [curve('mean', many ? 'mean' : name, sweeps.mean, 0),
          ...(many ? [curve('best', 'best group', sweeps.best, 2, { dash: 1, isThin: true }),
            curve('worst', 'worst group', sweeps.worst, 1, { dash: 2, isThin: true })] : []),
          ...floor(sweeps.sweep)],
      }).figure);
      if (sweeps.hasBeta) {
        figures.push(chart({
          title: 'Inverse temperature', xLabel: 'sweep', format: numbers.short, isLog: true, together: 'sweeps',
          curves: [curve('beta', 'beta', sweeps.beta, 3)],
        }).figure);
      }
      if (sweeps.hasBeta) {
        figures.push(chart({
          title: 'Acceptance', xLabel: 'sweep', format: numbers.percent, hasScale: false, together: 'sweeps',
          note: 'Part of the tried moves that were made.', range: fromZero, tick: part => Math.round(100 * part) + '%',
          curves: [curve('acceptance', 'acceptance', sweeps.acceptance, 4)],
        }).figure);
      }
    }
    return section('course', 'How it went', el('div', { class: 'grid' }, figures));
  }

  function bars(title, xLabel, note, counts, colour, xFormat) {
    const width = counts.width;
    return chart({
      title, xLabel, xFormat: xFormat || (width > 0 ? value : one => Math.abs(one) < 1e12 ? numbers.exact(one) : numbers.short(one)), hasScale: false, format: numbers.whole,
      range: fromZero, note: note + (width > 0 ? ' Each bar is ' + numbers.short(width) + ' wide.' : ''),
      curves: [{ key: 'reads', label: 'reads', x: counts.x, y: counts.count, colour, isBars: true }],
    }).figure;
  }

  function reads(view) {
    const overlaps = view.overlaps;
    return section('reads', 'The reads', el('div', { class: 'grid' },
      bars('Values', valueName(view), 'How many reads found which ' + valueName(view) + '; '
        + (isMaximised(view) ? 'the largest is the best.' : 'the least is the best.'), view.values, 0),
      bars('Overlap with the best state', 'overlap', 'Share of the variables that are as in the best state less those that are not: '
        + '1 is the same state' + (overlaps.isSymmetric ? '; a state and its opposite are the same here.' : '.'), overlaps, 2,
      numbers.short)));
  }

  function picture(view) {
    const state = view.state;
    if (!state.spins) {
      return null;
    }
    let isAgreeing = false;
    let hasBonds = true;
    let isSorted = true;
    const plane = spinglass.spins.plane(state, { showsAgreement: () => isAgreeing, showsBonds: () => hasBonds });
    const matrix = state.matrix ? spinglass.spins.matrix(state, () => isSorted) : null;
    const shape = state.grid ? 'The couplings make a grid of ' + state.grid.filter((size, k) => k < 2 || size > 1).join(' x ')
      + (state.grid[2] > 1 ? ', shown layer by layer' : '') + '.' : 'Row by row, in the order of the file.';
    const buttons = [
      view.search.reads > 1 ? toggle('Where reads disagree', false, now => { isAgreeing = now; plane.draw(); }, { id: 'agreement' })
        : null,
      state.bonds ? toggle('Couplings not satisfied', true, now => { hasBonds = now; plane.draw(); }, { id: 'bonds' }) : null];
    return section('state', 'The best state', el('div', { class: 'grid' },
      el('div', {}, el('h3', {}, 'Spins'),
        el('p', { class: 'note' }, shape + ' Blue is up' + (view.problem.sense.includes('qubo') ? ', the value 1' : '')
          + '; orange, where it is shown, what reads disagree about or what is not satisfied.'),
        el('div', { class: 'toggles' }, buttons), plane.node),
      matrix ? el('div', {}, el('h3', {}, 'Couplings'),
        el('p', { class: 'note' }, 'Blue is satisfied, orange is not; the stronger, the darker. Fields are on the diagonal.'),
        el('div', { class: 'toggles' }, toggle('Spins that are up first', true, now => { isSorted = now; matrix.draw(); },
          { id: 'sorted' })), matrix.node) : null));
  }

  /** How the chains of a quantum annealer held. */
  function chains(view) {
    const found = view.chains;
    if (!found) {
      return null;
    }
    const title = found.broken === 0 ? 'None of ' + count(found.count, 'chain') + ' was broken in ' + count(found.reads, 'read') + '.'
      : numbers.whole(found.broken) + ' of ' + count(found.count, 'chain') + ' were broken in some of ' + count(found.reads, 'read')
        + '; the redder, the more often.';
    const rows = found.rows.map(([variable, qubits, broken, labels]) => [String(variable), String(qubits),
      numbers.percent(broken), labels]);
    return section('chains', 'The chains', el('div', { class: 'grid' },
      el('div', {}, el('h3', {}, 'Where they are on ' + found.solver), el('p', { class: 'note' }, title),
        el('img', { class: 'chip', src: 'data:image/png;base64,' + found.picture, alt: 'Chains on the processor. ' + title })),
      table(found.count > rows.length ? 'The ' + rows.length + ' that were broken most often' : 'All of them',
        [found.what, 'qubits', 'broken', 'which qubits'], rows, false)));
  }

  function states(view) {
    const name = valueName(view);
    const heads = ['rank', name, ...(name === 'energy' ? [] : ['energy']), 'reads', 'overlap'];
    const rows = view.rows.map(([found, energy, many, overlap], k) => [String(k + 1), numbers.exact(found),
      ...(name === 'energy' ? [] : [numbers.exact(energy)]), numbers.whole(many), numbers.short(overlap)]);
    const more = view.search.states > rows.length ? ' The best ' + rows.length + ' of ' + numbers.whole(view.search.states) + '.' : '';
    return section('states', 'States', table('The different states found, the best first.' + more, heads, rows));
  }

  function details(view) {
    const { search, problem } = view;
    const about = [['file', view.name], ['kind', SENSES[problem.sense][0]], ['variables', numbers.whole(problem.variables)],
      ['couplings', numbers.whole(problem.couplings)],
      ['density', numbers.percent(2 * problem.couplings / Math.max(1, problem.variables * (problem.variables - 1)))],
      isNumber(problem.least) ? ['couplings of the Ising model', 'from ' + numbers.exact(problem.least) + ' to '
        + numbers.exact(problem.most)] : null,
      ['fields that are not 0', numbers.whole(problem.fields)], ['constant of the energy', numbers.exact(problem.offset)],
      isNumber(problem.satisfied) ? ['couplings satisfied', numbers.whole(problem.satisfied) + ' of '
        + numbers.whole(problem.couplings)] : null].filter(Boolean);
    const how = [['sampler', search.sampler + ', ' + search.reason],
      search.lastSampler === search.sampler ? null : ['sampler of the last round', search.lastSampler],
      ['ended', ENDS[search.ended] || search.ended], ['reads', numbers.whole(search.reads)],
      search.sweeps > 0 ? ['sweeps of the longest read', numbers.whole(search.sweeps)] : null,
      search.rounds > 1 ? ['rounds', numbers.whole(search.rounds)] : null, ['seed', search.seed],
      ['threads', String(search.threads)], ['time', numbers.seconds(search.seconds)],
      search.movesPerSecond > 0 ? ['tried moves a second', numbers.short(search.movesPerSecond / 1e6) + ' million'] : null,
      ['program', view.version], ['made', view.made.replace('T', ' ').replace('Z', ' UTC')]].filter(Boolean);
    const options = Object.entries(search.options).map(([key, option]) => [words(key), option]);
    return section('details', 'Details', el('div', { class: 'grid' },
      el('div', {}, table('The problem', ['what', 'value'], about, false), table('The search', ['what', 'value'], how, false)),
      options.length > 0 ? table('Every option that the sampler used' + (search.rounds > 1 ? ', in the last round' : ''),
        ['option', 'value'], options, false) : null));
  }

  function page(view) {
    const sections = [course(view), reads(view), picture(view), chains(view), states(view), details(view)].filter(Boolean);
    return [head(view), tiles(view),
      el('section', { class: 'again', 'aria-labelledby': 'again-title' },
        el('h2', { id: 'again-title' }, 'Solve it again'), copied('the command of this search', view.command)),
      el('nav', { 'aria-label': 'sections' }, sections.map(one =>
        el('a', { href: '#' + one.id }, one.querySelector('h2').textContent))), sections];
  }

  return { page, tile, count, chains, value };
})();
