/* The words beside a form that saves itself through htmx (hx-post on a form with data-autosave).
   The sentences stand in the page, translated, as attributes of [data-saved]. */
(function () {
  'use strict';

  function say(form, state) {
    var line = form.querySelector('[data-saved]');
    if (!line) { return; }
    line.setAttribute('data-state', state);
    line.textContent = line.getAttribute('data-' + state);
  }

  function savedForm(event) {
    var target = event.target;
    return target && target.closest ? target.closest('form[data-autosave]') : null;
  }

  document.addEventListener('htmx:beforeRequest', function (event) {
    var form = savedForm(event);
    // What is being carried out is not kept any more.
    if (form && form.getAttribute('data-sent')) { event.preventDefault(); return; }
    if (form) { say(form, 'saving'); }
  });
  document.addEventListener('htmx:afterRequest', function (event) {
    var form = savedForm(event);
    if (!form) { return; }
    say(form, event.detail.successful ? 'done' : 'failed');
    if (event.detail.successful) { form.dispatchEvent(new CustomEvent('wuri:saved', { bubbles: true })); }
  });
}());
