"""Monthly bulletins: figures of a month that is over, which nothing that comes later changes."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from applications.actions.assess import assess
from applications.actions.refuse import refuse
from applications.actions.request_extension import request_extension
from applications.actions.withdraw import withdraw
from applications.bulletin import bulletin_facts, workbook
from applications.documents.bulletin import change, context
from applications.documents.engine import render_bulletin
from applications.models import SupervisionOrder
from applications.monthly import closed_month
from tests.documents.reading import in_order, reader, text
from tests.factories import case_in, shanghai
from tests.factories.answers import LOW_RISK
from tests.review.conftest import MONDAY
from workflow.models import DeadlineStatus
from workflow.sweep import sweep_rungs

from .conftest import City, decided

pytestmark = pytest.mark.django_db
AUGUST = date(2026, 8, 1)


def test_a_month_is_counted_as_at_the_close_of_its_last_day(city: City) -> None:
    month = closed_month(AUGUST)
    assert month.whole.figures == {
        "received": 3, "closed": 1, "on_time": 0, "early": 0, "closed_late": 1, "unanswered": 2, "overdue_then": 1,
    }  # fmt: skip
    assert {line.name: line.figures["received"] for line in month.departments} == {"市交通委": 2, "市卫生健康委": 1}
    assert [(one.number, one.days) for one in month.late] == [(city.cases["august_late"].number, 4)]
    assert [(one.number, one.days) for one in month.overdue] == [(city.cases["august_overdue"].number, 5)]
    assert (month.whole.rate, month.before, month.change) == (0.0, 100.0, -100.0)


def test_what_happens_later_changes_nothing_of_it(city: City) -> None:
    """September as it was on 1 October, and after every case of it has gone on."""
    september, first = date(2026, 9, 1), shanghai("2026-10-08 08:30")
    before = bulletin_facts(closed_month(september), 95.0)
    sweep_rungs(first)
    reasons = {"reasons": "超出开放范围。", "ground": "开放清单", "lateness": "ours"}
    withdraw(application=city.cases["near"], actor=city.cast.applicant, reasons="不再需要。", now=first)
    case_in("refused", starts_at=shanghai("2026-10-08 09:00"))
    decided("2026-10-09", "2026-10-12")
    late = decided_from_assessing(city, reasons)
    after = bulletin_facts(closed_month(september), 95.0)
    assert late.case.deadlines.get(clock="valid_reply").status == DeadlineStatus.LATE
    assert after == before
    assert after.digest == before.digest


def decided_from_assessing(city: City, reasons: dict[str, str]) -> Any:
    """The overdue case, assessed and refused in October."""
    case = city.cases["overdue"]
    said = {"answers": LOW_RISK, "opinion": "风险可控。"}
    assess(application=case, actor=city.cast.assessor, now=shanghai("2026-10-09 09:00"), **said)
    return refuse(application=case, actor=city.cast.approver, now=shanghai("2026-10-10 09:00"), **reasons)


def test_the_document_says_what_the_figures_say(city: City) -> None:
    facts = bulletin_facts(closed_month(AUGUST), 95.0)
    made = render_bulletin(facts)
    written = text(made)
    said = [
        "市数据局", "2026年第8期", "关于2026年8月公共数据有条件开放", "各有关部门：", "2026年8月1日至2026年8月31日",
        "一、总体情况", "新收申请3件，办结1件，其中提前办结0件、超期办结1件。按期办结率0.0%，较上月下降100.0个百分点",
        "月末待答复2件，其中超期1件", "市交通委的按期办结率低于95%的目标", "二、各部门办理情况", "合计",
        "三、超期办结的申请", city.cases["august_late"].number, "本单位原因",
        "四、月末超期未答复的申请", city.cases["august_overdue"].number, "五、督办情况", "2026年9月1日",
    ]  # fmt: skip
    assert in_order(said, written) == []
    assert reader(made).attachments["bulletin.json"] == [facts.to_json().encode()]
    assert made == render_bulletin(facts)


def test_a_month_of_nothing_still_makes_a_bulletin(city: City) -> None:
    facts = bulletin_facts(closed_month(date(2026, 3, 1)), 95.0)
    assert context(facts)["number_of"] == {"whole": "一", "orders": "二"}
    assert "新收申请0件" in text(render_bulletin(facts))


@pytest.mark.parametrize(
    ("points", "words"),
    [("", ""), ("+1.4", "，较上月上升1.4个百分点"), ("-8.0", "，较上月下降8.0个百分点"), ("-0.0", "，与上月持平")],
)
def test_a_change_is_told_in_words(points: str, words: str) -> None:
    assert change(points) == words


def test_the_workbook_holds_the_same_figures_and_no_formula(city: City) -> None:
    city.cases["august_late"].dataset.__class__.objects.filter(pk=city.cases["august_late"].dataset_id).update(
        title="=HYPERLINK(1)"
    )
    book = load_workbook(BytesIO(workbook(closed_month(AUGUST))))
    departments, late, owed = book.worksheets
    assert [cell.value for cell in departments[departments.max_row]][:6] == ["合计", 3, 1, 0, 0, 1]
    assert late.cell(2, 3).value == "'=HYPERLINK(1)"
    assert late.cell(2, 3).data_type == "s"
    assert owed.max_row == 2


@pytest.mark.parametrize("key", ["2026-09", "2026-10", "2026-13", "0001-01", "abc", "9999-12"])
@pytest.mark.parametrize("form", ["", "bulletin.pdf", "figures.xlsx"])
def test_there_is_none_of_a_month_that_is_not_over(sees: Callable[..., Any], city: City, key: str, form: str) -> None:
    assert sees(city.cast.supervisor, f"/supervision/bulletins/{key}/{form}").status_code == 404


def test_pages_and_files_are_for_those_who_oversee(sees: Callable[..., Any], city: City) -> None:
    for form in ("", "2026-08/", "2026-08/bulletin.pdf", "2026-08/figures.xlsx"):
        address = f"/supervision/bulletins/{form}"
        assert sees(city.cast.auditor, address).status_code == 200
        assert sees(city.cast.handler, address).status_code == 404
        assert sees(None, address).status_code == 302


def test_the_list_begins_with_the_first_month_and_ends_with_the_last_that_is_over(
    sees: Callable[..., Any], city: City
) -> None:
    rows = sees(city.cast.supervisor, "/supervision/bulletins/").context["rows"]
    assert [(key, tally.total, tally.late) for _title, key, tally, _links in rows] == [
        ("2026-08", 1, 1),
        ("2026-07", 1, 0),
    ]


def test_orders_are_counted_in_the_month_they_were_raised(city: City) -> None:
    raised = SupervisionOrder.objects.filter(raised_at__lte=MONDAY).count()
    months = [closed_month(date(2026, month, 1)).orders.raised for month in (8, 9)]
    assert sum(months) == raised > 0


def test_more_cases_take_no_more_queries(
    monday: Any, city: City, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = Client()
    client.force_login(city.cast.supervisor)
    limits = {
        "/supervision/": 50,
        "/supervision/extensions/": 24,
        "/supervision/forecast/": 24,
        "/supervision/bulletins/": 20,
        "/supervision/bulletins/2026-08/": 26,
        "/performance/": 12,
        "/performance.json": 6,
    }
    taken = {}
    for address, most in limits.items():
        client.get(address)
        with django_assert_max_num_queries(most) as queries:
            client.get(address)
        taken[address] = len(queries)
    for hour in ("10", "11"):
        decided("2026-08-04", "2026-08-13")
        case_in("submitted", starts_at=shanghai(f"2026-09-21 {hour}:00"))
        asking_for_more(city, f"2026-09-23 {hour}:00")
    for address, n in taken.items():
        with django_assert_num_queries(n):
            client.get(address)


def asking_for_more(city: City, when: str) -> None:
    case = case_in("assessing", starts_at=shanghai(when))
    said = {"days": 1, "reasons": "需要核查。", "now": shanghai("2026-09-24 10:00")}
    request_extension(application=case, actor=city.cast.handler, **said)
