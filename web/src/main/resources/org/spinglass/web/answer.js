// The page of a model of named variables and rules: the answer, how it came, which rules hold, and what they weighed.
'use strict';

spinglass.answer = (function () {
  const { el, numbers, isNumber, section, table, copied } = spinglass;
  const { chart } = spinglass.charts;
  const { tile, count, chains, value } = spinglass.solve;
  const ENDS = {
    done: 'all rounds done', target: 'target reached', 'time limit': 'the time was over', optimal: 'proved optimal',
    infeasible: 'proved that the rules contradict each other', cancelled: 'stopped',
  };
  const rulesOf = view => view.problem.hard + view.problem.soft;
  const ended = view => view.search.ended === 'done' && view.rounds.length === 0 ? 'done' : ENDS[view.search.ended];

  function head(view) {
    const facts = [view.name === view.title ? null : view.name, count(view.problem.variables, 'variable'),
      count(rulesOf(view), 'rule'), view.problem.isMaximised ? 'to maximise' : 'to minimise',
      view.search.spins > 0 ? count(view.search.spins, 'spin') : null];
    return el('header', {}, el('h1', {}, view.title), el('p', { class: 'facts' }, facts.filter(Boolean).join(' · ')));
  }

  /** How far from the best, as far as that is known. */
  function gap(view) {
    const { search } = view;
    const label = 'distance from the optimum';
    if (search.ended === 'infeasible') {
      return tile(label, 'none', 'proved: the rules contradict each other');
    }
    if (!search.isFeasible) {
      return tile(label, 'unknown', 'no answer was found that holds all rules that must');
    }
    if (search.ended === 'optimal') {
      return tile(label, '0', 'proved: no answer is better');
    }
    if (!isNumber(search.bound)) {
      return tile(label, 'unknown', 'no bound was proved');
    }
    return tile(label, 'at most ' + numbers.short(Math.abs(search.cost - search.bound)),
      'no answer is better than ' + numbers.exact(search.bound));
  }

  function tiles(view) {
    const { search, rounds } = view;
    const held = rulesOf(view) - search.broken;
    return el('dl', { class: 'tiles' },
      tile('objective', numbers.exact(search.objective), search.cost === search.objective ? null
        : numbers.exact(search.cost) + ' with what broken soft rules cost'),
      tile('rules that hold', numbers.whole(held) + ' of ' + numbers.whole(rulesOf(view)), search.isFeasible
        ? search.broken === 0 ? null : 'those that are broken are soft' : 'rules are broken that must hold'),
      gap(view),
      isNumber(search.secondsToBest) ? tile('first seen after', numbers.seconds(search.secondsToBest),
        'of ' + numbers.seconds(search.seconds) + '; the first answer after ' + numbers.seconds(search.secondsToFirst))
        : tile('time', numbers.seconds(search.seconds)),
      tile('ended', ended(view), rounds.length === 0 ? null : count(rounds.length, 'round')));
  }

  function meaning(view) {
    const rows = Object.entries(view.meaning);
    return rows.length === 0 ? null
      : section('meaning', 'In the file\'s own terms', table('The answer as the file has it', ['what', 'value'], rows, false));
  }

  function course(view) {
    const { time, search, rounds } = view;
    const figures = [];
    if (time.seconds.length > 0) {
      const ends = [time.seconds[0], time.seconds[time.seconds.length - 1]];
      const name = search.cost === search.objective ? 'objective' : 'objective with what broken rules cost';
      figures.push(chart({
        title: 'Best ' + name + ' so far', xLabel: 'seconds', isLogX: time.seconds.length > 1, hasScale: false,
        format: numbers.exact, tick: value, note: isNumber(search.bound) ? 'Dashed: no answer is better than this.' : null,
        curves: [{ key: 'best', label: 'best', x: time.seconds, y: time.values, colour: 0, isStepped: true },
          ...(isNumber(search.bound) ? [{
            key: 'bound', label: 'bound', x: ends, y: [search.bound, search.bound], colour: 6, dash: 1, isThin: true,
          }] : [])],
      }).figure);
    }
    const x = rounds.map((round, k) => k + 1);
    if (rounds.length > 0 && view.weights.length > 0) {
      figures.push(chart({
        title: 'What rules weigh', xLabel: 'round', isWholeX: true, format: numbers.short, isLog: true, together: 'rounds',
        note: 'A rule broken by its smallest unit costs so much: twice as much after a round whose best state breaks it, less'
          + ' after one whose good states break none.',
        curves: view.weights.map((curve, k) => ({ key: 'weight' + k, label: curve.name, x, y: curve.weights, colour: k, dash: k })),
      }).figure);
    }
    if (rounds.length > 0 && view.problem.hard > 0) {
      figures.push(chart({
        title: 'States that break no rule', xLabel: 'round', isWholeX: true, format: numbers.percent, hasScale: false, together: 'rounds',
        range: () => [0, 1.05], note: 'Of those that a round found, before repair.',
        curves: [{ key: 'feasible', label: 'feasible', x, y: rounds.map(round => round[3] > 0 ? round[4] / round[3] : null), colour: 2 }],
      }).figure);
    }
    return section('course', 'How it went', figures.length === 0 ? null : el('div', { class: 'grid' }, figures));
  }

  function rules(view) {
    const rows = view.rules.map(([name, text, found, by, weight]) => [name,
      by > 0 ? el('strong', { class: 'fault' }, 'broken by ' + numbers.exact(by)) : 'holds',
      isNumber(weight) ? 'soft, weight ' + numbers.exact(weight) : 'must hold', isNumber(found) ? numbers.exact(found) : '-', text]);
    const all = rulesOf(view);
    return rows.length === 0 ? null : section('rules', 'Rules', table(all > rows.length
      ? 'The first ' + numbers.whole(rows.length) + ' of ' + numbers.whole(all) + ' rules, those that are broken before the others'
      : 'The rules, those that are broken first', ['rule', 'state', 'kind', 'value', 'what it says'], rows, false));
  }

  function values(view) {
    const { areAll, notZero, rows } = view.values;
    const caption = areAll ? 'All variables' : rows.length < notZero
      ? 'The first ' + numbers.whole(rows.length) + ' of ' + count(notZero, 'variable') + ' that are not 0'
      : 'The variables that are not 0; ' + numbers.whole(view.problem.variables - notZero) + ' are';
    return section('values', 'Values', table(caption, ['variable', 'value', 'from', 'to'],
      rows.map(([name, found, low, high]) => [name, String(found), String(low), String(high)])));
  }

  function before(view) {
    const bits = view.bits.map(([use, many, spins]) => [use, numbers.whole(many), numbers.whole(spins)]);
    return section('model', 'What was done with the model', view.notes.length === 0 ? null
      : el('ul', {}, view.notes.map(note => el('li', {}, note))),
    bits.length === 0 ? null : table('What the spins stand for', ['what', 'how many', 'spins'], bits));
  }

  function rounds(view) {
    const hasParts = view.rounds.some(round => round[0] > 0);
    const rows = view.rounds.map(([part, sampler, energy, states, feasible, cost, seconds], k) => [String(k + 1),
      ...(hasParts ? [String(part)] : []), value(energy), numbers.whole(states), numbers.whole(feasible), numbers.exact(cost),
      numbers.seconds(seconds), sampler]);
    return rows.length === 0 ? null : section('rounds', 'Rounds', table('Each solves the model with its own weights of the rules',
      ['round', ...(hasParts ? ['part'] : []), 'least energy', 'states', 'feasible', 'best then', 'time', 'sampler'], rows, false));
  }

  function details(view) {
    const { search } = view;
    const rows = [['file', view.name], ['ended', ended(view)], ['rules that must hold', numbers.whole(view.problem.hard)],
      ['soft rules', numbers.whole(view.problem.soft)], ['seed', search.seed], ['threads', String(search.threads)],
      ['time', numbers.seconds(search.seconds)], ['program', view.version], ['made', view.made.replace('T', ' ').replace('Z', ' UTC')]];
    return section('details', 'Details', table('The search', ['what', 'value'], rows, false));
  }

  function page(view) {
    const sections = [meaning(view), course(view), rules(view), values(view), before(view), rounds(view), chains(view), details(view)]
      .filter(Boolean);
    return [head(view), tiles(view),
      el('section', { class: 'again', 'aria-labelledby': 'again-title' },
        el('h2', { id: 'again-title' }, 'Solve it again'), copied('the command of this search', view.command)),
      el('nav', { 'aria-label': 'sections' }, sections.map(one =>
        el('a', { href: '#' + one.id }, one.querySelector('h2').textContent))), sections];
  }

  return { page };
})();
