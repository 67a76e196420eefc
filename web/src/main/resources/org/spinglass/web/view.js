// Draws the page from the JSON object that it carries.
'use strict';

(function () {
  const content = JSON.parse(document.getElementById('content').textContent);
  const host = document.getElementById('page');
  const drawn = new Map();
  const parts = content.comparison ? spinglass.compare.page(content) : spinglass.run.page(content.runs[0], drawn);
  host.append(...parts.flat().filter(Boolean));
  spinglass.charts.shape();
})();
