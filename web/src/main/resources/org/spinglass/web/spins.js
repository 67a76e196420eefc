// States of spins as pictures: a grid where there is one, else row by row, and matrices of couplings.
'use strict';

spinglass.spins = (function () {
  const { el } = spinglass;
  const bytes = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
  const bit = (packed, i) => packed[i >> 3] >> (i & 7) & 1;
  const signed = value => value > 127 ? value - 256 : value;

  /** Numbers of a colour of the style, such as #0b5cad. */
  function colour(name) {
    const text = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    return [1, 3, 5].map(k => parseInt(text.slice(k, k + 2), 16));
  }

  const mix = (a, b, share) => a.map((value, k) => Math.round(value + (b[k] - value) * share));
  const css = parts => 'rgb(' + parts.join(',') + ')';
  const drawings = [];

  /** Where spin i stands: columns, rows and, for a body, layers side by side with a gap of one. */
  function layout(size, grid) {
    if (!grid) {
      const width = Math.ceil(Math.sqrt(size * 1.6));
      return { width, height: Math.ceil(size / width), at: i => [i % width, Math.floor(i / width)] };
    }
    const [w, h, d] = grid;
    if (d === 1 && h > w) { // lies down
      return { width: h, height: w, isTurned: true, at: i => [Math.floor(i / w), i % w] };
    }
    const across = d === 1 ? 1 : Math.max(1, Math.round(Math.sqrt(d * h / w)));
    return {
      width: across * (w + 1) - 1, height: Math.ceil(d / across) * (h + 1) - 1,
      at: i => {
        const z = Math.floor(i / (w * h));
        return [z % across * (w + 1) + i % w, Math.floor(z / across) * (h + 1) + Math.floor(i / w) % h];
      },
    };
  }

  /**
   * A picture of cells that is drawn anew in other light and other places.
   *
   * @param shape columns and rows
   * @param paint is given a context, the pixels of a cell, and draws
   * @param label what it shows, in words
   * @param tell the words for the cell under the pointer, from its column and row
   */
  function picture(shape, paint, label, tell) {
    const canvas = el('canvas', { class: 'cells', role: 'img', 'aria-label': label });
    const said = el('p', { class: 'note cell', role: 'status' });
    const host = el('div', { class: 'canvas' }, canvas);
    let cell = 1;
    function draw() {
      const room = host.clientWidth;
      if (room === 0) {
        return;
      }
      const dense = Math.min(3, devicePixelRatio || 1);
      const fit = Math.min(room / shape.width, 520 / shape.height, 22);
      cell = fit * dense >= 1 ? Math.max(1, Math.floor(fit * dense)) : 1;
      canvas.width = shape.width * cell;
      canvas.height = shape.height * cell;
      canvas.style.width = Math.min(room, canvas.width / dense) + 'px';
      canvas.classList.toggle('pixels', cell === 1);
      const context = canvas.getContext('2d');
      context.clearRect(0, 0, canvas.width, canvas.height);
      paint(context, cell);
    }
    canvas.addEventListener('pointermove', event => {
      const box = canvas.getBoundingClientRect();
      const column = Math.floor((event.clientX - box.left) / box.width * shape.width);
      const row = Math.floor((event.clientY - box.top) / box.height * shape.height);
      said.textContent = tell ? tell(column, row) : '';
    });
    canvas.addEventListener('pointerleave', () => { said.textContent = ''; });
    drawings.push(draw);
    new ResizeObserver(draw).observe(host);
    return { node: el('div', {}, host, said), draw };
  }

  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawings.forEach(draw => draw()));
  addEventListener('beforeprint', () => setTimeout(() => drawings.forEach(draw => draw())));

  /** Fills cells; many of them by an image, as that is quicker. */
  function fill(context, cell, shape, count, colourOf) {
    if (count > 4000) {
      const image = new ImageData(shape.width, shape.height);
      for (let i = 0; i < count; i++) {
        const [x, y] = shape.at(i);
        image.data.set([...colourOf(i), 255], 4 * (y * shape.width + x));
      }
      const copy = new OffscreenCanvas(shape.width, shape.height);
      copy.getContext('2d').putImageData(image, 0, 0);
      context.imageSmoothingEnabled = false;
      context.drawImage(copy, 0, 0, shape.width * cell, shape.height * cell);
      return;
    }
    const gap = cell >= 6 ? 1 : 0;
    for (let i = 0; i < count; i++) {
      const [x, y] = shape.at(i);
      context.fillStyle = css(colourOf(i));
      context.fillRect(x * cell, y * cell, cell - gap, cell - gap);
    }
  }

  /** Weights side by side, the bits of each below each other, the highest on top, and a row of their values below. */
  function bitPlane(weights, bits) {
    const columns = weights <= 100 ? weights : Math.ceil(Math.sqrt(weights * (bits + 2) * 2));
    return {
      width: columns, height: Math.ceil(weights / columns) * (bits + 2) - 1,
      at: i => [Math.floor(i / bits) % columns, Math.floor(Math.floor(i / bits) / columns) * (bits + 2) + bits - 1 - i % bits],
      below: j => [j % columns, Math.floor(j / columns) * (bits + 2) + bits],
    };
  }

  /** The level of a weight, as a number from -1 to 1. */
  function level(packed, j, bits) {
    let sum = 0;
    for (let b = 0; b < bits; b++) {
      sum += bit(packed, j * bits + b) * 2 ** b;
    }
    return bits === 0 ? 0 : 2 * sum / (2 ** bits - 1) - 1;
  }

  /**
   * The spins of a state: blue is up.
   *
   * @param state size, spins and, where there are such, agreement, grid, bonds, labels, or weights and bits of each
   * @param options showsAgreement, showsBonds and showsFlips, functions that tell; label
   */
  function plane(state, options = {}) {
    let packed = bytes(state.spins);
    let before = packed;
    const asked = name => Boolean(options[name] && options[name]());
    const agreement = state.agreement ? bytes(state.agreement) : null;
    const bonds = state.bonds ? bytes(state.bonds) : null;
    const shape = state.weights ? bitPlane(state.weights, state.bits) : layout(state.size, state.grid);
    const places = new Map();
    for (let i = 0; i < state.size; i++) {
      const [x, y] = shape.at(i);
      places.set(y * shape.width + x, i);
    }
    const name = i => state.labels ? state.labels[i] : String(i);

    function paint(context, cell) {
      const [up, down, mark, paper] = [colour('--curve-0'), colour('--grid'), colour('--curve-1'), colour('--paper')];
      const shades = [down, up].map(base => Array.from({ length: 256 }, (none, k) => mix(mark, base, k / 255)));
      const isAgreeing = asked('showsAgreement');
      const hasFlips = asked('showsFlips');
      fill(context, cell, shape, state.size, i =>
        shades[bit(packed, i)][isAgreeing ? agreement[i] : hasFlips && bit(packed, i) !== bit(before, i) ? 90 : 255]);
      if (bonds && cell >= 4 && asked('showsBonds')) {
        paintBonds(context, cell, css(mark));
      }
      for (let j = 0; j < (state.weights || 0); j++) {
        const [x, y] = shape.below(j);
        const value = level(packed, j, state.bits);
        context.fillStyle = css(mix(paper, value < 0 ? mark : up, Math.abs(value)));
        context.fillRect(x * cell, y * cell, cell, cell);
      }
    }

    function paintBonds(context, cell, mark) {
      context.fillStyle = mark;
      const thick = Math.max(1, Math.round(cell / 5));
      const isBroken = (sign, i, j) => sign !== 0 && (bit(packed, i) === bit(packed, j)) === (sign > 0);
      for (let i = 0; i < state.size; i++) {
        const [x, y] = shape.at(i);
        const right = [(x + 1) * cell - Math.ceil(thick / 2) - 1, y * cell, thick, cell - 1];
        const below = [x * cell, (y + 1) * cell - Math.ceil(thick / 2) - 1, cell - 1, thick];
        if (isBroken(signed(bonds[2 * i]), i, i + 1)) {
          context.fillRect(...(shape.isTurned ? below : right));
        }
        if (isBroken(signed(bonds[2 * i + 1]), i, i + state.grid[0])) {
          context.fillRect(...(shape.isTurned ? right : below));
        }
      }
    }

    const what = i => state.weights ? 'weight ' + (Math.floor(i / state.bits) + 1) + ', bit ' + i % state.bits
      : 'variable ' + name(i);
    const made = picture(shape, paint, options.label || 'the best state, blue is up', (column, row) => {
      const i = places.get(row * shape.width + column);
      return i === undefined ? '' : what(i) + ': ' + (bit(packed, i) ? '+1' : '-1')
        + (agreement ? ', ' + Math.round(agreement[i] / 2.55) + '% of the reads agree' : '');
    });
    return {
      node: made.node, draw: made.draw,
      set: (spins, last) => {
        packed = bytes(spins);
        before = last ? bytes(last) : packed;
        made.draw();
      },
    };
  }

  /** The matrix of couplings; in the order of the file, or with the spins that are up first. */
  function matrix(state, isSorted) {
    const cells = bytes(state.matrix);
    const packed = bytes(state.spins);
    const n = state.size;
    const shape = { width: n, height: n };
    const order = () => {
      const all = Array.from({ length: n }, (none, i) => i);
      return isSorted() ? all.sort((a, b) => bit(packed, b) - bit(packed, a) || a - b) : all;
    };
    const isSatisfied = (i, j) => signed(cells[i * n + j]) * (i === j ? 2 * bit(packed, i) - 1
      : bit(packed, i) === bit(packed, j) ? 1 : -1) < 0;
    function paint(context, cell) {
      const [good, bad, paper] = [colour('--curve-0'), colour('--curve-1'), colour('--card')];
      const places = order();
      context.fillStyle = css(paper);
      context.fillRect(0, 0, n * cell, n * cell);
      for (let y = 0; y < n; y++) {
        for (let x = 0; x < n; x++) {
          const value = cells[places[y] * n + places[x]];
          if (value !== 0) {
            context.fillStyle = css(mix(paper, isSatisfied(places[y], places[x]) ? good : bad,
              0.15 + 0.85 * Math.abs(signed(value)) / 127));
            context.fillRect(x * cell, y * cell, cell, cell);
          }
        }
      }
    }
    return picture(shape, paint, 'the matrix of couplings: blue are those that the best state satisfies, orange the others',
      (column, row) => {
        const [i, j] = [order()[row], order()[column]];
        if (i === undefined || j === undefined) {
          return '';
        }
        const name = k => state.labels ? state.labels[k] : String(k);
        const what = i === j ? 'field of ' + name(i) : 'coupling of ' + name(i) + ' and ' + name(j);
        return what + ': ' + (cells[i * n + j] === 0 ? 'none' : isSatisfied(i, j) ? 'satisfied' : 'not satisfied');
      });
  }

  return { plane, matrix };
})();
