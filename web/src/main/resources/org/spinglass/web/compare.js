// Several runs side by side.
'use strict';

spinglass.compare = (function () {
  const { el, numbers, isNumber, words, section, table, folded, copied, toggle } = spinglass;
  const { chart, accuracies, fromZero } = spinglass.charts;
  const last = list => list ? list.findLast(isNumber) : undefined;
  const FINALS = [
    ['validationAccuracy', 'validation', numbers.percent, 1], ['bestValidationAccuracy', 'best validation', numbers.percent, 1],
    ['testAccuracy', 'test', numbers.percent, 1], ['trainAccuracy', 'training', numbers.percent, 1],
    ['trainLoss', 'training loss', numbers.short, -1], ['seconds', 'time', numbers.seconds, -1]];

  function final(run, key) {
    const known = run.summary ? run.summary[key] : undefined;
    return isNumber(known) ? known : key === 'bestValidationAccuracy' ? undefined : last((run.metrics || {})[key]);
  }

  /** A number with its name for each run; those of the same group have the same colour and differ in their dashes. */
  function styles(content) {
    const groups = content.comparison.groups;
    const styled = [];
    groups.forEach((group, g) => group.runs.forEach((run, k) => {
      styled[run] = groups.length === 1 ? { colour: run, dash: Math.floor(run / 8) }
        : { colour: g, dash: k, group: g };
    }));
    return styled;
  }

  function results(content) {
    const shown = FINALS.filter(([key]) => content.runs.some(run => isNumber(final(run, key))));
    const best = shown.map(([key, , , sign]) => {
      const values = content.runs.map(run => final(run, key)).filter(isNumber);
      return sign > 0 ? Math.max(...values) : Math.min(...values);
    });
    const rows = content.runs.map((run, r) => {
      const group = content.comparison.groups.find(one => one.runs.includes(r));
      return [run.name, content.comparison.groups.length > 1 ? group.name : null,
        String((run.config.configuration || {}).seed ?? '-'), spinglass.run.state(run).replace(/ epochs$/, ''),
        ...shown.map(([key, , format], k) => {
          const value = final(run, key);
          return value === best[k] && !content.runs.every(other => final(other, key) === value)
            ? el('b', {}, format(value)) : format(value);
        })].filter(cell => cell !== null);
    });
    const heads = ['run', content.comparison.groups.length > 1 ? 'group' : null, 'seed', 'epochs',
      ...shown.map(one => one[1])].filter(Boolean);
    return section('results', 'Results', table('Final numbers of each run; the best are bold', heads, rows), groups(content));
  }

  function groups(content) {
    const list = content.comparison.groups;
    if (!list.some(group => group.runs.length > 1)) {
      return null;
    }
    const shown = FINALS.filter(([key]) => list.some(group => group.finals[key]));
    const spread = (one, format) => !one ? '-' : format(one.mean)
      + (isNumber(one.sd) ? ' ± ' + (format === numbers.percent ? (100 * one.sd).toFixed(1) + '%'
      : format === numbers.seconds ? format(one.sd) : numbers.deviation(one.sd)) : '');
    return table('Groups of runs that differ in the seed alone: mean ± standard deviation', ['group', 'runs',
      ...shown.map(one => one[1])], list.map(group => [group.name, String(group.runs.length),
      ...shown.map(([key, , format]) => spread(group.finals[key], format))]));
  }

  function runCurves(content, column, place = 'epoch') {
    const styled = styles(content);
    return content.runs.map((run, r) => ({
      key: 'run' + r, label: run.name, x: (run.metrics || {})[place] || [], y: (run.metrics || {})[column] || [],
      ...styled[r],
    })).filter(curve => curve.y.some(isNumber));
  }

  function groupCurves(content, column) {
    return content.comparison.groups.map((group, g) => ({
      key: 'group' + g, label: group.name, colour: g, dash: Math.floor(g / 8), x: (group.curves[column] || { epoch: [] }).epoch,
      y: (group.curves[column] || { mean: [] }).mean, band: (group.curves[column] || { sd: [] }).sd,
    })).filter(curve => curve.y.some(isNumber));
  }

  const timeCurves = (content, column) => runCurves(content, column, 'seconds');

  function curves(content) {
    const hasGroups = content.comparison.groups.some(group => group.runs.length > 1);
    const names = { validationAccuracy: 'Validation accuracy', trainAccuracy: 'Training accuracy', trainLoss: 'Training loss' };
    const draw = make => Object.entries(names).map(([column, title]) => {
      const lines = make(content, column);
      const isLoss = column === 'trainLoss';
      return lines.length === 0 ? null : chart({
        title, curves: lines, together: 'runs', xLabel: make === timeCurves ? 'seconds' : null, format: isLoss ? numbers.short : numbers.percent, hasScale: isLoss,
        tick: isLoss ? numbers.tick : value => Math.round(100 * value) + '%', range: isLoss ? fromZero : accuracies,
      }).figure;
    }).filter(Boolean);
    const host = el('div', { class: 'grid' }, draw(runCurves));
    const choose = (make, isOn, others) => {
      others.filter(Boolean).forEach(other => other.setAttribute('aria-pressed', 'false'));
      spinglass.charts.clear();
      host.replaceChildren(...draw(isOn ? make : runCurves));
      spinglass.charts.shape();
    };
    const means = hasGroups
      ? toggle('mean and spread of each group', false, isOn => choose(groupCurves, isOn, [time]), { id: 'means' }) : null;
    const time = toggle('over time', false, isOn => choose(timeCurves, isOn, [means]), { id: 'time' });
    return section('curves', 'Curves', el('div', { class: 'toggles', role: 'group', 'aria-label': 'what is drawn' }, means, time),
      el('p', {}, 'A run is switched in all charts at once.'), host);
  }

  function settings(content) {
    const shorten = value => value === null ? 'none' : value.length > 60 ? value.slice(0, 57) + '…' : value;
    const rows = content.comparison.settings.filter(one => one.values.some(value => value !== null && value !== ''));
    const lines = rows.map(one => el('tr', { class: one.differs ? 'differs' : null, hidden: !one.differs },
      el('th', { scope: 'row' }, words(one.name), one.differs ? el('span', { class: 'unseen' }, ' (differs)') : null),
      one.values.map(value => el('td', { title: value }, shorten(value)))));
    const none = !rows.some(one => one.differs);
    const only = toggle('only those that differ', true, isOn =>
      lines.forEach((line, k) => { line.hidden = isOn && !rows[k].differs; }), { id: 'only' });
    return section('settings', 'Settings', only, none ? el('p', {}, 'The settings of these runs are the same.') : null,
      el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'settings' }, el('table', {},
        el('caption', {}, el('span', {}, 'Settings of each run; those that differ are marked')),
        el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'setting'),
          content.runs.map(run => el('th', { scope: 'col' }, run.name)))),
        el('tbody', {}, lines))));
  }

  function commands(content) {
    return section('commands', 'Run them again', content.runs.map(run => folded(run.name,
      copied('the command of ' + run.name, run.command))));
  }

  function page(content) {
    return [el('header', {}, el('h1', {}, content.runs.length + ' runs side by side'),
      el('p', { class: 'facts' }, [...new Set(content.runs.map(spinglass.run.title))].join(' · '))),
    results(content), curves(content), settings(content), commands(content)];
  }

  return { page };
})();
