"""Parts of any page: notices, cards, ways through a list, and the foot that keeps the rest of the address."""

import re

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.urls import reverse

from tests.components.rendering import html, squeezed, words


def foot(number, rf, address="/", total=120, name="page"):
    page = Paginator(range(total), 12, allow_empty_first_page=True).page(number)
    return html("{% pager page name=name %}", page=page, name=name, request=rf.get(address))


def test_the_pager_counts_and_marks_the_page(rf):
    markup = foot(5, rf)
    assert words(markup).startswith("第 49–60 条，共 120 条 上一页 1 … 4 5 6 … 10 下一页")
    assert re.search(r'href="\?page=5"\s+aria-current="page"\s+aria-label="第 5 页"', markup)


def test_the_pager_keeps_the_rest_of_the_address(rf):
    markup = foot(2, rf, "/?q=公交&lamp=red&lamp=amber&page=2")
    assert 'href="?q=%E5%85%AC%E4%BA%A4&amp;lamp=red&amp;lamp=amber&amp;page=3"' in markup


def test_two_lists_on_a_page_have_each_its_own_parameter(rf):
    assert 'href="?page=4&amp;done=2"' in foot(1, rf, "/?page=4", name="done")


@pytest.mark.parametrize(("total", "said"), [(0, "共 0 条"), (7, "第 1–7 条，共 7 条")])
def test_a_list_of_one_page_has_no_links(rf, total, said):
    assert words(foot(1, rf, total=total)) == said


@pytest.mark.parametrize("tone", ["info", "success", "warning", "error"])
def test_a_notice_has_a_tone_and_a_symbol(tone):
    markup = html("{% note tone %}请于 <b>10 月 8 日</b>前提交。{% endnote %}", tone=tone)
    assert f'class="note note-{tone}"' in markup
    assert "<use href=" in markup
    assert "请于 <b>10 月 8 日</b>前提交。" in markup


@pytest.mark.parametrize(
    ("level", "tone", "role"),
    [
        (constants.SUCCESS, "success", "status"),
        (constants.INFO, "info", "status"),
        (constants.WARNING, "warning", "status"),
        (constants.ERROR, "error", "alert"),
    ],
)
def test_messages_are_announced_errors_at_once(level, tone, role):
    markup = re.sub(r"\s+", " ", html("{% message_list m %}", m=[Message(level, "已提交<")]))
    assert f'<div class="note note-{tone}" role="{role}">' in markup
    assert "已提交&lt;" in markup


def test_without_messages_there_is_no_box():
    assert html("{% message_list m %}", m=[]).strip() == ""


def test_a_card_is_a_section_named_by_its_heading():
    markup = html('{% card "办理记录" id="log" hint="最新在前" %}正文{% endcard %}')
    assert 'aria-labelledby="log"' in markup
    assert '<h2 id="log">办理记录</h2>' in markup
    assert squeezed('{% card "甲" id="a" flush=True %}<table></table>{% endcard %}') == "甲"


def test_a_dialog_opens_without_a_script():
    markup = html('{% dialog "撤回申请" tone="bad" open=True %}<form></form>{% enddialog %}')
    assert re.match(r'\s*<details class="dialog dialog-bad" open>', markup)
    assert '<summary class="btn">撤回申请</summary>' in markup


def test_an_empty_list_says_what_to_do():
    said = squeezed('{% empty_state "还没有申请" "在目录中选择数据集。" url="/c/" action="查看目录" %}')
    assert said == "还没有申请在目录中选择数据集。查看目录"


def test_tabs_and_chips_mark_the_current_one_and_show_a_count_of_zero():
    items = [{"label": "全部", "url": "?", "current": True, "count": 0}, {"label": "超期", "url": "?l", "lamp": "red"}]
    tabs, chips = html('{% tabs items "按环节" %}', items=items), html('{% chips items "按时限" %}', items=items)
    assert 'aria-current="page">全部<span>0</span></a>' in tabs
    assert tabs.count("<span>") == 1
    assert words(chips) == "全部 0 超期"
    assert 'href="#l-red"' in chips


def test_names_and_values_leave_no_hole():
    assert squeezed("{% kv rows %}", rows=[("承办人", None), ("电话", "021")]) == "承办人—电话021"


def test_values_are_escaped_everywhere():
    source = (
        "{% kv rows %}{% card x id='a' hint=x %}{% endcard %}{% empty_state x x %}{% tabs items x %}"
        "{% dialog x %}{% enddialog %}{% state_pill 'draft' x %}{% files items %}{% checklist items %}"
    )
    nasty = "<i>\"'"
    items = [{"label": nasty, "title": nasty, "url": nasty, "state": "ok", "note": nasty, "kind": nasty}]
    assert "<i>" not in html(source, x=nasty, rows=[(nasty, nasty)], items=items)


def test_the_menu_shows_unread_messages_beside_their_entry():
    nav = [
        {"label": "目录", "url": reverse("catalogue")},
        {"label": "消息", "url": reverse("messages"), "current": True},
    ]
    markup = render_to_string("components/nav.html", {"nav": nav, "unread_count": 3})
    assert words(markup) == "目录 消息3 条未读"
    assert markup.count('aria-current="page"') == 1


def test_the_side_menu_shows_counts_and_marks_the_urgent_ones():
    items = [{"label": "督办", "url": "/d/", "count": 0, "hot": True}, {"label": "日历", "url": "/c/", "current": True}]
    markup = render_to_string("components/side.html", {"side": [{"title": "监督管理", "items": items}]})
    assert words(markup) == "监督管理 督办 0 日历"
    assert markup.count("n-hot") == 1
