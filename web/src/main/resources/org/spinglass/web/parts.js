// Elements, numbers and words of the pages. Text goes into the page as text: nothing here makes HTML of it.
'use strict';

const spinglass = {};

/** An element; attributes that are functions are listeners, children are nodes or texts, null is left out. */
spinglass.el = function (name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (typeof value === 'function') {
      element.addEventListener(key, value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
};

spinglass.numbers = {
  percent: value => isNumber(value) ? (100 * value).toFixed(value > 0.9995 && value < 1 ? 2 : 1) + '%' : '-',
  fraction: value => isNumber(value) ? value.toFixed(4) : '-',
  /** Four digits that count. */
  short: value => {
    if (!isNumber(value)) {
      return '-';
    }
    const size = Math.abs(value);
    if (value === 0 || (size >= 1e-3 && size < 1e5)) {
      return String(Number(value.toPrecision(4)));
    }
    return value.toExponential(2);
  },
  /** All digits of it. */
  exact: value => isNumber(value) ? String(value) : '-',
  /** As short as a scale needs it. */
  tick: value => spinglass.numbers.short(value).replace(/\.?0+e/, 'e'),
  whole: value => isNumber(value) ? String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',') : '-',
  /** A deviation: two digits that count. */
  deviation: value => isNumber(value) ? String(Number(value.toPrecision(2))) : '-',
  seconds: value => {
    if (!isNumber(value)) {
      return '-';
    }
    if (value < 120) {
      return value.toFixed(value < 10 ? 2 : 1) + ' s';
    }
    return value < 7200 ? (value / 60).toFixed(1) + ' min' : (value / 3600).toFixed(1) + ' h';
  },
  /** A time to come, which is not known better than that. */
  rough: value => value < 90 ? Math.ceil(value) + ' s' : value < 5400 ? Math.round(value / 60) + ' min'
    : (value / 3600).toFixed(1) + ' h',
  megabytes: value => isNumber(value) ? Math.round(value / 1e6).toLocaleString('en') + ' MB' : '-',
};

function isNumber(value) {
  return typeof value === 'number' && Number.isFinite(value);
}
spinglass.isNumber = isNumber;

/** A name of a program as words: trainLoss is train loss. */
spinglass.words = function (name) {
  const known = {
    trainAccuracy: 'training', validationAccuracy: 'validation', testAccuracy: 'test', trainLoss: 'training loss',
    validationLoss: 'validation loss', dataDir: 'data folder', dataDigest: 'digest of the data',
  };
  return known[name] || name.replace(/([a-z0-9])([A-Z])/g, (all, a, b) => a + ' ' + b.toLowerCase());
};

/** A value of a settings file as text. */
spinglass.text = function (value) {
  if (value === null || value === undefined) {
    return 'none';
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? 'none' : value.map(spinglass.text).join(', ');
  }
  if (typeof value === 'object') {
    return Object.entries(value).map(([name, part]) => name + ' ' + spinglass.text(part)).join(', ') || 'none';
  }
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
};

/** A section with its heading; null without content. */
spinglass.section = function (id, title, ...content) {
  const parts = content.flat().filter(part => part !== null && part !== undefined);
  return parts.length === 0 ? null
    : spinglass.el('section', { id, 'aria-labelledby': id + '-title' },
      spinglass.el('h2', { id: id + '-title' }, title), parts);
};

/**
 * A table. Cells are texts or nodes; the first of a row is its heading. Numbers stand on the right.
 *
 * @param caption what it holds
 * @param heads of the columns
 * @param rows lists of cells
 * @param numeric whether the columns after the first hold numbers
 */
spinglass.table = function (caption, heads, rows, numeric = true) {
  const el = spinglass.el;
  return el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
    el('table', { class: numeric ? 'numeric' : null },
      el('caption', {}, el('span', {}, caption)),
      el('thead', {}, el('tr', {}, heads.map(head => el('th', { scope: 'col' }, head)))),
      el('tbody', {}, rows.map(row => el('tr', {}, row.map((cell, k) =>
        el(k === 0 ? 'th' : 'td', k === 0 ? { scope: 'row' } : {}, cell)))))));
};

/** What is folded away until it is asked for. */
spinglass.folded = (title, ...content) =>
  spinglass.el('details', {}, spinglass.el('summary', {}, title), ...content);

/** A button that is on or off. */
spinglass.toggle = function (label, isOn, change, attributes = {}) {
  const button = spinglass.el('button', {
    type: 'button', 'aria-pressed': String(isOn), ...attributes,
    click: () => {
      const now = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', String(now));
      change(now);
    },
  }, label);
  return button;
};

/** A line of code with a button that copies it. */
spinglass.copied = function (label, text) {
  const el = spinglass.el;
  const said = el('span', { role: 'status', class: 'said' });
  const code = el('code', { tabindex: 0, 'aria-label': label }, text);
  const select = () => {
    const range = document.createRange();
    range.selectNodeContents(code);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = 'copied';
    } catch (refused) { // where there is no clipboard for scripts: the older way, and then by hand
      select();
      said.textContent = document.execCommand('copy') ? 'copied' : 'selected; copy it with the keyboard';
    }
    setTimeout(() => { said.textContent = ''; }, 4000);
  };
  return el('div', { class: 'command' }, code, el('button', { type: 'button', click: copy }, 'Copy'), said);
};
