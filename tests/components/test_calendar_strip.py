"""The calendar strip: each day carries a sign and a sentence, and the whole is told to those who cannot see it."""

import re
from datetime import date

import pytest

from tests.components.clocks import CORRECTION, STILL_PAUSED, days
from tests.components.rendering import html, squeezed, words
from workflow.clock import Pause

LONG = days("2026-10-10", budget=10, pauses=(CORRECTION,))


def strip(shown=LONG, today="2026-09-28", lamp="amber", **said):
    extra = "".join(f" {name}={name}" for name in said)
    source = "{% calendar_strip days today lamp=lamp" + extra + " %}"
    return html(source, days=shown, today=date.fromisoformat(today), lamp=lamp, **said)


def cell(markup, spoken):
    """Classes and visible signs of the day whose hidden sentence begins so."""
    [found] = re.findall(rf'<li class="(day[^"]*)">\s*<span class="vh">{spoken}.*?</span>(.*?)</li>', markup, re.S)
    return found[0].split(), words(found[1])


def hidden_sentence(markup):
    return re.search(r'<p class="vh">(.*?)</p>', markup)[1]


def test_the_hidden_sentence_tells_receipt_pause_use_rest_and_due_day():
    assert hidden_sentence(strip()) == (
        "9 月 10 日收到申请，次日起算；9 月 14 日至 9 月 18 日补正暂停 5 个工作日；"
        "至 9 月 28 日已用 7 个工作日，剩余 3 个工作日；10 月 8 日届满。"
    )


@pytest.mark.parametrize(
    ("spoken", "classes", "signs"),
    [
        ("9 月 10 日星期四，收到申请，次日起算。", {"day-start", "day-first"}, "四 9/10 收 收到"),
        ("9 月 11 日星期五，计时第 1 个工作日。", {"day-used"}, "五 11 1"),
        ("9 月 12 日星期六，周末，不计。", {"day-rest"}, "六 12 休"),
        ("9 月 14 日星期一，补正期间暂停计时。", {"day-stop", "day-mon"}, "一 14 停"),
        ("9 月 20 日星期日，调休上班日，计时第 2 个工作日。", {"day-used"}, "班 日 20 2"),
        ("9 月 25 日星期五，中秋节放假，不计。", {"day-hol"}, "五 25 休"),
        ("9 月 28 日星期一，今天，计时第 7 个工作日。", {"day-used", "day-today"}, "一 28 7 今天"),
        ("9 月 29 日星期二，剩余，第 8 个工作日。", {"day-left"}, "二 29 8"),
        ("10 月 1 日星期四，国庆节放假，不计。", {"day-hol"}, "四 10/1 休"),
        ("10 月 8 日星期四，剩余，第 10 个工作日，时限届满日。", {"day-left", "day-due"}, "四 8 10 届满"),
        ("10 月 9 日星期五，时限届满之后。", {"day-out"}, "五 9 –"),
        ("10 月 10 日星期六，调休上班日，时限届满之后。", {"day-out"}, "班 六 10 –"),
    ],
)
def test_each_kind_of_day_has_its_class_its_sign_and_its_words(spoken, classes, signs):
    found, seen = cell(strip(), spoken)
    assert classes <= set(found)
    assert seen == signs


def test_signs_are_hidden_from_those_who_hear_the_words():
    assert strip().count('<span aria-hidden="true">') == len(LONG)


def test_bands_name_each_month_once_and_every_holiday():
    bands = re.findall(r'<li class="cal-band gs-(\d+) sp-(\d+)( hol)?"[^>]*>(.*?)</li>', strip(), re.S)
    assert [(int(start), int(span), bool(hol), label.strip()) for start, span, hol, label in bands] == [
        (1, 15, False, "9 月"),
        (16, 3, True, "中秋节"),
        (19, 3, False, ""),
        (22, 7, True, "国庆节放假"),
        (29, 3, False, "10 月"),
    ]


def test_columns_and_first_weekday_are_classes_since_the_page_carries_no_styles():
    assert 'class="cal cal-amber cn-31 fd-4"' in strip()


def test_late_working_days_are_marked_as_such():
    markup = strip(days("2026-09-22"), "2026-09-22", "red")
    assert cell(markup, "9 月 18 日星期五，超期")[1] == "五 18 超"
    assert "day-rest" in cell(markup, "9 月 19 日星期六，周末")[0]
    assert cell(markup, "9 月 22 日星期二，今天，超期")[1] == "二 22 超 今天"
    assert hidden_sentence(markup).endswith("9 月 17 日已届满。")


def test_a_day_that_is_today_and_due_carries_both_flags_and_the_legend_makes_room():
    markup = strip(days("2026-09-18"), "2026-09-17")
    assert cell(markup, "9 月 17 日")[1] == "四 17 5 今天届满"
    assert "legend legend-low" in markup


def test_more_than_a_months_worth_of_days_breaks_after_a_sunday():
    pauses = (Pause(date(2026, 9, 11), date(2026, 10, 25), "补正"),)
    markup = strip(days("2026-10-31", pauses=pauses), "2026-09-21", "grey")
    assert re.findall(r"cn-(\d+) fd-(\d)", markup) == [("25", "4"), ("27", "1")]


def test_an_open_pause_has_no_due_day():
    markup = strip(days("2026-09-18", pauses=STILL_PAUSED), "2026-09-18", "grey")
    assert "届满" not in hidden_sentence(markup)
    assert cell(markup, "9 月 18 日星期五，今天，补正期间暂停计时")[1] == "五 18 停 今天"


def test_days_that_a_notice_may_still_change_are_provisional_but_not_those_gone_by():
    markup = strip(days("2026-12-30", received=date(2026, 12, 28)), "2026-12-30", "green")
    assert "day-prov" not in cell(markup, "12 月 29 日星期二，计时第 1 个工作日。")[0]
    assert "day-prov" in cell(markup, "1 月 5 日星期二，剩余，第 5 个工作日，时限届满日，暂定。")[0]
    assert "1 月 5 日届满（暂定）" in hidden_sentence(markup)
    assert "受尚未公布的放假安排影响，为暂定" in markup
    assert "2027 年 1 月" in markup


def test_a_stopped_clock_shows_the_day_it_ended_in_the_place_of_today():
    markup = strip(days("2026-09-15"), "2026-11-02", "done", ended_on=date(2026, 9, 15))
    assert cell(markup, "9 月 15 日星期二，计时结束，计时第 3 个工作日")[1] == "二 15 3 结束"
    assert "day-left" in cell(markup, "9 月 16 日星期三，剩余")[0]


def test_another_clock_names_its_own_start():
    markup = strip(days("2026-09-15"), "2026-09-15", "green", event="同意开放", flag="同意", sign="同")
    assert cell(markup, "9 月 10 日星期四，同意开放，次日起算。")[1] == "四 9/10 同 同意"
    assert hidden_sentence(markup).startswith("9 月 10 日同意开放，次日起算")


def test_the_notices_it_stands_on_are_named():
    assert squeezed("{% calendar_strip d t %}", d=LONG, t=date(2026, 9, 28)).endswith("依据：国办发明电〔2025〕7号")


def test_the_legend_explains_only_what_is_shown():
    legend = strip(days("2026-09-15"), "2026-09-15").split('<ul class="legend', 1)[1]
    assert "已用工作日" in legend
    assert "法定节假日" not in legend
    assert "暂停计时" not in legend
