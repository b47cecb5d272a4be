/* The applicant's form: answers with an error are put in place too, and a save waits for the autosave before it.
   Without scripts the same page saves with its buttons. */
(function () {
  'use strict';

  var saving = false;
  var waiting = null;

  function isDraft(node) { return !!node && node.id === 'draft'; }

  // 409 and 422 carry what is to be shown: who was quicker, which field does not fit, why a file was not taken.
  document.addEventListener('htmx:beforeSwap', function (event) {
    var status = event.detail.xhr.status;
    if (status === 409 || status === 422) { event.detail.shouldSwap = true; }
  });

  // Choosing a file is not typing: it is sent at once, so nothing is left unsaved by it.
  document.addEventListener('input', function (event) {
    if (event.target.type === 'file') { event.stopImmediatePropagation(); }
  }, true);

  // Two saves at the same moment would look like two people.
  document.addEventListener('htmx:beforeRequest', function (event) {
    if (isDraft(event.target) && !event.target.getAttribute('data-sent')) { saving = true; }
  });
  document.addEventListener('htmx:afterRequest', function (event) {
    if (!isDraft(event.target)) { return; }
    saving = false;
    if (waiting) {
      // The answer may have put a new button in the place of the one that was pressed.
      var button = (waiting.id && document.getElementById(waiting.id)) || waiting;
      waiting = null;
      button.click();
    }
  });
  document.addEventListener('submit', function (event) {
    if (!isDraft(event.target)) { return; }
    if (saving && event.submitter) {
      event.preventDefault();
      waiting = event.submitter;
      return;
    }
    // What was typed just before goes with it: autosave.js sends nothing more, unless no answer comes.
    var form = event.target;
    form.setAttribute('data-sent', '1');
    window.setTimeout(function () { form.removeAttribute('data-sent'); }, 30000);
  });
}());
