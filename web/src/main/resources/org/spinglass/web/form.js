// The form that begins a run: its fields come from the program, and so do the messages beside them.
'use strict';

spinglass.form = (function () {
  const { el } = spinglass;
  /** Fields on which others and their defaults depend. */
  const DECIDING = ['data', 'network', 'method', 'sampler', 'samples', 'preset'];
  const PLAIN = ['Data', 'Network', 'Training'];

  const idOf = name => 'field-' + name.replace(/[^A-Za-z0-9]/g, '-');

  function control(field, value) {
    const id = idOf(field.name);
    const common = { id, name: field.name, 'aria-describedby': id + '-help ' + id + '-fault' };
    if (field.choices.length > 0) {
      const select = el('select', common, field.choices.map(choice => el('option', { value: choice.value },
        choice.value === '' ? 'default: ' + choice.words : choice.value)));
      select.value = field.choices.some(choice => choice.value === value) ? value : field.choices[0].value;
      return select;
    }
    const input = el('input', { ...common, type: 'text', autocomplete: 'off', spellcheck: 'false', placeholder: field.standard || null });
    input.value = value || '';
    return input;
  }

  /** A sentence of a help text: capital first, one stop at the end. */
  const sentence = text => text ? text.charAt(0).toUpperCase() + text.slice(1).replace(/\.?$/, '.') : '';

  function row(field, value) {
    const id = idOf(field.name);
    const help = el('span', { id: id + '-help', class: 'note' });
    const input = control(field, value);
    const tell = () => {
      const chosen = field.choices.find(choice => choice.value === input.value);
      help.textContent = [sentence(field.meaning), chosen && chosen.value && chosen.words ? sentence(chosen.words) : '',
        field.choices.length === 0 ? sentence(field.expected) : ''].filter(Boolean).join(' ');
    };
    input.addEventListener('change', tell);
    tell();
    return el('div', { class: 'field', 'data-field': field.name }, el('label', { for: id }, field.label), input, help,
      el('span', { id: id + '-fault', class: 'fault' }));
  }

  function page(content) {
    const host = el('div', {});
    const fault = el('p', { class: 'fault', role: 'alert', id: 'fault' });
    const begin = el('button', { type: 'submit', id: 'begin', class: 'main' }, 'Start');
    let turn = 0;
    let fields = Promise.resolve(); // as they are to be for what is chosen

    const controls = () => [...host.querySelectorAll('[name]')];
    const values = () => Object.fromEntries(controls().filter(input => input.value !== '').map(input => [input.name, input.value]));

    function draw(fields, given) {
      const groups = Map.groupBy(fields, field => field.group);
      const open = new Set([...host.querySelectorAll('details[open]')].map(one => one.dataset.kind));
      host.replaceChildren(...[...groups].map(([group, members], k) => {
        const rows = el('div', { class: 'fields' }, members.map(field => row(field, given[field.name])));
        if (PLAIN.includes(group)) {
          return el('fieldset', {}, el('legend', {}, group), rows);
        }
        const isUsed = members.some(field => given[field.name]);
        return el('details', { 'data-kind': k, open: open.has(String(k)) || isUsed }, el('summary', {}, group), rows);
      }));
    }

    function show(error, name) {
      controls().forEach(input => input.removeAttribute('aria-invalid'));
      host.querySelectorAll('.field .fault').forEach(place => { place.textContent = ''; });
      const input = name ? controls().find(one => one.name === name) : null;
      fault.textContent = error && !input ? error : '';
      if (error && input) {
        const folded = input.closest('details');
        if (folded) {
          folded.open = true;
        }
        input.setAttribute('aria-invalid', 'true');
        document.getElementById(input.id + '-fault').textContent = error;
        input.focus();
      }
    }

    /** Asks for the fields of what is chosen now, and keeps what was typed. */
    async function refresh() {
      const mine = ++turn;
      const now = values();
      const query = new URLSearchParams(DECIDING.filter(name => now[name]).map(name => [name, now[name]]));
      try {
        const answer = await (await fetch('/form?' + query)).json();
        if (mine !== turn) {
          return;
        }
        const focused = document.activeElement ? document.activeElement.id : '';
        const { error, field, fields } = answer;
        if (error) {
          show(error, field);
        } else {
          draw(fields, values());
          show();
          history.replaceState(null, '', '/new' + (query.size > 0 ? '?' + query : ''));
          if (focused && document.getElementById(focused)) {
            document.getElementById(focused).focus();
          }
          const later = values();
          if (DECIDING.some(name => (later[name] || '') !== (now[name] || ''))) {
            await refresh(); // of a field that was replaced while it was typed in nothing tells that it has changed
          }
        }
      } catch (lost) {
        show('The program does not answer.');
      }
    }

    host.addEventListener('change', event => {
      if (DECIDING.includes(event.target.name)) {
        fields = refresh();
      }
    });
    draw(content.form.fields, content.form.values);
    const form = el('form', {
      id: 'new', novalidate: true, submit: async event => {
        event.preventDefault();
        begin.disabled = true;
        await fields; // or what is wrong would be wiped out by fields that come later
        const answer = await spinglass.actions.send('/runs', values());
        begin.disabled = false;
        show(answer.error, answer.field);
        if (!answer.error) {
          location.href = answer.url;
        }
      },
    }, host, fault, el('p', {}, begin));
    return [el('header', {}, el('h1', {}, 'New run'), el('p', { class: 'facts' },
      'What is left empty has its default. A run is a process of its own: it goes on when this page is closed.')), form];
  }

  return { page };
})();
