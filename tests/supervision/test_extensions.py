"""Requests for more time: listed with the day each would lead to, for those who decide and those who look on."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from .conftest import City

pytestmark = pytest.mark.django_db
ADDRESS = "/supervision/extensions/"


def test_a_request_shows_the_day_it_would_lead_to(sees: Callable[..., Any], city: City) -> None:
    page = sees(city.cast.supervisor, ADDRESS)
    [asked] = page.context["asked"]
    assert (asked.case.number, asked.days, asked.reasons) == (city.cases["asking"].number, 2, "需要现场核查。")
    # Received on the 23rd: the 24th and 28th to 30th count, the Mid-Autumn days and the National Day week do not.
    assert (asked.due_on, asked.would_be, asked.too_late) == (date(2026, 10, 8), date(2026, 10, 10), False)
    text = page.content.decode()
    assert "批准后至 2026-10-10" in text
    for step in ("grant_extension", "deny_extension"):
        assert reverse("move", args=[asked.case.pk, step]) in text


def test_the_overview_offers_the_decision_too(sees: Callable[..., Any], city: City) -> None:
    text = sees(city.cast.supervisor, "/supervision/").content.decode()
    assert reverse("move", args=[city.cases["asking"].pk, "grant_extension"]) in text
    assert "延期待批 1 件" in text


def test_an_auditor_sees_the_request_and_decides_nothing(sees: Callable[..., Any], city: City) -> None:
    text = sees(city.cast.auditor, ADDRESS).content.decode()
    assert city.cases["asking"].number in text
    assert "grant_extension" not in text


def test_the_overview_shows_the_order_of_an_overdue_case(sees: Callable[..., Any], city: City) -> None:
    page = sees(city.cast.supervisor, "/supervision/")
    shown = {one.row.case.number: one.order for one in page.context["attention"].overdue}
    order = shown[city.cases["overdue"].number]
    assert order is not None
    assert reverse("order", args=[order.pk]) in page.content.decode()
    # The other three are of the seal and of August, whose replies have come meanwhile.
    assert page.context["orders"]["unanswered"] == 4
