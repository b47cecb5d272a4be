"""A clock says the official words, with a shape beside the colour, whatever its state."""

import re

import pytest

from tests.components.clocks import STANDINGS
from tests.components.rendering import html, squeezed

SAID = {
    "received today": ("绿灯·正常", "剩余5个工作日", "09-17届满"),
    "normal": ("绿灯·正常", "剩余3个工作日", "09-17届满"),
    "two days left": ("黄灯·临近期限", "剩余2个工作日", "09-17届满"),
    "due today": ("黄灯·临近期限", "今日届满", "09-17下班前"),
    "one day late": ("红灯·超期", "超期1个工作日", "09-17已届满"),
    "late on a rest day": ("红灯·超期", "已届满", "09-18已届满"),
    "paused": ("暂停计时", "暂停·余4个工作日", "暂停期间不计时"),
    "after a pause": ("绿灯·正常", "剩余5个工作日", "10-08届满"),
    "ended early": ("已停止计时", "提前2个工作日办结", "09-17届满"),
    "ended on the last day": ("已停止计时", "按期办结", "09-17届满"),
    "ended late": ("已停止计时", "超期3个工作日办结", "09-17届满"),
    "provisional": ("绿灯·正常", "剩余4个工作日", "01-05暂定届满"),
}
HERO = {
    "normal": "应于2026年9月17日（星期四）前作出答复",
    "due today": "应于今日，即2026年9月17日（星期四）下班前作出答复",
    "one day late": "已于2026年9月17日（星期四）届满，应尽快作出答复",
    "late on a rest day": "已于2026年9月18日（星期五）届满，应尽快作出答复",
    "paused": "恢复后从余下的工作日接着计算",
    "after a pause": "补正暂停5个工作日，未计入",
    "ended early": "届满日为2026年9月17日（星期四）",
    "provisional": "前作出答复暂定",
}
every_standing = pytest.mark.parametrize("name", SAID)


def test_every_kind_of_standing_is_tried():
    assert set(SAID) == set(STANDINGS)


@every_standing
def test_the_badge_says_the_lamp_and_its_meaning(name):
    assert squeezed("{% lamp s %}", s=STANDINGS[name]) == SAID[name][0]


@every_standing
def test_the_time_is_said_in_working_days(name):
    assert squeezed("{% time_left s %}", s=STANDINGS[name]) == SAID[name][1]


@every_standing
def test_the_cell_of_a_queue_adds_the_due_day(name):
    assert squeezed("{% time_cell s %}", s=STANDINGS[name]) == "".join(SAID[name][1:])


@every_standing
def test_a_lamp_is_a_shape_beside_words_and_never_a_bare_colour(name):
    markup = html("{% lamp s %}{% time_left s %}{% time_cell s %}", s=STANDINGS[name])
    assert markup.count(f'<use href="#l-{STANDINGS[name].lamp}"/>') == 3
    assert not re.search("[绿黄红]灯(?!·)|[绿黄红]色", markup)


@pytest.mark.parametrize("name", HERO)
def test_the_big_clock_tells_the_date_and_what_is_owed(name):
    said = squeezed('{% clock_hero s "有效答复时限" "作出答复" reason="补正" %}', s=STANDINGS[name])
    assert said.startswith("有效答复时限" + SAID[name][0] + SAID[name][1])
    assert HERO[name] in said


def test_the_big_clock_says_when_it_was_stopped():
    source = '{% clock_hero s "有效答复时限" "作出答复" closed_on=s.due_on %}'
    assert "于2026年9月17日停止计时" in squeezed(source, s=STANDINGS["ended on the last day"])


def test_a_provisional_due_day_explains_itself():
    said = squeezed('{% clock_hero s "有效答复时限" "作出答复" %}', s=STANDINGS["provisional"])
    assert "届满日受尚未公布的放假安排影响，为暂定" in said


@pytest.mark.parametrize(
    ("name", "blocks"),
    [
        ("normal", ["u"] * 2 + ["r-green"] * 3),
        ("due today", ["u"] * 5),
        ("one day late", ["o"] * 5),
        ("paused", ["u"] + ["r-grey"] * 4),
        ("ended early", ["u"] * 3 + ["r-done"] * 2),
        ("ended late", ["o"] * 5),
    ],
)
def test_there_is_one_block_for_each_day_of_the_limit(name, blocks):
    markup = html("{% segments s %}", s=STANDINGS[name])
    assert re.findall(r'<i class="(.*?)">', markup) == blocks
    assert 'aria-hidden="true"' in markup


@pytest.mark.parametrize(
    ("name", "row"), [("one day late", "row-red"), ("due today", "row-amber"), ("normal", ""), ("paused", "")]
)
def test_late_and_near_rows_are_marked(name, row):
    assert html("{{ s|row_class }}", s=STANDINGS[name]) == row


def test_where_there_is_no_clock_nothing_is_drawn():
    assert squeezed("{% lamp s %}{% time_left s %}{{ s|row_class }}", s=None) == ""
    assert squeezed("{% time_cell s %}", s=None) == "—"


def test_a_note_takes_the_place_of_the_due_day():
    assert squeezed('{% time_cell s "等待对方盖章" %}', s=STANDINGS["normal"]) == "剩余3个工作日等待对方盖章"
