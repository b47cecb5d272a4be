"""One digest a working day for each supervisor, instead of one mail a card; none where there is nothing to say."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core import mail

from accounts.models import Substitution
from applications.actions.request_extension import request_extension
from jobs import clock
from jobs.runner import run_due
from notifications.digest import send_digests
from notifications.models import Digest
from tests.factories import Cast, case_in, shanghai

pytestmark = [pytest.mark.django_db, pytest.mark.both]

START = shanghai("2026-08-03 08:00")


def test_it_tells_of_cards_of_clocks_and_of_requests(cast: Cast, sweep: Callable[[str], int]) -> None:
    late = case_in("assessing", starts_at=START)
    due_today = case_in("submitted", starts_at=shanghai("2026-08-04 08:00"))
    request_extension(
        application=due_today, actor=cast.handler, days=2, reasons="材料多", now=shanghai("2026-08-10 10:00")
    )
    sweep("2026-08-11 09:00")
    assert send_digests(shanghai("2026-08-11 09:00")) == 1
    digest = Digest.objects.get()
    assert digest.recipient == cast.supervisor
    assert digest.subject == "督办日报：2026 年 8 月 11 日"
    for words in (
        "超期在办 1 件",
        f"督〔2026〕0001号 {late.number} 市交通委",
        f"{due_today.number} 市交通委，申请延长 2 个工作日",
    ):
        assert words in digest.body


def test_it_goes_out_once_a_day_and_by_mail(cast: Cast, sweep: Callable[[str], int]) -> None:
    case_in("assessing", starts_at=START)
    sweep("2026-08-11 09:00")
    with clock.travel(shanghai("2026-08-11 09:00")):
        assert send_digests(clock.now()) == 1
        assert send_digests(shanghai("2026-08-11 17:00")) == 0
        run_due()
    digests = [one for one in mail.outbox if one.subject.startswith("督办日报")]
    assert [one.to for one in digests] == [[cast.supervisor.email]]
    assert send_digests(shanghai("2026-08-12 09:00")) == 1


@pytest.mark.parametrize("now", ["2026-08-11 08:59", "2026-08-15 10:00"])
def test_not_before_the_opening_and_not_on_a_day_off(cast: Cast, sweep: Callable[[str], int], now: str) -> None:
    case_in("assessing", starts_at=START)
    assert send_digests(shanghai(now)) == 0


def test_nothing_to_say_is_not_said(cast: Cast) -> None:
    case_in("refused", starts_at=START)
    assert send_digests(shanghai("2026-08-11 09:00")) == 0
    assert not Digest.objects.exists()


def test_the_substitute_of_a_supervisor_gets_it_too(cast: Cast, sweep: Callable[[str], int]) -> None:
    case_in("assessing", starts_at=START)
    Substitution.objects.create(
        user=cast.supervisor, substitute=cast.auditor, since=date(2026, 8, 10), until=date(2026, 8, 12), reason="出差"
    )
    assert send_digests(shanghai("2026-08-12 09:00")) == 2
