"""The side menus: where an officer can go, with what waits there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from applications.desk import Desk
from tests.factories import Cast, case_in, shanghai

pytestmark = pytest.mark.django_db

THURSDAY = shanghai("2026-09-24 09:00")


def items(page: Any) -> dict[str, dict[str, Any]]:
    return {str(item["label"]): item for group in page.context["side"] for item in group["items"]}


def test_a_reviewer_finds_the_stages_with_their_counts(sees: Callable[..., Any], cast: Cast) -> None:
    for state in ("submitted", "sealing", "in_use", "refused"):
        case_in(state, starts_at=THURSDAY)
    menu = items(sees(cast.handler, reverse("queue")))
    assert {label: item["count"] for label, item in menu.items()} == {
        "待办队列": 1, "部门在办": 2, "我的经办": None,
        "待盖章": 1, "待交付": 0, "使用中": 1, "中止开放": 0, "违规处理": None, "安全事件": None, "处置声明": None,
        "已办结": 1, "督办单": None, "时限变动": None, "数据反馈": None, "代办安排": None, "免申即用": None,
        "核对清单": None,
    }  # fmt: skip


def test_each_entry_leads_to_a_list_of_that_length(sees: Callable[..., Any], cast: Cast) -> None:
    for state in ("submitted", "sealing", "in_use", "suspended", "refused"):
        case_in(state, starts_at=THURSDAY)
    menu = items(sees(cast.handler, reverse("queue")))
    of_cases = {label: item for label, item in menu.items() if label not in ("免申即用", "核对清单")}
    for label, item in of_cases.items():
        page = sees(cast.handler, item["url"])
        assert items(page)[label]["current"]
        assert item["count"] is None or item["count"] == page.context["page"].paginator.count


def test_what_i_handle_is_a_filter_of_the_department(sees: Callable[..., Any], cast: Cast) -> None:
    case_in("submitted", starts_at=THURSDAY)
    mine = case_in("assessing", starts_at=THURSDAY)
    page = sees(cast.handler, items(sees(cast.handler, reverse("queue")))["我的经办"]["url"])
    assert [row.case.number for row in page.context["rows"]] == [mine.number]


def test_a_supervisor_finds_the_figures_and_the_overdue_stand_out(sees: Callable[..., Any], cast: Cast) -> None:
    case_in("submitted", starts_at=shanghai("2026-09-14 09:00"))
    menu = items(sees(cast.supervisor, reverse("supervision")))
    assert (menu["超期在办"]["count"], menu["超期在办"]["hot"]) == (1, True)
    assert (menu["后续环节超期"]["count"], menu["后续环节超期"]["hot"]) == (0, False)
    for item in menu.values():
        assert sees(cast.supervisor, item["url"]).status_code == 200


MENUS = [("handler", "审核办理"), ("supervisor", "监督管理"), ("auditor", "监督管理")]


@pytest.mark.parametrize(("part", "first"), MENUS)
def test_a_case_stands_in_the_menu_of_its_reader(sees: Callable[..., Any], cast: Cast, part: str, first: str) -> None:
    page = sees(cast.people[part], reverse("case", args=[case_in("submitted", starts_at=THURSDAY).pk]))
    assert str(page.context["side"][0]["title"]) == first


def test_a_desk_lists_each_department_once(cast: Cast, desk: Callable[..., Desk]) -> None:
    assert [one.name for one in desk(cast.handler).departments] == ["市交通委"]
    assert desk(cast.supervisor).departments == []
