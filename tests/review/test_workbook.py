"""The list as a workbook: the rows of the page behind the same address, and nothing in it that a spreadsheet runs."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from openpyxl import load_workbook

from accounts.models import User
from applications import workbook
from applications.spreadsheets import safe_cell
from jobs import clock
from tests.factories import Cast, a_dataset, case_in, shanghai

pytestmark = pytest.mark.django_db

QUEUE, EXPORT = "/review/", "/review/export.xlsx"
THURSDAY = shanghai("2026-09-24 09:00")


@pytest.fixture
def table(monday: clock.Journey) -> Callable[..., list[tuple[Any, ...]]]:
    """table(person, language=..., **parameters): the rows of the workbook, the headings first."""

    def read(person: User, language: str = "zh-hans", **parameters: str) -> list[tuple[Any, ...]]:
        client = Client()
        client.force_login(person)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        answer = client.get(EXPORT, parameters)
        assert answer["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        assert "attachment" in answer["Content-Disposition"]
        book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
        return list(book.active.values)

    return read


def test_it_has_the_rows_of_the_page_in_their_order_as_days_and_numbers(
    table: Callable[..., Any], sees: Callable[..., Any], cast: Cast
) -> None:
    case_in("supplement", starts_at=THURSDAY)
    late = case_in("assessing", starts_at=shanghai("2026-09-18 15:00"))
    case_in("submitted", starts_at=THURSDAY)
    head, *rows = table(cast.handler, tab="department")
    shown = sees(cast.handler, QUEUE, tab="department").context["rows"]
    assert [row[0] for row in rows] == [row.case.number for row in shown]
    assert head[:4] == ("申请编号", "数据集", "申请人", "申请人类型")
    assert rows[0] == (
        late.number, late.dataset.title, "沪桥智行科技有限公司", "法人", "风险评估", "超期", None, 1,
        datetime(2026, 9, 24), datetime(2026, 9, 18), "未评估", "陈承", "市交通委",
    )  # fmt: skip


@pytest.mark.parametrize(
    "query",
    [{"tab": "submitted"}, {"tab": "department", "lamp": "red"}, {"tab": "department", "q": "没有"}, {"tab": "ended"}],
)
def test_the_filters_are_those_of_the_page(
    table: Callable[..., Any], sees: Callable[..., Any], cast: Cast, query: dict[str, str]
) -> None:
    case_in("assessing", starts_at=shanghai("2026-09-18 15:00"))
    case_in("submitted", starts_at=THURSDAY)
    case_in("refused", starts_at=shanghai("2026-09-01 09:00"))
    shown = [row.case.number for row in sees(cast.handler, QUEUE, **query).context["rows"]]
    assert [row[0] for row in table(cast.handler, **query)[1:]] == shown


def test_headings_and_words_are_in_the_readers_language(table: Callable[..., Any], cast: Cast) -> None:
    case_in("submitted", starts_at=THURSDAY)
    head, row = table(cast.handler, language="en", tab="department")
    assert head[0] == "Application number"
    assert row[4] == "Submitted"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_would_be_a_formula_is_a_text(table: Callable[..., Any], cast: Cast, sign: str) -> None:
    evil = a_dataset(cast.provider, code="JT-0666", title=f"{sign}cmd|'/c calc'!A1")
    case_in("submitted", starts_at=THURSDAY, dataset=evil)
    cell = table(cast.handler, tab="department")[1][1]
    assert cell.startswith("'")
    assert safe_cell(f"{sign}1+1").startswith("'")


def test_signs_that_no_workbook_holds_are_left_out() -> None:
    assert safe_cell("公交\x00\x0b站点") == "公交站点"
    assert safe_cell(7) == 7


def test_a_long_list_is_read_in_pieces_and_ends_where_it_says(
    table: Callable[..., Any], cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _n in range(5):
        case_in("submitted", starts_at=THURSDAY)
    monkeypatch.setattr(workbook, "CHUNK", 2)
    assert len(table(cast.handler, tab="department")) == 6
    monkeypatch.setattr(workbook, "ROWS", 3)
    assert len(table(cast.handler, tab="department")) == 4


@pytest.mark.parametrize("part", ["supervisor", "auditor", "applicant", "stranger"])
def test_only_officers_with_a_queue_take_it_away(sees: Callable[..., Any], cast: Cast, part: str) -> None:
    assert sees(cast.people[part], EXPORT).status_code == 404
