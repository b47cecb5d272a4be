/* A running sum beside the risk questionnaire, and digits that answer: 1 chooses the first answer of the question that
   has the focus and goes on to the next. The server scores again; without scripts the points stand beside each answer. */
(function () {
  'use strict';

  function list(root, selector) { return Array.prototype.slice.call(root.querySelectorAll(selector)); }

  function groups(quiz) {
    var names = [];
    list(quiz, 'input[type=radio]').forEach(function (one) {
      if (names.indexOf(one.name) < 0) { names.push(one.name); }
    });
    return names.map(function (name) { return list(quiz, 'input[type=radio][name="' + name + '"]'); });
  }

  function show(element, shown) { if (element) { element.hidden = !shown; } }

  function add(quiz, sum) {
    var points = 0, left = 0, stopped = false;
    groups(quiz).forEach(function (group) {
      var chosen = group.filter(function (one) { return one.checked; })[0];
      if (!chosen) { left += 1; return; }
      points += Number(chosen.getAttribute('data-points'));
      stopped = stopped || chosen.hasAttribute('data-stop');
    });
    var level = stopped || points >= Number(quiz.getAttribute('data-high')) ? 'high'
      : points >= Number(quiz.getAttribute('data-medium')) ? 'medium' : 'low';
    sum.hidden = false;
    sum.querySelector('[data-quiz-points]').textContent = points;
    show(sum.querySelector('[data-quiz-left]'), left > 0);
    show(sum.querySelector('[data-quiz-stop]'), stopped);
    list(sum, '[data-quiz-level]').forEach(function (one) {
      show(one, (left === 0 || stopped) && one.getAttribute('data-quiz-level') === level);
    });
  }

  function answer(quiz, event) {
    var target = event.target;
    if (target.type !== 'radio' || event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) { return; }
    var all = groups(quiz);
    var place = all.map(function (group) { return group[0].name; }).indexOf(target.name);
    var chosen = all[place][Number(event.key) - 1];
    if (!chosen) { return; }
    event.preventDefault();
    chosen.checked = true;
    chosen.dispatchEvent(new Event('input', { bubbles: true }));
    chosen.dispatchEvent(new Event('change', { bubbles: true }));
    var next = all[place + 1];
    if (next) { (next.filter(function (one) { return one.checked; })[0] || next[0]).focus(); } else { chosen.focus(); }
  }

  document.addEventListener('DOMContentLoaded', function () {
    list(document, '[data-quiz]').forEach(function (quiz) {
      var sum = quiz.parentNode.querySelector('[data-quiz-sum]');
      quiz.addEventListener('change', function () { add(quiz, sum); });
      quiz.addEventListener('keydown', function (event) { answer(quiz, event); });
      add(quiz, sum);
    });
  });
}());
