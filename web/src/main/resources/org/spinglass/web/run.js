// The sections of one run's page.
'use strict';

spinglass.run = (function () {
  const { el, numbers, isNumber, words, text, section, table, folded, copied, toggle } = spinglass;
  const { chart, accuracies, fromZero } = spinglass.charts;
  const LAYER = /^layer(\d+)([A-Z]\w*)$/;

  function title(run) {
    const asked = run.config.configuration || {};
    const network = (run.summary && run.summary.network) || String(asked.network || 'a run').replace(/^.*[/\\]/, '');
    return network + (asked.data ? ' on ' + asked.data : '');
  }

  /** Whether the run has ended, as far as its files tell. */
  function state(run) {
    const done = run.metrics ? run.metrics.epoch.length : 0;
    const planned = (run.config.configuration || {}).epochs;
    const summary = run.summary;
    if (!hasEnded(run)) {
      return 'not ended: ' + done + (isNumber(planned) ? ' of ' + planned : '') + ' epochs';
    }
    return summary.interrupted ? 'stopped after ' + summary.epochs + ' of ' + summary.plannedEpochs + ' epochs'
      : summary.epochs + (summary.epochs === 1 ? ' epoch' : ' epochs');
  }

  /** Whether all epochs that have ended stand in the run's summary. */
  const hasEnded = run => Boolean(run.summary && !(run.metrics && run.metrics.epoch.length > run.summary.epochs));

  const last = list => list ? list.findLast(isNumber) : undefined;

  /** Standard error of an accuracy among so many samples. */
  const error = (share, count) => isNumber(share) && count > 0 ? Math.sqrt(share * (1 - share) / count) : undefined;

  function tile(label, value, note) {
    return el('div', { class: 'tile' }, el('dt', {}, label), el('dd', {}, value,
      note ? el('span', { class: 'note' }, note) : null));
  }

  function tiles(run) {
    const summary = run.summary || {};
    const metrics = run.metrics || {};
    const asked = run.config.configuration || {};
    const validation = last(metrics.validationAccuracy);
    const deviation = error(validation, asked.validation);
    const seconds = last(metrics.seconds) ?? summary.seconds;
    const ensemble = summary.ensemble;
    return el('dl', { class: 'tiles' },
      ensemble && isNumber(ensemble.validationAccuracy)
        ? tile('validation of the ensemble', numbers.percent(ensemble.validationAccuracy), ensemble.members
          + ' networks together; the other numbers and curves, but the test, are of the first') : null,
      isNumber(validation) ? tile('validation accuracy', numbers.percent(validation), isNumber(deviation)
        ? '± ' + (100 * deviation).toFixed(1) + '% standard error, ' + numbers.whole(asked.validation) + ' samples' : null)
        : null,
      isNumber(summary.testAccuracy) ? tile('test accuracy', numbers.percent(summary.testAccuracy)) : null,
      isNumber(last(metrics.trainAccuracy))
        ? tile('training accuracy', numbers.percent(last(metrics.trainAccuracy)), numbers.whole(asked.samples) + ' samples')
        : null,
      isNumber(summary.bestValidationAccuracy)
        ? tile('best validation', numbers.percent(summary.bestValidationAccuracy), 'epoch ' + summary.bestEpoch) : null,
      isNumber(last(metrics.trainLoss)) ? tile('training loss', numbers.short(last(metrics.trainLoss))) : null,
      isNumber(seconds) ? tile('time', numbers.seconds(seconds),
        asked.threads ? asked.threads + (asked.threads === 1 ? ' thread' : ' threads') : null) : null);
  }

  function head(run) {
    const started = run.config.started ? String(run.config.started).replace('T', ' ').replace('Z', ' UTC') : null;
    const networks = run.config.configuration ? run.config.configuration.ensemble : null;
    const facts = ['run ' + run.name, networks ? 'ensemble of ' + networks : null, started ? 'begun ' + started : null, state(run),
      run.config.configuration && run.config.configuration.method ? 'method ' + run.config.configuration.method : null,
      run.tags && run.tags.length > 0 ? (run.tags.length === 1 ? 'tag ' : 'tags ') + run.tags.join(', ') : null];
    return el('header', {}, el('h1', {}, title(run)), el('p', { class: 'facts' }, facts.filter(Boolean).join(' · ')));
  }

  /** The columns of the whole network, other than epoch and time. */
  const columns = metrics => Object.keys(metrics).filter(name => !LAYER.test(name) && name !== 'epoch' && name !== 'seconds');

  function curveOf(metrics, name, colour, more) {
    return { key: name, label: words(name), x: metrics.epoch, y: metrics[name], colour, ...more };
  }

  /** The curves of the charts of a run by the charts' titles; what `update` takes too. */
  function curves(run) {
    const metrics = run.metrics || {};
    const some = columns(metrics).filter(name => metrics[name].some(isNumber));
    const given = {};
    const order = { trainAccuracy: 0, validationAccuracy: 1, testAccuracy: 2 };
    some.filter(name => name.endsWith('Accuracy')).forEach((name, k) => {
      (given.Accuracy ||= []).push(curveOf(metrics, name, order[name] ?? k + 3, { dash: name === 'trainAccuracy' ? 1 : 0 }));
    });
    some.filter(name => name.endsWith('Loss')).forEach((name, k) => {
      (given.Loss ||= []).push(curveOf(metrics, name, name === 'trainLoss' ? 0 : k + 1));
    });
    some.filter(name => !name.endsWith('Accuracy') && !name.endsWith('Loss')).forEach(name => {
      const label = words(name);
      given[label.charAt(0).toUpperCase() + label.slice(1)] = [curveOf(metrics, name, 0)];
    });
    return given;
  }

  function training(run, drawn) {
    if (!run.metrics || run.metrics.epoch.length === 0) {
      return section('training', 'Accuracy and loss', el('p', {}, 'No epoch has ended yet.'));
    }
    const mark = run.summary ? run.summary.bestEpoch : undefined;
    const figures = Object.entries(curves(run)).map(([name, lines]) => {
      const isAccuracy = name === 'Accuracy';
      const one = chart({
        title: name, curves: lines, mark,
        markLabel: 'the best', note: isNumber(mark) ? 'Dotted: epoch ' + mark + ', the best.' : null, format: isAccuracy ? numbers.percent : numbers.short, hasScale: !isAccuracy,
        tick: isAccuracy ? value => Math.round(100 * value) + '%' : numbers.tick,
        range: isAccuracy ? accuracies : name === 'Loss' ? fromZero : undefined,
      });
      drawn.set(name, one);
      return one.figure;
    });
    return section('training', 'Accuracy and loss', el('div', { class: 'grid' }, figures));
  }

  const LAYER_CHARTS = {
    Energy: { note: 'Mean energy of the layer’s subproblems; dashed: its proven lower bound.', isLog: true },
    Gap: { note: 'How far the energy may be above the optimum: energy less bound.', isLog: true },
    Acceptance: { note: 'Part of the proposed moves that were taken.', range: fromZero },
    Temperature: { note: 'Temperature of the anneals.', isLog: true },
    Range: { note: 'Range of the weights’ changes.', isLog: true },
  };

  /** The charts of the layers: quantity to curves. */
  function layerCurves(run) {
    const metrics = run.metrics || {};
    const given = {};
    for (const name of Object.keys(metrics)) {
      const parts = LAYER.exec(name);
      if (parts && metrics[name].some(isNumber)) {
        const [, number, quantity] = parts;
        const bound = quantity === 'Bound' && metrics['layer' + number + 'Energy'];
        const colour = Number(number) - 1;
        (given[bound ? 'Energy' : quantity] ||= []).push({
          key: 'layer' + number, label: 'layer ' + number, x: metrics.epoch, y: metrics[name], colour,
          dash: bound ? 1 : Math.floor(colour / 8) * 2, isQuiet: Boolean(bound), isThin: Boolean(bound),
          tableLabel: 'layer ' + number + (bound ? ' bound' : ''), column: name,
        });
      }
    }
    return given;
  }

  /** The layers with weights, in words, from the network's file. */
  function layerNames(run) {
    return (run.network || '').split('\n').map(line => line.trim()).filter(line => /^- *(conv|linear)/.test(line))
      .map(line => line.replace(/^- */, ''));
  }

  function layers(run, drawn) {
    const figures = Object.entries(layerCurves(run)).map(([quantity, lines]) => {
      const known = LAYER_CHARTS[quantity] || {};
      const positive = lines.some(line => line.y.some(value => value > 0));
      const one = chart({
        title: words(quantity), curves: lines, together: 'layers', format: numbers.short, note: known.note,
        isLog: Boolean(known.isLog) && positive, range: known.range,
      });
      drawn.set('layers ' + quantity, one);
      return one.figure;
    });
    const names = layerNames(run);
    return figures.length === 0 ? null : section('layers', 'Layers',
      el('p', {}, 'A layer’s curves are switched in all charts at once. Energy, bound and gap are means over the subproblems '
        + 'of an epoch’s last step' + ((run.config.settings || {}).together > 1
          ? '; layers with the same ones were annealed as one spin glass.' : '.')),
      names.length === 0 ? null : el('ol', { class: 'layers' }, names.map(name => el('li', {}, name))),
      el('div', { class: 'grid' }, figures));
  }

  function picture(address, alt, caption) {
    return address ? el('figure', { class: 'picture' }, el('img', { src: address, alt }),
      caption ? el('figcaption', {}, caption) : null) : null;
  }

  function kernels(run) {
    if (!run.pictures || !run.pictures.kernels) {
      return null;
    }
    const words = 'the weights of the first layer as small pictures, blue below zero and red above';
    const after = picture(run.pictures.kernels, words, run.pictures.kernelsBefore ? 'After training.' : null);
    return section('kernels', 'Kernels', run.pictures.kernelsBefore ? el('div', { class: 'grid' },
      picture(run.pictures.kernelsBefore, words + ', before training', 'Before training, in the same colours.'), after) : after);
  }

  /** Nested values as rows: name and text. */
  function rows(values, prefix = '') {
    return Object.entries(values || {}).flatMap(([name, value]) =>
      value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 0
        ? rows(value, prefix + words(name) + ', ') : [[prefix + words(name), text(value)]]);
  }

  function settings(run) {
    const config = run.config;
    return section('settings', 'Settings',
      el('div', { class: 'grid' },
        table('What was asked', ['option', 'value'], rows(config.configuration), false),
        Object.keys(config.settings || {}).length === 0 ? null
          : table('What followed from it', ['setting', 'value'], rows(config.settings), false),
        Object.keys(config.reasons || {}).length === 0 ? null
          : table('What nobody named, and why it is so', ['choice', 'reason'], rows(config.reasons), false)),
      run.network ? [el('h3', {}, 'Network'), el('pre', { tabindex: 0, 'aria-label': 'network.yaml' }, run.network)] : null);
  }

  function machine(run) {
    const summary = run.summary || {};
    const metrics = run.metrics;
    const list = [];
    const add = (name, value) => value === undefined || value === null || value === '-' ? null : list.push([name, value]);
    const seconds = (metrics && last(metrics.seconds)) ?? summary.seconds;
    add('training', numbers.seconds(seconds));
    add('an epoch', metrics && metrics.epoch.length > 0 && isNumber(seconds)
      ? numbers.seconds(seconds / metrics.epoch.length) : null);
    add('processor time', numbers.seconds(summary.cpuSeconds));
    add('memory at most', numbers.megabytes(summary.peakMemoryBytes));
    add('parameters', numbers.whole(summary.parameters));
    rows(run.config.machine).forEach(([name, value]) => add(name, value));
    add('program', run.config.version);
    add('digest of the data', run.config.dataDigest);
    rows(summary.quantum).forEach(([name, value]) => add('quantum annealer: ' + name, value));
    (run.config.resumptions || []).forEach(one => add('taken up again after epoch ' + one.afterEpoch, one.at));
    return section('machine', 'Time and machine', table('Time, memory and machine', ['what', 'value'], list, false));
  }

  function missing(run) {
    return run.missing && run.missing.length > 0
      ? el('p', { class: 'note' }, 'Not in the run’s folder: ' + run.missing.join(', ') + '.') : null;
  }

  /** The page of a run; charts by their names go into a map. */
  function page(run, drawn) {
    const sections = [training(run, drawn), spinglass.evaluation.section(run.evaluation), layers(run, drawn), kernels(run),
      spinglass.data.section(run), machine(run), settings(run)].filter(Boolean);
    const links = sections.map(one => el('a', { href: '#' + one.id }, one.querySelector('h2').textContent));
    return [head(run), tiles(run),
      el('section', { class: 'again', 'aria-labelledby': 'again-title' },
        el('h2', { id: 'again-title' }, 'Run it again'), copied('the command of this run', run.command)),
      el('nav', { 'aria-label': 'sections' }, links), sections, missing(run)];
  }

  /** Shows what a run that goes on has come to, in a page that stands. */
  function update(run, drawn) {
    const fresh = { ...curves(run) };
    Object.entries(layerCurves(run)).forEach(([quantity, lines]) => { fresh['layers ' + quantity] = lines; });
    Object.entries(fresh).forEach(([name, lines]) => {
      if (drawn.has(name)) {
        drawn.get(name).update(lines);
      }
    });
    document.querySelector('.tiles').replaceWith(tiles(run));
    document.querySelector('header').replaceWith(head(run));
  }

  return { page, update, title, state, hasEnded };
})();
