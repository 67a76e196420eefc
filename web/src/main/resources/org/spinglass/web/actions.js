// What can be done to runs: stop, resume, tag, delete; and how long one that goes on takes yet.
'use strict';

spinglass.actions = (function () {
  const { el, isNumber, numbers, section } = spinglass;

  /** Sends an object; what comes back has `error` where it was refused. */
  async function send(url, content = {}) {
    try {
      const reply = await fetch(url, {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(content),
      });
      const text = await reply.text();
      if ((reply.headers.get('Content-Type') || '').startsWith('application/json')) {
        return JSON.parse(text);
      }
      return reply.ok ? {} : { error: text.trim() };
    } catch (lost) {
      return { error: 'The program does not answer.' };
    }
  }

  const urlOf = (name, what) => '/runs/' + encodeURIComponent(name) + (what ? '/' + what : '');

  const STATES = {
    waits: 'waits for its turn', runs: 'is being trained', stops: 'is stopping', stopped: 'was stopped', failed: 'has failed',
    elsewhere: 'is being trained by a process that was not begun here',
  };

  /** States in which epochs go by. */
  const TRAINED = ['runs', 'stops', 'elsewhere'];

  /**
   * How far a run is, with a bar and the time to go. It takes an epoch to be as long as those so far in the mean, and counts
   * from when it heard of the last one.
   */
  function progress() {
    const bar = el('progress', { 'aria-label': 'epochs done' });
    const words = el('span', { role: 'status' });
    const host = el('div', { class: 'progress', id: 'progress' }, bar, words);
    let done = -1;
    let planned = 0;
    let each = 0;
    let since = 0;
    const show = () => {
      const left = each * (planned - done) - (Date.now() - since) / 1000;
      const least = each * Math.max(0, planned - done - 1);
      const time = done > 0 && isNumber(left) ? ', about ' + numbers.rough(Math.max(left, least, 1)) + ' to go' : '';
      words.textContent = done + ' of ' + planned + ' epochs' + (done < planned ? time : '');
    };
    const timer = setInterval(() => (host.isConnected || done < 0 ? show() : clearInterval(timer)), 1000);
    const update = run => {
      const epochs = run.metrics ? run.metrics.epoch.length : 0;
      planned = Number((run.config.configuration || {}).epochs) || epochs;
      if (epochs !== done) {
        done = epochs;
        since = Date.now();
        each = done > 0 ? run.metrics.seconds[done - 1] / done : 0;
      }
      bar.max = planned;
      bar.value = done;
      show();
    };
    return { host, update };
  }

  /** Words put to a run, which can be changed. */
  function tags(run) {
    const said = el('span', { class: 'said', role: 'status' });
    const list = el('ul', { class: 'tags', 'aria-label': 'tags' });
    const input = el('input', { id: 'tag', type: 'text', maxlength: 40, autocomplete: 'off' });
    let shown = run.tags || [];
    const change = async wanted => {
      const answer = await send(urlOf(run.name, 'tags'), { tags: wanted });
      said.textContent = answer.error || '';
      if (!answer.error) {
        shown = answer.tags;
        input.value = '';
        draw();
      }
    };
    function draw() {
      list.replaceChildren(...shown.map(tag => el('li', {}, tag, el('button', {
        type: 'button', 'aria-label': 'remove tag ' + tag, click: () => change(shown.filter(one => one !== tag)),
      }, '×'))));
      list.hidden = shown.length === 0;
    }
    draw();
    return el('form', {
      class: 'tagging', submit: event => {
        event.preventDefault();
        if (input.value.trim()) {
          change([...shown, input.value]);
        }
      },
    }, list, el('label', { for: 'tag' }, 'Tag'), input, el('button', { type: 'submit' }, 'Add'), said);
  }

  /**
   * The section of a run's page.
   *
   * @param run with `state` and `message`
   * @param canStart whether runs are trained from here
   */
  function panel(run, canStart) {
    const said = el('span', { class: 'said', role: 'status', id: 'answer' });
    const host = el('div', {});
    const far = progress();
    const act = async (url, content, then) => {
      const answer = await send(url, content);
      said.textContent = answer.error || '';
      if (!answer.error && then) {
        then(answer);
      }
    };
    const button = (id, label, click) => el('button', { type: 'button', id, click }, label);

    function buttons(now) {
      const state = now.state || '';
      const parts = [];
      if (['waits', 'runs'].includes(state)) {
        parts.push(button('stop', state === 'waits' ? 'Do not begin' : 'Stop', () => act(urlOf(run.name, 'stop'))));
      } else if (['', 'failed', 'stopped'].includes(state)) {
        const planned = Number((now.config.configuration || {}).epochs) || 0;
        const done = now.metrics ? now.metrics.epoch.length : 0;
        if (canStart && done < planned) {
          parts.push(button('resume', 'Resume', () => act(urlOf(run.name, 'resume'))));
        } else if (canStart) {
          const epochs = el('input', { id: 'epochs', type: 'number', min: done + 1, value: done + Math.max(1, planned), step: 1 });
          parts.push(el('span', { class: 'pair' }, el('label', { for: 'epochs' }, 'Go on to epoch'), epochs,
            button('resume', 'Go on', () => act(urlOf(run.name, 'resume'), { epochs: epochs.value }))));
        }
        parts.push(button('delete', 'Delete', () => act(urlOf(run.name, 'delete'), {}, answer => {
          location.href = '/?deleted=' + encodeURIComponent(answer.deleted);
        })));
      }
      if (canStart) {
        parts.push(el('a', { class: 'button', id: 'like', href: '/new?like=' + encodeURIComponent(run.name) }, 'New run like this'));
      }
      return parts;
    }

    let drawn = null;
    function update(now) {
      const state = now.state || '';
      const isTrained = TRAINED.includes(state);
      const done = now.metrics ? now.metrics.epoch.length : 0;
      const key = JSON.stringify([state, now.message, now.config.configuration, isTrained ? 0 : done]);
      if (isTrained) {
        far.update(now);
      }
      if (key !== drawn) { // what is the same keeps the focus
        drawn = key;
        host.replaceChildren(...[
          STATES[state] ? el('p', { id: 'state', class: state === 'failed' ? 'fault' : null },
            'This run ' + STATES[state] + (now.message ? ': ' + now.message : '.')) : null,
          isTrained ? far.host : null,
          el('div', { class: 'actions' }, buttons(now), said),
        ].filter(Boolean));
      }
    }
    update(run);
    return { part: section('run', 'This run', host, tags(run)), update };
  }

  /** The trainings of the page that have no run to show yet, and those that have failed. */
  function jobs(list, known) {
    const shown = list.filter(job => job.message || !known.has(job.name));
    return shown.length === 0 ? null : el('ul', { class: 'jobs', 'aria-label': 'trainings' }, shown.map(job =>
      el('li', { class: job.state === 'failed' ? 'fault' : null },
        known.has(job.name) ? el('a', { href: urlOf(job.name) }, job.name) : el('strong', {}, job.name),
        ' ' + STATES[job.state] + (job.message ? ': ' + job.message : '') + ' ',
        job.state === 'waits' || job.state === 'runs'
          ? el('button', { type: 'button', 'aria-label': 'stop ' + job.name, click: () => send(urlOf(job.name, 'stop')) },
            job.state === 'waits' ? 'Do not begin' : 'Stop') : null)));
  }

  return { send, urlOf, STATES, panel, jobs };
})();
