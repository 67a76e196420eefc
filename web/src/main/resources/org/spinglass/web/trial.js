// A place to draw a digit or drop a picture, and what models think of it.
'use strict';

spinglass.trial = (function () {
  const { el, numbers, section } = spinglass;
  const SIDE = 280;
  const PEN = 22;

  /** The classes of one answer, the likeliest first, with bars; at most five. */
  function shown(predictions) {
    return el('ol', { class: 'guesses' }, predictions.slice(0, 5).map(one => {
      const share = spinglass.isNumber(one.confidence) ? one.confidence : null;
      const fill = el('span', {});
      fill.style.width = (100 * share).toFixed(1) + '%'; // the page allows no style in its markup
      return el('li', {},
        el('span', { class: 'guess' }, one.name),
        share === null ? el('span', { class: 'note' }, 'score ' + numbers.short(one.score))
          : el('span', { class: 'note' }, numbers.percent(share)),
        share === null ? null
          : el('span', { class: 'share', 'aria-hidden': 'true' }, fill));
    }));
  }

  /** Asks a model; what it says goes into its place, unless a later picture has been asked for. */
  async function ask(model, picture, turn) {
    const place = model.place;
    model.turn = turn;
    try {
      const reply = await fetch(model.url, { method: 'POST', body: picture, headers: { 'Content-Type': 'application/octet-stream' } });
      const answer = await reply.json();
      if (model.turn === turn) {
        place.replaceChildren(answer.predictions ? shown(answer.predictions) : el('p', { class: 'note' }, answer.error));
      }
    } catch (lost) {
      if (model.turn === turn) {
        place.replaceChildren(el('p', { class: 'note' }, 'The program does not answer.'));
      }
    }
  }

  /**
   * The section.
   *
   * @param models each with the name of its run and the url that classifies
   */
  function page(models) {
    const canvas = el('canvas', { width: SIDE, height: SIDE, class: 'pad', 'aria-label': 'A place to draw with a pointer' });
    const pen = canvas.getContext('2d');
    const places = models.map(model => ({ ...model, place: el('div', { role: 'status', 'aria-live': 'polite' }) }));
    let isDark = true;
    let turn = 0;
    let last = null;

    function clear() {
      pen.fillStyle = isDark ? '#000' : '#fff';
      pen.fillRect(0, 0, SIDE, SIDE);
      pen.strokeStyle = isDark ? '#fff' : '#000';
      pen.lineWidth = PEN;
      pen.lineCap = 'round';
      pen.lineJoin = 'round';
      places.forEach(model => model.place.replaceChildren());
    }

    function askAll(picture) {
      turn++;
      places.forEach(model => ask(model, picture, turn));
    }

    const at = event => {
      const box = canvas.getBoundingClientRect();
      return [(event.clientX - box.left) * SIDE / box.width, (event.clientY - box.top) * SIDE / box.height];
    };
    canvas.addEventListener('pointerdown', event => {
      canvas.setPointerCapture(event.pointerId);
      last = at(event);
      pen.beginPath();
      pen.moveTo(...last);
      pen.lineTo(...last);
      pen.stroke();
    });
    canvas.addEventListener('pointermove', event => {
      if (last) {
        const now = at(event);
        pen.beginPath();
        pen.moveTo(...last);
        pen.lineTo(...now);
        pen.stroke();
        last = now;
      }
    });
    const lifted = () => {
      if (last) {
        last = null;
        canvas.toBlob(askAll, 'image/png');
      }
    };
    canvas.addEventListener('pointerup', lifted);
    canvas.addEventListener('pointercancel', lifted);

    function take(file) {
      if (!file) {
        return;
      }
      const image = new Image();
      image.onload = () => {
        clear();
        const scale = Math.min(SIDE / image.width, SIDE / image.height);
        const [width, height] = [image.width * scale, image.height * scale];
        pen.drawImage(image, (SIDE - width) / 2, (SIDE - height) / 2, width, height);
        URL.revokeObjectURL(image.src);
      };
      image.src = URL.createObjectURL(file);
      askAll(file); // as it is, and not as it is shown
    }
    canvas.addEventListener('dragover', event => event.preventDefault());
    canvas.addEventListener('drop', event => {
      event.preventDefault();
      take(event.dataTransfer.files[0]);
    });
    const file = el('input', {
      type: 'file', accept: 'image/*', 'aria-label': 'A picture to classify', change: () => take(file.files[0]),
    });
    clear();
    return section('trial', 'Try it',
      el('p', {}, 'Draw with a pointer, drop a picture on the field, or choose a file.'),
      el('div', { class: 'trial' },
        el('div', {}, canvas,
          el('div', { class: 'toggles' },
            el('button', { type: 'button', click: clear }, 'Clear'),
            spinglass.toggle('Light on dark', true, now => { isDark = now; clear(); }),
            file)),
        places.map(model => el('div', { class: 'opinion' }, el('h3', {}, model.name), model.place))));
  }

  return { page };
})();
