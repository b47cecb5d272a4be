/* Small helps for forms; every page works without them.
   data-once on a form: a second click does not send it again.  data-dirty: ask before leaving with unsaved changes.
   data-summary: the error summary gets the focus.  data-print: a button that prints (hidden without scripts). */
(function () {
  'use strict';

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  // Disabling the button would take its name and value out of what is sent, so only the second sending is stopped.
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (!form.hasAttribute('data-once') || event.defaultPrevented) { return; }
    if (form.getAttribute('data-sent')) { event.preventDefault(); return; }
    form.setAttribute('data-sent', '1');
    Array.prototype.forEach.call(form.querySelectorAll('[type=submit]'), function (button) {
      button.setAttribute('aria-disabled', 'true');
    });
  });

  // A page that comes back from the browser's memory may be sent again.
  window.addEventListener('pageshow', function (event) {
    if (!event.persisted) { return; }
    each('form[data-sent]', function (form) { form.removeAttribute('data-sent'); });
    each('[type=submit][aria-disabled]', function (button) { button.removeAttribute('aria-disabled'); });
  });

  var dirty = false;
  document.addEventListener('input', function (event) {
    var form = event.target.form;
    if (form && form.hasAttribute('data-dirty')) { dirty = true; }
  });
  document.addEventListener('submit', function (event) {
    if (event.target.hasAttribute('data-dirty')) { dirty = false; }
  });
  document.addEventListener('wuri:saved', function () { dirty = false; });
  window.addEventListener('beforeunload', function (event) {
    if (!dirty) { return; }
    event.preventDefault();
    event.returnValue = '';
  });

  document.addEventListener('DOMContentLoaded', function () {
    var summary = document.querySelector('[data-summary]');
    if (summary) { summary.focus(); }
    each('[data-print]', function (button) {
      button.hidden = false;
      button.addEventListener('click', function () { window.print(); });
    });
  });
}());
