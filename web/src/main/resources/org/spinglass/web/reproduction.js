// The page of experiments: curves and numbers beside the published ones.
'use strict';

spinglass.reproduction = (function () {
  const { el, numbers, isNumber, words, text, section, table, folded, copied, toggle } = spinglass;
  const { chart, accuracies } = spinglass.charts;
  const FAR = 2;
  const percent = value => Math.round(100 * value) + '%';
  const three = value => value.toFixed(3);

  /** 0.690 ± 0.139 [0.944], as the paper's table has it. */
  function accuracy(mean, sd, best, isApproximate) {
    return !isNumber(mean) ? '-' : (isApproximate ? 'about ' + mean.toFixed(2) : three(mean))
      + (isNumber(sd) ? ' ± ' + three(sd) : '') + (isNumber(best) ? ' [' + three(best) + ']' : '');
  }

  const theirs = published => published ? accuracy(published.mean, published.sd, published.best, published.approximate) : '';

  function row(panel, line) {
    const result = line.result;
    const errors = result.standardErrors;
    return [el('a', { href: '#figure-' + panel.figure }, panel.figure), result.label, numbers.whole(result.runs),
      result.failure ? 'failed' : accuracy(result.meanFinal, result.sdFinal, result.meanBest), theirs(line.published),
      isNumber(errors) ? el('span', { class: Math.abs(errors) > FAR ? 'far' : null }, (errors > 0 ? '+' : '') + errors.toFixed(1)) : '',
      isNumber(result.meanTest) ? accuracy(result.meanTest, result.sdTest) : '', numbers.seconds(result.secondsPerRun),
      result.runs > 0 ? numbers.megabytes(result.peakMemoryBytes) : '-'];
  }

  function results(view) {
    const rows = view.panels.flatMap(panel => [...panel.curves.map(line => row(panel, line)),
      ...panel.references.map(one => [el('a', { href: '#figure-' + panel.figure }, panel.figure), one.label, '', 'not run',
        theirs(one.published), '', '', '', ''])]);
    const made = table('Accuracy on held-out images after the last epoch', ['figure', 'method', 'runs', 'ours', 'published', 'Δ/SE',
      'test images', 'time', 'memory'], rows);
    made.querySelector('table').classList.add('results');
    return section('results', 'Results', made,
      el('p', { class: 'note' }, 'Mean ± standard deviation over the runs, in brackets the mean of each run’s best epoch. Δ/SE: our mean less '
        + 'the published one, in standard errors of both together; where the paper gives no spread, ours stands in for it, and where it does '
        + 'not say how many runs it averages, ten. More than two are marked. Test images: accuracy after the last epoch on the data set’s own '
        + 'test images, which are a little easier. Time: of one run on one thread. Memory: the most that the whole process held while a run of '
        + 'the curve was at work.'));
  }

  const epochs = list => list.map((value, k) => k + 1);

  /** A curve over the epochs with what the paper says of it as a dashed line of the same colour. */
  function curves(panel, quantity, isSingle) {
    const list = [];
    panel.curves.forEach((line, k) => {
      const course = line[quantity];
      const same = { key: 'curve' + k, colour: k };
      if (course.means.length > 0) {
        list.push({ ...same, label: line.result.label, x: epochs(course.means), y: course.means,
          band: course.sds.length > 0 && !isSingle ? course.sds : null });
      }
      if (isSingle && quantity === 'validation') {
        line.runs.forEach(run => list.push({ ...same, x: epochs(run.accuracies), y: run.accuracies, isQuiet: true, isThin: true,
          label: line.result.label, tableLabel: line.result.label + ', seed ' + run.seed }));
      }
      if (quantity === 'validation' && line.published && course.means.length > 0) {
        list.push({ ...same, x: [1, panel.epochs], y: [line.published.mean, line.published.mean], isQuiet: true, isThin: true, dash: 1,
          label: line.result.label, tableLabel: line.result.label + ', published' });
      }
    });
    if (quantity === 'validation') {
      panel.references.forEach((one, k) => list.push({ key: 'reference' + k, label: one.label + ', published', colour: 6, dash: 2,
        isThin: true, x: [1, panel.epochs], y: [one.published.mean, one.published.mean] }));
    }
    return list;
  }

  function figure(panel, quantity, title, note, isSingle) {
    const list = curves(panel, quantity, isSingle);
    return list.length === 0 ? null : chart({
      title, note, curves: list, format: value => isNumber(value) ? three(value) : '-', tick: percent, range: accuracies, hasScale: false,
      together: 'figure ' + panel.figure + (isSingle ? ' single' : ''),
    }).figure;
  }

  function settings(panel) {
    const names = [...new Set(panel.curves.flatMap(line => Object.keys(line.settings)))];
    const rows = names.map(name => [words(name), ...panel.curves.map(line => name in line.settings ? text(line.settings[name]) : '-')]);
    return rows.length === 0 ? null : folded('Settings of the trainers',
      table('Every setting of every curve', ['setting', ...panel.curves.map(line => line.result.label)], rows, false));
  }

  function runs(panel) {
    const rows = panel.curves.flatMap(line => line.runs.map(run => [line.result.label, text(run.seed),
      three(run.accuracies[run.accuracies.length - 1]), three(Math.max(...run.accuracies)),
      isNumber(run.testAccuracy) ? three(run.testAccuracy) : '-', numbers.seconds(run.seconds)]));
    return rows.length === 0 ? null : folded('Runs', table('Accuracy of each run', ['method', 'seed', 'last epoch', 'best epoch',
      'test images', 'time'], rows));
  }

  function part(panel) {
    const main = 'Mean over the runs, with standard deviations; dashed: the published mean of the last epoch.';
    const place = el('div', { class: 'grid' }, figure(panel, 'validation', 'Accuracy on held-out images', main, false),
      figure(panel, 'training', 'Accuracy on training samples', null, false));
    const several = panel.curves.some(line => line.runs.length > 1);
    const single = el('div', { hidden: true });
    const isOther = panel.curves.some(line => line.published && !line.isComparable);
    const failures = panel.curves.filter(line => line.result.failure);
    return section('figure-' + panel.figure, 'Figure ' + panel.figure + ': ' + panel.title, el('p', {}, panel.about),
      isOther ? el('p', { class: 'note' }, 'The published numbers are of other data or of other epochs, and are not held against these.') : null,
      panel.command ? copied('the command of this panel', panel.command) : null,
      failures.map(line => el('p', { class: 'far' }, line.result.label + ' failed: ' + line.result.failure)), place,
      several ? el('div', { class: 'toggles' }, toggle('Every run', false, now => {
        single.hidden = !now;
        if (now && !single.firstChild) {
          single.append(figure(panel, 'validation', 'Accuracy of every run', 'Thin: single runs; thick: their mean.', true));
        }
        spinglass.charts.shape();
      })) : null, single, runs(panel), settings(panel));
  }

  function page(view) {
    const machine = view.machine;
    const facts = ['Spinglass ' + view.version, machine.java, machine.system, numbers.whole(machine.processors) + ' processors',
      'kernel ' + machine.kernel];
    return [el('header', {}, el('h1', {}, 'Experiments, reproduced'), el('p', { class: 'facts' }, facts.join(' · '))),
      el('section', { class: 'again', 'aria-labelledby': 'again-title' },
        el('h2', { id: 'again-title' }, 'Run them again'), copied('the command of all panels', view.command)),
      el('nav', { 'aria-label': 'panels' }, view.panels.map(panel =>
        el('a', { href: '#figure-' + panel.figure }, panel.figure + ' ' + panel.title))),
      results(view), view.panels.map(part)];
  }

  return { page };
})();
