/* Small helps for forms; every page works without them.
   data-once on a form: a second click does not send it again.  data-dirty: ask before leaving with unsaved changes.
   data-summary: the error summary gets the focus.  data-print: a button that prints (hidden without scripts).
   data-stays: a form whose answer is a file. */
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

  // Whatever takes longer than most of a second says that it is at work; the page stays as it is meanwhile.
  // data-stays on a form: the answer is a file, and the page stays.
  var SOON = 700, AT_MOST = 30000, timer;

  function atWork(on) {
    var bar = document.getElementById('busy'), words = document.getElementById('wait');
    window.clearTimeout(timer);
    if (!bar || !words) { return; }
    bar.classList.toggle('htmx-request', on);
    words.textContent = on ? words.getAttribute('data-words') : '';
    if (on) { timer = window.setTimeout(function () { atWork(false); }, AT_MOST); }
  }

  function takesTime() {
    window.clearTimeout(timer);
    timer = window.setTimeout(function () { atWork(true); }, SOON);
  }

  document.addEventListener('submit', function (event) {
    if (!event.defaultPrevented && !event.target.hasAttribute('data-stays')) { takesTime(); }
  });
  // A document is typeset when it is first asked for.
  document.addEventListener('click', function (event) {
    var link = event.target.closest ? event.target.closest('a[href$=".pdf"]') : null;
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) { takesTime(); }
  });
  window.addEventListener('pagehide', function () { atWork(false); });

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
