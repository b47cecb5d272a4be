/* A phrase is put into its field at once, without a round to the server: the buttons that do it there are taken over.
   The text stands in the page as an attribute of its option. */
(function () {
  'use strict';

  document.addEventListener('click', function (event) {
    var button = event.target.closest ? event.target.closest('button[name=insert]') : null;
    if (!button) { return; }
    var select = button.parentNode.querySelector('[data-phrases]');
    var field = select && document.getElementById(select.getAttribute('data-phrases'));
    if (!field) { return; }
    event.preventDefault();
    var option = select.options[select.selectedIndex];
    var text = option ? option.getAttribute('data-text') : null;
    if (text) {
      var typed = field.value.replace(/\s+$/, '');
      field.value = typed ? typed + '\n' + text : text;
      select.selectedIndex = 0;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    field.focus();
  });
}());
