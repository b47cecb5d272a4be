/* Suggestions under the search field of the catalogue, which htmx puts into #suggest: the arrow keys go through them,
   Escape and whatever leads away from the field puts them away. Without scripts there are none. */
(function () {
  'use strict';

  // A search that was sent off needs no suggestions any more, not even those that are still on their way.
  var wanted = true;

  function box() { return document.getElementById('suggest'); }

  function field() { return document.querySelector('[hx-target="#suggest"]'); }

  function clear() {
    var found = box();
    if (found) { found.textContent = ''; }
  }

  function within(node) {
    return !!node && (node === field() || (box() && box().contains(node)));
  }

  function step(by) {
    var stops = [field()].concat(Array.prototype.slice.call(box().querySelectorAll('a')));
    var next = stops.indexOf(document.activeElement) + by;
    stops[(next + stops.length) % stops.length].focus();
  }

  document.addEventListener('keydown', function (event) {
    if (!box() || !within(event.target) || !box().firstElementChild) { return; }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      step(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      field().focus();
      clear();
    }
  });
  document.addEventListener('input', function (event) {
    if (event.target === field()) { wanted = true; }
  });
  document.addEventListener('submit', function (event) {
    if (event.target.contains(field())) { wanted = false; clear(); }
  }, true);
  document.addEventListener('htmx:beforeSwap', function (event) {
    if (event.detail.target === box() && (!wanted || !within(document.activeElement))) { event.detail.shouldSwap = false; }
  });
  document.addEventListener('focusin', function (event) {
    if (!within(event.target)) { clear(); }
  });
  document.addEventListener('click', function (event) {
    if (!within(event.target)) { clear(); }
  });
}());
