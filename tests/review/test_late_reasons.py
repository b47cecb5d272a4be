"""Why replies were late: the overview splits them by reason, and each number is the length of the list behind it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from applications.models import Decision
from jobs import clock
from tests.factories import Cast, a_life, case_in, shanghai

pytestmark = pytest.mark.django_db

BOARD, LISTS = "/supervision/", "/supervision/cases/"


def answered(reason: str, month: int = 9, *, late: bool = True) -> str:
    """The number of a case of that month, refused on its sixth working day or on its first."""
    life = a_life(starts_at=shanghai(f"2026-{month:02}-01 08:00"))
    for verb in ("submit", "accept", "assess"):
        life.do(verb)
    when = shanghai(f"2026-{month:02}-15 10:00") if late else life.moment
    return str(life.do("refuse", at=when, lateness=reason).number)


def reasons(page: Any) -> dict[str, int]:
    return {one.reason: one.n for one in page.context["late_reasons"]}


@pytest.mark.both
def test_the_overview_splits_late_replies_by_reason_and_leads_to_each(sees: Callable[..., Any], cast: Cast) -> None:
    ours, third = [answered("ours"), answered("ours", 7)], [answered("third_party")]
    answered("ours", late=False)
    answered("ours", 3)  # more than half a year ago
    page = sees(cast.supervisor, BOARD)
    assert reasons(page) == {"ours": 2, "applicant": 0, "third_party": 1, "holiday": 0, "system": 0}
    assert [one.share for one in page.context["late_reasons"]] == pytest.approx([200 / 3, 0, 100 / 3, 0, 0])
    for reason, numbers in (("ours", ours), ("third_party", third)):
        assert f"lateness={reason}" in page.content.decode()
        listed = sees(cast.supervisor, LISTS, figure="closed_late", period="half_year", lateness=reason)
        assert sorted(row.case.number for row in listed.context["rows"]) == sorted(numbers)


def test_a_late_reply_of_old_has_no_reason_and_is_not_hidden(sees: Callable[..., Any], cast: Cast) -> None:
    number = answered("ours")
    Decision.objects.update(lateness="")
    page = sees(cast.supervisor, BOARD)
    assert reasons(page)["untold"] == 1
    listed = sees(cast.supervisor, LISTS, figure="closed_late", period="half_year", lateness="untold")
    assert [row.case.number for row in listed.context["rows"]] == [number]


def test_the_reason_is_asked_for_in_the_list_of_late_replies_only(sees: Callable[..., Any], cast: Cast) -> None:
    case_in("submitted", starts_at=shanghai("2026-09-22 09:00"))
    assert "lateness" in sees(cast.supervisor, LISTS, figure="closed_late").content.decode()
    elsewhere = sees(cast.supervisor, LISTS, figure="open_cases", lateness="ours")
    assert "lateness" not in elsewhere.context["filter"].fields
    assert len(elsewhere.context["rows"]) == 1


def test_more_late_replies_take_no_more_queries(
    monday: clock.Journey, cast: Cast, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = Client()
    client.force_login(cast.supervisor)
    answered("ours")
    where = {"figure": "closed_late", "period": "half_year", "lateness": "ours"}
    for address, parameters in ((BOARD, {}), (LISTS, where)):
        client.get(address, parameters)
        with django_assert_max_num_queries(41) as taken:
            client.get(address, parameters)
        for reason in ("ours", "third_party", "system"):
            answered(reason)
        with django_assert_num_queries(len(taken)):
            client.get(address, parameters)
