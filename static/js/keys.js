/* Single keys on the officers' pages (components/keys.html lists them): next, open, deal with. They are silent while
   someone types or chooses, with Ctrl, Alt or Meta, while Chinese is being composed, and when the person has turned them
   off (WCAG 2.1.4). Everything they do has a link or a button of its own. */
(function () {
  'use strict';

  var box = document.querySelector('[data-keys]');
  if (!box) { return; }
  box.hidden = false;

  function isTyping(target) {
    if (!target || target === document.body) { return false; }
    return /^(INPUT|TEXTAREA|SELECT|OPTION)$/.test(target.tagName) || target.isContentEditable;
  }

  function rows() {
    return Array.prototype.slice.call(document.querySelectorAll('[data-row]'));
  }

  // The focus itself marks the chosen row: what a screen reader reads and what Enter opens are the same.
  function step(by) {
    var all = rows();
    if (!all.length) { return; }
    var here = all.indexOf(document.activeElement);
    var to = here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + by, 0), all.length - 1);
    all[to].focus();
  }

  function follow(selector) {
    var link = document.querySelector(selector);
    if (link) { link.click(); }
    return !!link;
  }

  function open() {
    var row = document.activeElement;
    if (row && row.hasAttribute('data-row')) { row.click(); }
  }

  function deal() {
    var form = document.querySelector('form[data-main]');
    var first = form
      ? form.querySelector('select, textarea, input:not([type=hidden]), .form-end button')
      : document.getElementById('h-actions');
    if (!first) { return; }
    (form || first).scrollIntoView();
    first.focus();
  }

  function help() {
    var details = box.querySelector('details');
    details.open = !details.open;
    details.querySelector('summary').focus();
  }

  var KEYS = {
    j: function () { if (!follow('[data-next]')) { step(1); } },
    k: function () { step(-1); },
    o: open,
    d: deal,
    u: function () { follow('[data-up]'); },
    '/': function () {
      var search = document.querySelector('input[type=search]');
      if (search) { search.focus(); search.select(); }
    }
  };

  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) { return; }
    if (isTyping(event.target)) { return; }
    if (box.getAttribute('data-keys') === 'off') { return; }
    var act = event.key === '?' ? help : event.key.length === 1 ? KEYS[event.key.toLowerCase()] : null;
    if (!act) { return; }
    event.preventDefault();
    act();
  });
}());
