// Charts of curves over epochs or over time: drawn by uPlot, with toggles, values under the pointer or the arrow keys,
// and the same numbers as a table.
'use strict';

spinglass.charts = (function () {
  const { el, toggle, numbers, isNumber, table, folded } = spinglass;
  const COLOURS = 8;
  const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3]];
  const all = [];
  const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colour = k => style('--curve-' + k % COLOURS);

  /** Whether a logarithmic scale has a place for a number. */
  const hasLog = value => value > 0 && Number.isFinite(value);

  /** One, two and five times a power of ten; uPlot's own range and marks of a logarithmic scale fail below 1e-16. */
  const STEPS = [1, 2, 5, 10];
  const times = (step, power) => Number(step + 'e' + power);
  const NEAR = 1e-9;

  /** The range of a logarithmic scale about values above 0. */
  function decades(low, high) {
    if (!(low > 0) || !(high > 0)) {
      return [1, 10];
    }
    const [first, last] = [low, high].map(value => Math.floor(Math.log10(value)));
    const least = times(STEPS.findLast(step => times(step, first) <= low * (1 + NEAR)) ?? 1, first);
    const most = times(STEPS.find(step => times(step, last) >= high * (1 - NEAR)) ?? 10, last);
    return least < most ? [least, most] : [least / 10, most * 10];
  }

  /** The marks of a logarithmic scale: powers of ten, about eight of them, and steps between where there are few. */
  function powers(least, most) {
    const [first, last] = [Math.floor(Math.log10(least) + NEAR), Math.ceil(Math.log10(most) - NEAR)];
    const apart = Math.max(1, Math.ceil((last - first) / 8));
    const between = most <= 10 * least ? [1, 2, 3, 5, 7] : last - first <= 2 ? STEPS.slice(0, 3) : [1];
    const marks = [];
    for (let power = first; power <= last; power += apart) {
      marks.push(...between.map(step => times(step, power)));
    }
    return marks.filter(mark => mark >= least * (1 - NEAR) && mark <= most * (1 + NEAR));
  }

  /**
   * @param options title; curves, each with key, label, x and y (lists of numbers), colour (a number), and, where
   *     wanted, dash (a number), band (deviations about y), isThin, isQuiet (without a button and a column), isStepped,
   *     isBars, isGrowing (as reveal is told); format of values; range [least, most] of them; isLog; xLabel where x is no epoch, xFormat, isLogX, and isWholeX where it is a whole number;
   *     together, a name: charts of one name have their curves switched
   *     together and point at the same place; mark, a value of x to be marked, and markLabel
   */
  function chart(options) {
    const hidden = new Set();
    const host = el('div', {
      class: 'plot', tabindex: 0, role: 'img', keydown,
      'aria-label': options.title + '; the arrow keys read its values, a table of them follows',
    });
    const said = el('span', { class: 'unseen', role: 'status' });
    const place = el('span', { class: 'place' });
    const values = new Map();
    const buttons = new Map();
    const bar = el('div', { class: 'toggles', role: 'group', 'aria-label': 'curves of ' + options.title });
    const numbersOf = folded('Numbers');
    const self = { options, show, shape, update, redraw, point, reveal };
    let plot = null;
    const shortX = options.xFormat || numbers.short;
    let isLog = Boolean(options.isLog);
    let x = [];
    let columns = [];

    for (const curve of options.curves.filter(one => !one.isQuiet)) {
      const value = el('span', { class: 'value' });
      const swatch = el('span', { class: 'swatch c' + curve.colour % COLOURS + ' d' + (curve.dash || 0) % DASHES.length });
      const button = toggle([swatch, el('span', {}, curve.label), value], true, isOn => {
        const peers = options.together ? all.filter(one => one.options.together === options.together) : [self];
        peers.forEach(one => one.show(curve.key, isOn));
      }, { 'data-curve': curve.key });
      values.set(curve.key, value);
      buttons.set(curve.key, button);
      bar.append(button);
    }
    const scaleButton = options.hasScale === false ? null
      : toggle('log scale', isLog, isOn => { isLog = isOn; build(); }, { class: 'scale' });
    const figure = el('figure', { class: 'chart' },
      el('figcaption', {}, el('h3', {}, options.title), place, scaleButton),
      options.note ? el('p', { class: 'note' }, options.note) : null,
      bar, host, said, numbersOf);

    /** All values of x, and each curve's value at each of them; a band takes two more columns. */
    function join() {
      x = [...new Set(options.curves.flatMap(curve => curve.x.filter(isNumber)))].sort((a, b) => a - b);
      columns = [];
      for (const curve of options.curves) {
        const at = new Map(curve.x.map((value, k) => [value, k]));
        const pick = list => x.map(value => at.has(value) && isNumber(list[at.get(value)]) ? list[at.get(value)] : null);
        const fits = list => isLog ? list.map(value => hasLog(value) ? value : null) : list;
        const y = pick(curve.y);
        columns.push(fits(y));
        if (curve.band) {
          const band = pick(curve.band);
          columns.push(fits(y.map((v, k) => isNumber(v) && isNumber(band[k]) ? v + band[k] : null)));
          columns.push(fits(y.map((v, k) => isNumber(v) && isNumber(band[k]) ? v - band[k] : null)));
        }
      }
    }

    function series() {
      const list = [{}];
      const bands = [];
      for (const curve of options.curves) {
        const stroke = () => colour(curve.colour);
        const show = !hidden.has(curve.key);
        list.push({
          stroke, show, key: curve.key, width: curve.isThin ? 1.25 : 2, dash: DASHES[(curve.dash || 0) % DASHES.length],
          paths: curve.isBars ? uPlot.paths.bars({ size: [0.85, 60, 1] })
            : curve.isStepped ? uPlot.paths.stepped({ align: 1 }) : undefined,
          fill: curve.isBars ? stroke : undefined,
          spanGaps: true, points: {
            show: !curve.isThin && !curve.isBars && !curve.isStepped && curve.y.filter(isNumber).length <= 30, size: 6, fill: () => style('--paper'),
          },
        });
        if (curve.band) {
          const edge = { stroke: 'transparent', show, key: curve.key, points: { show: false }, width: 0 };
          list.push({ ...edge }, { ...edge });
          bands.push({ series: [list.length - 2, list.length - 1], fill: () => colour(curve.colour) + '33' });
        }
      }
      return { list, bands };
    }

    /** Distances of ticks among numbers that are larger or smaller than the usual ones reach; undefined for those. */
    function farApart(values) {
      const size = Math.max(0, ...values.filter(isNumber).map(Math.abs));
      const power = Math.floor(Math.log10(size));
      return size === 0 || size < 1e12 && size > 1e-9 ? undefined : [-4, -3, -2, -1, 0, 1].flatMap(k => [1, 2, 5].map(digit => digit * 10 ** (power + k)));
    }

    function axis(label, more) {
      return {
        label, labelSize: 14, labelGap: 0, font: '12px system-ui, sans-serif', labelFont: '12px system-ui, sans-serif',
        stroke: () => style('--soft'), grid: { stroke: () => style('--grid'), width: 1 },
        ticks: { stroke: () => style('--grid'), width: 1, size: 4 }, ...more,
      };
    }

    /** What curves that grow have room for from their beginning. */
    function wholeRange() {
      const values = columns.flat().filter(isNumber);
      const [low, high] = [Math.min(...values), Math.max(...values)];
      return isLog ? uPlot.rangeLog(low, high, 10, false) : uPlot.rangeNum(low, high, 0.1, true);
    }

    /** A logarithm of x is asked for, and there is a decade to show. */
    const isLogX = () => Boolean(options.isLogX) && x.length > 1 && x[0] > 0 && x[x.length - 1] >= 10 * x[0];

    function scaleX() {
      if (isLogX()) {
        return { time: false, distr: 3 };
      }
      const bars = options.curves.some(curve => curve.isBars) && x.length > 1;
      const gap = bars ? Math.min(...x.slice(1).map((value, k) => value - x[k])) * 0.6 : 0;
      const lone = Math.max(1, Math.abs(x[0] || 0) / 1000);
      return {
        time: false, range: x.length === 1 ? [x[0] - lone, x[0] + lone] : bars ? (u, low, high) => [low - gap, high + gap] : undefined,
      };
    }

    function build() {
      if (plot) {
        plot.destroy();
      }
      isLog = isLog && options.curves.some(curve => curve.y.some(hasLog));
      join();
      const { list, bands } = series();
      const scaleY = isLog ? { distr: 3, range: (u, low, high) => decades(low, high) }
        : options.range ? { range: (u, low, high) => options.range(low, high) } : {};
      if (options.curves.some(curve => curve.isGrowing)) {
        const room = wholeRange();
        scaleY.range = () => room;
      }
      const whole = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 100000];
      plot = new uPlot({
        width: Math.max(200, host.clientWidth || 300), height: 230, legend: { show: false }, bands,
        cursor: { sync: { key: options.together || options.title, setSeries: false }, points: { size: 9 }, y: false },
        scales: { x: scaleX(), y: scaleY },
        axes: [axis(options.xLabel || 'epoch', options.xLabel ? { size: 26, values: isLogX() ? undefined
          : (u, splits) => splits.map(v => shortX(v)), ...(options.isWholeX ? { incrs: whole } : farApart(x) ? { incrs: farApart(x) } : {}) } : { size: 26, incrs: whole }),
          axis(null, {
            size: 62, ...(isLog ? { splits: (u, axis, least, most) => powers(least, most), filter: (u, marks) => marks }
              : farApart(columns.flat()) ? { incrs: farApart(columns.flat()) } : {}), values: (u, splits) => splits.map(v => v === null ? null : (options.tick || numbers.tick)(v)),
          })],
        series: list,
        hooks: { setCursor: [() => read(plot ? plot.cursor.idx : null)], draw: [drawMark] },
      }, [x, ...columns], host);
      read(null);
      fillTable();
    }

    function drawMark(u) {
      if (!isNumber(options.mark) || !x.includes(options.mark) || x.length < 2) {
        return;
      }
      const at = u.valToPos(options.mark, 'x', true);
      u.ctx.save();
      u.ctx.strokeStyle = style('--soft');
      u.ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
      u.ctx.beginPath();
      u.ctx.moveTo(at, u.bbox.top);
      u.ctx.lineTo(at, u.bbox.top + u.bbox.height);
      u.ctx.stroke();
      u.ctx.restore();
    }

    /** Shows the values at a place, without one the last of each curve. */
    function read(index) {
      let column = 0;
      const parts = [];
      for (const curve of options.curves) {
        const list = columns[column] || [];
        column += curve.band ? 3 : 1;
        const last = list.findLastIndex(isNumber);
        const at = !isNumber(index) ? last // over time curves have their own places, between which the last value holds
          : options.xLabel ? list.slice(0, index + 1).findLastIndex(isNumber) : index;
        const text = at < 0 ? '-' : options.format(list[at]);
        if (values.has(curve.key) && !curve.isQuiet) {
          values.get(curve.key).textContent = text;
          if (!hidden.has(curve.key)) {
            parts.push(curve.label + ' ' + text);
          }
        }
      }
      const where = isNumber(index) ? (options.xLabel || 'epoch') + ' ' + shortX(x[index]) : 'last values';
      place.textContent = where + (isNumber(index) && x[index] === options.mark ? ', ' + options.markLabel : '');
      return where + ': ' + parts.join(', ');
    }

    function keydown(event) {
      const steps = { ArrowLeft: -1, ArrowRight: 1, Home: -x.length, End: x.length };
      if (!(event.key in steps) || x.length === 0) {
        return;
      }
      event.preventDefault();
      const from = isNumber(plot.cursor.idx) ? plot.cursor.idx : steps[event.key] > 0 ? -1 : x.length;
      point(Math.min(x.length - 1, Math.max(0, from + steps[event.key])));
      said.textContent = read(plot.cursor.idx);
    }

    function point(index) {
      plot.setCursor({ left: plot.valToPos(x[index], 'x'), top: plot.bbox.height / 2 / devicePixelRatio });
    }

    function show(key, isOn) {
      hidden[isOn ? 'delete' : 'add'](key);
      if (buttons.has(key)) {
        buttons.get(key).setAttribute('aria-pressed', String(isOn));
      }
      plot.batch(() => plot.series.forEach((one, k) => {
        if (k > 0 && one.key === key) {
          plot.setSeries(k, { show: isOn });
        }
      }));
    }

    /** The numbers as a table, made when it is asked for: of many epochs it is larger than the rest of the page. */
    function fillTable() {
      if (!numbersOf.open) {
        return;
      }
      const heads = [options.xLabel || 'epoch'];
      const lists = [];
      let column = 0;
      for (const curve of options.curves) {
        heads.push(curve.tableLabel || curve.label);
        lists.push(columns[column]);
        column += curve.band ? 3 : 1;
      }
      const rows = x.map((value, k) => [shortX(value), ...lists.map(list => options.format(list[k]))]);
      numbersOf.replaceChildren(numbersOf.querySelector('summary'), table(options.title, heads, rows));
    }

    /** Fits the drawing to the place that it has. */
    function shape() {
      if (!plot && host.clientWidth > 0) {
        build();
      } else if (plot && host.clientWidth > 0 && Math.abs(plot.width - host.clientWidth) > 1) {
        plot.setSize({ width: host.clientWidth, height: plot.height });
      }
    }

    /** Takes other numbers for the curves of the same keys. */
    function update(curves) {
      for (const curve of curves) {
        Object.assign(options.curves.find(one => one.key === curve.key) || {}, curve);
      }
      if (plot) {
        build();
      }
    }

    /** Shows the curves that grow up to a place and no further. */
    function reveal(index) {
      if (!plot) {
        return;
      }
      let column = 0;
      const shown = [];
      for (const curve of options.curves) {
        for (let k = 0; k < (curve.band ? 3 : 1); k++, column++) {
          shown.push(curve.isGrowing ? columns[column].map((value, at) => at <= index ? value : null) : columns[column]);
        }
      }
      plot.setData([x, ...shown]);
      read(index);
    }

    function redraw() {
      if (plot) {
        plot.redraw(false, true);
      }
    }

    numbersOf.addEventListener('toggle', fillTable);
    self.figure = figure;
    all.push(self);
    new ResizeObserver(shape).observe(host);
    return self;
  }

  const shape = () => all.forEach(one => one.shape());
  const redraw = () => all.forEach(one => one.redraw());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  addEventListener('beforeprint', () => {
    document.documentElement.classList.add('print');
    redraw();
  });
  addEventListener('afterprint', () => {
    document.documentElement.classList.remove('print');
    redraw();
  });

  /** The range of accuracies: from a tenth below the least to 1, so that late epochs can be told apart. */
  function accuracies(low, high) {
    const least = isNumber(low) ? Math.max(0, Math.min(0.9, Math.floor((low - 0.005) * 10) / 10)) : 0;
    return [least, 1];
  }

  const fromZero = (low, high) => [0, isNumber(high) && high > 0 ? high * 1.08 : 1];
  /** Takes charts out that are no longer in the page. */
  const clear = () => { all.length = 0; };
  return { chart, accuracies, fromZero, shape, clear };
})();
