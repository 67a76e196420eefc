// Watches an annealing: its states one after the other, the energy over the sweeps and its bound.
'use strict';

spinglass.anneal = (function () {
  const { el, numbers, isNumber, section, toggle } = spinglass;
  const { chart } = spinglass.charts;
  const SPEEDS = [1, 2, 4, 8, 15, 30, 60];
  const USUAL = 3;
  const SWEEPS = [30, 60, 240, 1000, 5000];
  const SENSES = { 'max-cut': 'cut', 'min-qubo': 'value', 'max-qubo': 'value', 'min-ising': 'energy', 'max-ising': 'value' };

  const value = number => !isNumber(number) ? '-' : Math.abs(number) < 1e9 && Math.abs(number) >= 1e-4 || number === 0
    ? String(Number(number.toPrecision(7))) : numbers.short(number);

  function choice(id, label, options) {
    const select = el('select', { id }, options.map(([key, text]) => el('option', { value: key }, text)));
    return { node: el('span', { class: 'choice' }, el('label', { for: id }, label), select), select };
  }

  function number(id, label, least, most, now) {
    const input = el('input', { id, type: 'number', min: least, max: most, value: now, inputmode: 'numeric' });
    return { node: el('span', { class: 'choice' }, el('label', { for: id }, label), input), input };
  }

  /** The states of a recording, played. */
  function player(recording) {
    const frames = recording.frames;
    const values = recording.value || recording.energy;
    const name = recording.problem ? SENSES[recording.problem.sense] : 'energy';
    let hasFlips = false;
    let hasBonds = true;
    let at = 0;
    let speed = USUAL;
    let timer = null;
    const plane = spinglass.spins.plane({ ...recording, spins: frames[0] }, {
      showsFlips: () => hasFlips, showsBonds: () => hasBonds, label: 'the spins of the state, blue is up',
    });
    const bound = isNumber(recording.bound) ? [{
      key: 'bound', label: 'bound', x: [recording.sweep[0], recording.sweep[recording.sweep.length - 1]],
      y: [recording.bound, recording.bound], colour: 6, dash: 1, isThin: true,
    }] : [];
    const title = name.charAt(0).toUpperCase() + name.slice(1);
    const charts = [chart({
      title: title + ' of the state', xLabel: 'sweep', format: value, tick: value, hasScale: false,
      note: bound.length > 0 ? 'Dashed: no state is better than this.' : 'No bound is known of this problem.',
      curves: [{ key: 'energy', label: name, x: recording.sweep, y: values, colour: 0, isGrowing: true, isThin: true }, ...bound],
    })];
    if (bound.length > 0) {
      charts.push(chart({
        title: 'Distance from the bound', xLabel: 'sweep', format: numbers.short, isLog: true,
        curves: [{
          key: 'gap', label: 'distance', x: recording.sweep, y: values.map(one => Math.abs(one - recording.bound)),
          colour: 2, isGrowing: true, isThin: true,
        }],
      }));
    }
    charts.push(chart({
      title: 'Temperature', xLabel: 'sweep', format: numbers.short, isLog: true, together: 'heat',
      note: 'One over beta, in units of the energy.',
      curves: [{
        key: 'temperature', label: 'temperature', x: recording.sweep, y: recording.beta.map(beta => beta > 0 ? 1 / beta : null),
        colour: 1, isGrowing: true, isThin: true,
      }],
    }));
    const said = el('p', { class: 'state', id: 'now', role: 'status' });
    const slider = el('input', {
      type: 'range', min: 0, max: frames.length - 1, value: 0, 'aria-label': 'state', class: 'slider',
      input: () => { stop(); show(Number(slider.value)); },
    });
    const play = el('button', { type: 'button', id: 'play', click: () => timer ? stop() : start() }, 'Play');
    const rate = el('span', { class: 'said', id: 'speed' });
    const change = by => {
      speed = Math.min(SPEEDS.length - 1, Math.max(0, speed + by));
      rate.textContent = SPEEDS[speed] + ' states a second';
      if (timer) {
        start();
      }
    };
    const step = by => { stop(); show(at + by); };

    function show(index) {
      at = Math.min(frames.length - 1, Math.max(0, index));
      slider.value = at;
      plane.set(frames[at], frames[Math.max(0, at - 1)]);
      charts.forEach(one => one.reveal(at));
      const beta = recording.beta[at];
      said.textContent = 'sweep ' + numbers.whole(recording.sweep[at]) + ' of ' + numbers.whole(recording.asked) + ' · ' + name + ' '
        + value(values[at]) + ' · temperature ' + (beta > 0 ? numbers.short(1 / beta) : '0')
        + (recording.weights || recording.sweep[at] === 0 ? '' : ' · ' + numbers.percent(recording.acceptance[at]) + ' of the moves made');
      slider.setAttribute('aria-valuetext', said.textContent);
    }

    function start() {
      clearInterval(timer);
      if (at === frames.length - 1) {
        show(0);
      }
      said.setAttribute('role', 'presentation'); // it is not read out at every state
      play.textContent = 'Pause';
      timer = setInterval(() => {
        if (!play.isConnected || at === frames.length - 1) {
          stop();
        } else {
          show(at + 1);
        }
      }, 1000 / SPEEDS[speed]);
    }

    function stop() {
      clearInterval(timer);
      timer = null;
      play.textContent = 'Play';
      said.setAttribute('role', 'status');
    }

    const keys = { ' ': () => timer ? stop() : start(), ArrowRight: () => step(1), ArrowLeft: () => step(-1),
      ArrowUp: () => change(1), ArrowDown: () => change(-1) };
    const node = el('section', {
      id: 'watch', 'aria-labelledby': 'watch-title', keydown: event => {
        if (keys[event.key] && event.target === node) {
          event.preventDefault();
          keys[event.key]();
        }
      }, tabindex: -1,
    }, el('h2', { id: 'watch-title' }, recording.title), about(recording),
    el('div', { class: 'toggles player', role: 'group', 'aria-label': 'player' }, play,
      el('button', { type: 'button', id: 'back', click: () => step(-1) }, 'Step back'),
      el('button', { type: 'button', id: 'step', click: () => step(1) }, 'Step'),
      el('button', { type: 'button', id: 'slower', click: () => change(-1) }, 'Slower'),
      el('button', { type: 'button', id: 'faster', click: () => change(1) }, 'Faster'), rate,
      toggle('What has turned', false, now => { hasFlips = now; plane.draw(); }, { id: 'flips' }),
      recording.bonds ? toggle('Couplings not satisfied', true, now => { hasBonds = now; plane.draw(); }, { id: 'bonds' }) : null),
    slider, said, plane.node, el('div', { class: 'grid' }, charts.map(one => one.figure)));
    change(0);
    return { node, ready: () => { spinglass.charts.shape(); show(0); }, start };
  }

  function about(recording) {
    const parts = [];
    if (recording.weights) {
      parts.push(recording.layer + ': ' + numbers.whole(recording.weights) + ' weights of ' + recording.bits
        + (recording.bits === 1 ? ' bit' : ' bits') + ', ' + numbers.whole(recording.size) + ' spins.');
      parts.push('A column is a weight, its highest bit on top; below it its value: blue above the middle of its range, orange below.');
      parts.push('The energy is the loss, with what holds weights back. In training this subproblem gets ' + recording.trainingSweeps + ' sweeps.');
    } else {
      const problem = recording.problem;
      parts.push(numbers.whole(problem.variables) + ' variables, ' + numbers.whole(problem.couplings) + ' couplings.');
      parts.push(recording.grid ? 'The couplings make a grid of ' + recording.grid.filter((size, k) => k < 2 || size > 1).join(' x ')
        + '; orange are those that are not satisfied.' : 'Variables stand row by row, in the order of the file.');
      parts.push('This is one read of simulated annealing; solve does many, and takes the sampler that suits the problem.');
    }
    if (!recording.ended) {
      parts.push('The time was over after ' + numbers.whole(recording.sweep[recording.sweep.length - 1]) + ' of '
        + numbers.whole(recording.asked) + ' sweeps.');
    }
    return el('p', { class: 'note' }, parts.join(' '));
  }

  function page(content) {
    const stage = el('div', { id: 'stage' });
    const said = el('p', { class: 'note', role: 'status', id: 'said' });
    const sweeps = choice('sweeps', 'Sweeps', SWEEPS.map(many => [many, numbers.whole(many)]));
    sweeps.select.value = 240;
    const seed = number('seed', 'Seed', 0, 2147483647, 0);
    let turn = 0;

    async function ask(url, body) {
      const mine = ++turn;
      said.textContent = 'Annealing …';
      stage.replaceChildren();
      let answer;
      try {
        const reply = await fetch(url, { method: 'POST', body, headers: { 'Content-Type': 'application/octet-stream' } });
        answer = (reply.headers.get('Content-Type') || '').includes('json') ? await reply.json() : { error: await reply.text() };
      } catch (lost) {
        answer = { error: 'The program does not answer.' };
      }
      if (mine !== turn) {
        return;
      }
      if (answer.error) {
        said.textContent = answer.error;
        return;
      }
      said.textContent = '';
      spinglass.charts.clear();
      const shown = player(answer);
      stage.replaceChildren(shown.node);
      shown.ready();
      if (!matchMedia('(prefers-reduced-motion: reduce)').matches) {
        shown.start();
      }
    }

    // a problem of one's own
    const file = el('input', { type: 'file', id: 'file', 'aria-label': 'A problem file', change: () => send(file.files[0]) });
    const format = choice('format', 'Format', [['', 'by name and content'],
      ...content.formats.map(([name, text]) => [name, name + ': ' + text])]);
    const vartype = choice('vartype', 'Variables', [['', 'as the file says'], ['spin', 'spins'], ['binary', 'binary']]);
    function send(problem) {
      if (problem) {
        ask('/anneal/problem?' + new URLSearchParams({
          name: problem.name, sweeps: sweeps.select.value, seed: seed.input.value, vartype: vartype.select.value,
          format: format.select.value,
        }), problem);
      }
    }
    const drop = el('div', {
      class: 'drop', dragover: event => event.preventDefault(),
      drop: event => { event.preventDefault(); send(event.dataTransfer.files[0]); },
    }, el('h3', {}, 'A problem of your own'),
    el('p', { class: 'note' }, 'Drop a file here or choose one: Ising, QUBO and max-cut problems in all formats that solve reads, up to 8 MB.'),
    el('div', { class: 'find' }, file, format.node, vartype.node,
      el('button', { type: 'button', id: 'again', click: () => send(file.files[0]) }, 'Anneal')));

    // a subproblem of a training
    const models = [...content.networks.map(one => ({ ...one, label: one.name + ', untrained' })),
      ...content.runs.map(one => ({ ...one, run: one.name, label: 'run ' + one.name }))];
    const model = choice('model', 'Network', models.map((one, k) => [k, one.label]));
    const layer = choice('layer', 'Layer', []);
    const neuron = number('neuron', 'Neuron', 1, 1, 1);
    const epoch = number('epoch', 'Epoch', 1, content.mostEpochs, 1);
    const bits = number('bits', 'Bits', 1, content.mostBits, content.bits);
    const start = choice('start', 'Start', [['', 'as in training'], ['random', 'at random']]);
    const chosen = () => models[Number(model.select.value)];
    const shapes = () => {
      const subproblems = chosen().layers[Number(layer.select.value) - 1].subproblems;
      neuron.input.max = subproblems;
      neuron.input.value = Math.max(1, Math.min(subproblems, Number(neuron.input.value) || 1));
      neuron.node.hidden = subproblems <= 1;
    };
    const layers = () => {
      layer.select.replaceChildren(...chosen().layers.map((one, k) => el('option', { value: k + 1 },
        (k + 1) + ' ' + one.name + ': ' + numbers.whole(one.weights) + ' weights')));
      layer.select.value = chosen().layers.length;
      shapes();
    };
    model.select.addEventListener('change', layers);
    layer.select.addEventListener('change', shapes);
    model.select.value = Math.max(0, models.findIndex(one => one.name === 'mlp'));
    layers();
    const whole = input => input.value.trim() === '' ? null : Number(input.value);
    const anneal = () => ask('/anneal/subproblem', JSON.stringify({
      network: chosen().run ? '' : chosen().name, run: chosen().run || '', layer: Number(layer.select.value),
      neuron: whole(neuron.input), epoch: whole(epoch.input), bits: whole(bits.input), sweeps: Number(sweeps.select.value),
      random: start.select.value === 'random', seed: whole(seed.input),
    }));

    return [el('header', {}, el('h1', {}, 'Watch an annealing'),
      el('p', { class: 'facts' }, 'States of a real read of simulated annealing, from hot to cold, and their energy.')),
    el('div', { class: 'find' }, sweeps.node, seed.node),
    el('div', { class: 'grid' },
      el('div', {}, el('h3', {}, 'A subproblem of a training'),
        el('p', { class: 'note' }, 'One neuron’s weights, or a convolution’s, as the trainer meets them on 800 of the digits that '
          + 'ship with the program, at the first step of an epoch.'),
        el('div', { class: 'find' }, model.node, layer.node, neuron.node, epoch.node, bits.node, start.node,
          el('button', { type: 'button', id: 'subproblem', click: anneal }, 'Anneal'))),
      drop), said, stage];
  }

  return { page };
})();
