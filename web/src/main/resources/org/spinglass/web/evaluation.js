// What a network answers, and what it was given: confusion matrix, classes, most wrong images, data.
'use strict';

spinglass.evaluation = (function () {
  const { el, numbers, isNumber, section, table, folded } = spinglass;

  /** Rows are the true classes, columns the answers; a cell's shade is its part of the row. */
  function matrix(evaluation) {
    const names = evaluation.classNames;
    const rows = evaluation.confusion.map((counts, i) => {
      const all = counts.reduce((a, b) => a + b, 0);
      return el('tr', {}, el('th', { scope: 'row' }, names[i] ?? String(i)), counts.map((count, k) => {
        const share = all > 0 ? count / all : 0;
        const cell = el('td', {
          class: (i === k ? 'right' : 'wrong') + (count === 0 ? ' none' : ''),
          title: (names[i] ?? i) + ' answered as ' + (names[k] ?? k) + ': ' + count + ', ' + numbers.percent(share),
        }, String(count));
        cell.style.setProperty('--share', String(i === k ? share : Math.min(1, 1.5 * Math.sqrt(share))));
        return cell;
      }));
    });
    return el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'confusion matrix' },
      el('table', { class: 'confusion' },
        el('caption', {}, el('span', {}, 'Confusion matrix: a row for each true class, a column for each answer')),
        el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'true'),
          names.map(name => el('th', { scope: 'col' }, name)))),
        el('tbody', {}, rows)));
  }

  function bar(share) {
    if (!isNumber(share)) {
      return 'none';
    }
    const fill = el('span', { class: 'fill' });
    fill.style.setProperty('--share', String(share));
    return el('span', { class: 'bar' }, fill, el('span', {}, numbers.percent(share)));
  }

  function mistakes(evaluation) {
    const names = evaluation.classNames;
    const found = [];
    evaluation.confusion.forEach((counts, i) => counts.forEach((count, k) => {
      if (i !== k && count > 0) {
        found.push({ text: (names[i] ?? i) + ' answered as ' + (names[k] ?? k), count });
      }
    }));
    found.sort((a, b) => b.count - a.count);
    return found.length === 0 ? null : table('Most frequent mistakes', ['mistake', 'times'],
      found.slice(0, 8).map(one => [one.text, numbers.whole(one.count)]));
  }

  function wrong(evaluation) {
    const list = evaluation.mostWrong || [];
    return list.length === 0 ? null : [el('h3', {}, 'Most wrong'),
      el('p', {}, 'Wrong answers that were given with the most confidence.'),
      el('ul', { class: 'wrongs' }, list.map(one => el('li', {},
        one.image ? el('img', { src: one.image, alt: one.name + ', class ' + one.expected, class: 'pixels' }) : null,
        el('span', {}, 'is ', el('b', {}, one.expected), ', answered ', el('b', {}, one.predicted),
          el('span', { class: 'note' }, (isNumber(one.confidence) ? numbers.percent(one.confidence) + ', ' : '') + one.name)))))];
  }

  function ofEvaluation(evaluation) {
    if (!evaluation || !Array.isArray(evaluation.confusion) || !Array.isArray(evaluation.classNames)) {
      return null;
    }
    const error = isNumber(evaluation.standardError) ? ' ± ' + (100 * evaluation.standardError).toFixed(1) + '%' : '';
    return section('evaluation', 'Right and wrong answers',
      el('p', {}, numbers.percent(evaluation.accuracy) + error + ' of ' + numbers.whole(evaluation.count) + ' '
        + (evaluation.data || 'samples') + '.'),
      el('div', { class: 'grid' }, el('div', {}, matrix(evaluation), mistakes(evaluation)),
        table('Precision: the part of such answers that is right; recall: the part of the class that is found',
          ['class', 'samples', 'precision', 'recall'], (evaluation.classes || []).map(one =>
            [one.name, numbers.whole(one.count), bar(one.precision), bar(one.recall)]))),
      wrong(evaluation));
  }

  return { section: ofEvaluation, bar };
})();

spinglass.data = (function () {
  const { el, numbers, isNumber, section, table, folded } = spinglass;
  const PARTS = ['training', 'validation', 'test'];

  function counts(data) {
    const parts = PARTS.filter(part => Array.isArray(data[part]));
    const sum = list => list.reduce((a, b) => a + b, 0);
    const rows = (data.classNames || []).map((name, k) => [name, ...parts.map(part => numbers.whole(data[part][k]))]);
    rows.push(['all', ...parts.map(part => numbers.whole(sum(data[part])))]);
    return parts.length === 0 ? null : table('Samples of each class', ['class', ...parts], rows);
  }

  function facts(data) {
    const list = [['name', data.name], ['source', data.source]];
    if (isNumber(data.height) && isNumber(data.width)) {
      list.push(['size', data.height + '×' + data.width + (data.channels === 3 ? ', colour' : data.channels === 1 ? ', grey'
        : ', ' + data.channels + ' channels')]);
    }
    if (data.smallest || data.largest) {
      list.push(['files', 'from ' + (data.smallest || '?') + ' to ' + (data.largest || '?')]);
    }
    if (Array.isArray(data.features)) {
      list.push(['features', data.features.length + ': ' + data.features.join(', ')]);
    }
    return table('The data', ['what', 'value'], list.filter(one => one[1]), false);
  }

  function ofRun(run) {
    const data = run.data;
    if (!data) {
      return null;
    }
    const left = data.leftOut || [];
    return section('data', 'Data', el('div', { class: 'grid' }, facts(data), counts(data)),
      run.pictures && run.pictures.sheet ? el('figure', { class: 'picture' },
        el('img', { src: run.pictures.sheet, alt: 'some of the samples of each class' }),
        el('figcaption', {}, 'Some of the samples.')) : null,
      left.length === 0 ? null : folded(left.length === 1 ? 'One file was left out' : left.length + ' files were left out',
        el('ul', {}, left.map(line => el('li', {}, line)))));
  }

  return { section: ofRun };
})();
