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
  function layout(size, grid, columns) {
    if (!grid) {
      const width = columns || Math.ceil(Math.sqrt(size * 1.6));
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

  /** Fills cells, by an image where a cell is a pixel. */
  function fill(context, cell, shape, count, colourOf) {
    const gap = cell >= 6 ? 1 : 0;
    for (let i = 0; i < count; i++) {
      const [x, y] = shape.at(i);
      context.fillStyle = colourOf(i);
      context.fillRect(x * cell, y * cell, cell - gap, cell - gap);
    }
  }

  /**
   * The spins of a state: blue is up.
   *
   * @param state size, spins and, where there are such, agreement, grid, bonds, labels
   * @param options showsAgreement and showsBonds, functions that tell; columns
   */
  function plane(state, options = {}) {
    let packed = bytes(state.spins);
    const agreement = state.agreement ? bytes(state.agreement) : null;
    const bonds = state.bonds ? bytes(state.bonds) : null;
    const shape = layout(state.size, state.grid, options.columns);
    const places = new Map();
    for (let i = 0; i < state.size; i++) {
      const [x, y] = shape.at(i);
      places.set(y * shape.width + x, i);
    }
    const name = i => state.labels ? state.labels[i] : state.first === undefined ? String(i) : String(i + state.first);

    function paint(context, cell) {
      const [up, down, mark] = [colour('--curve-0'), colour('--grid'), colour('--curve-1')];
      const shades = [down, up].map(base => Array.from({ length: 256 }, (none, k) => css(mix(mark, base, k / 255))));
      const isAgreeing = Boolean(options.showsAgreement && options.showsAgreement());
      fill(context, cell, shape, state.size, i => shades[bit(packed, i)][isAgreeing ? agreement[i] : 255]);
      if (bonds && cell >= 4 && options.showsBonds && options.showsBonds()) {
        context.fillStyle = css(mark);
        const thick = Math.max(1, Math.round(cell / 5));
        for (let i = 0; i < state.size; i++) {
          const [x, y] = shape.at(i);
          const right = [(x + 1) * cell - Math.ceil(thick / 2) - 1, y * cell, thick, cell - 1];
          const below = [x * cell, (y + 1) * cell - Math.ceil(thick / 2) - 1, cell - 1, thick];
          const isBroken = (sign, j) => sign !== 0 && (bit(packed, i) === bit(packed, j)) === (sign > 0);
          if (isBroken(signed(bonds[2 * i]), i + 1)) {
            context.fillRect(...(shape.isTurned ? below : right));
          }
          if (isBroken(signed(bonds[2 * i + 1]), i + state.grid[0])) {
            context.fillRect(...(shape.isTurned ? right : below));
          }
        }
      }
    }

    const tell = options.tell || ((column, row) => {
      const i = places.get(row * shape.width + column);
      return i === undefined ? '' : 'variable ' + name(i) + ': ' + (bit(packed, i) ? '+1' : '-1')
        + (agreement ? ', ' + Math.round(agreement[i] / 2.55) + '% of the reads agree' : '');
    });
    const made = picture(shape, paint, options.label || 'the best state, blue is up', (column, row) => {
      const i = places.get(row * shape.width + column);
      return i === undefined ? '' : tell(column, row, i, bit(packed, i));
    });
    return { node: made.node, draw: made.draw, set: spins => { packed = bytes(spins); made.draw(); } };
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

  return { plane, matrix, picture, layout, bytes, bit };
})();
