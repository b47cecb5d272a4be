"""An error is reported, looked into, answered, and said once not to be solved: with its limit, and who is told."""

from datetime import date

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from feedback.actions.clear_order import clear_order
from feedback.actions.dispute import dispute
from feedback.actions.send_back import send_back
from feedback.actions.take import take
from feedback.actions.transfer import transfer
from feedback.actions.uphold import uphold
from feedback.actions.withdraw import withdraw
from feedback.models import Matter, MatterLimit, MatterOrder, Outcome
from feedback.record import corrections_of
from feedback.refusals import ChangedMeanwhile, DisputedBefore, NotForYou, OwnMatter, TooMany, WrongMoment
from feedback.sweeps import sweep_matters
from notifications.models import Message
from tests.applicant.files import PDF
from tests.factories import Cast, a_dataset, shanghai, the_cast
from workflow.models import ServiceStandard

from .lives import REASONS, a_correction, answered, mended

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def cast() -> Cast:
    return the_cast()


def told(matter: Matter, name: str) -> set[str]:
    """The names of those who were told by the last entry of that name."""
    entry = matter.entries.filter(name=name).order_by("seq").last()
    assert entry is not None
    found = Message.objects.filter(kind=f"feedback_{name}", seq=entry.pk)
    return set(found.values_list("recipient__name", flat=True))


def limit_of(matter: Matter) -> MatterLimit:
    found = MatterLimit.objects.filter(matter=matter).order_by("-round").first()
    assert found is not None
    return found


def test_a_report_is_numbered_and_owed_an_answer_within_five_working_days(cast: Cast) -> None:
    matter = a_correction()
    limit = limit_of(matter)
    assert (matter.number, matter.department, matter.state) == ("JC-2026-000001", cast.provider, "waiting")
    assert (limit.received_on, limit.budget, limit.due_on) == (date(2026, 9, 10), 5, date(2026, 9, 17))
    assert told(matter, "report") == {"周以宁", "陈承", "林续"}
    receipt = Message.objects.get(recipient=cast.person)
    assert "JC-2026-000001" in receipt.body and receipt.due_on == date(2026, 9, 17)
    assert receipt.topic == "served" and "JC-2026-000001" in receipt.english


def test_a_changed_limit_is_for_what_is_reported_from_its_day_on() -> None:
    ServiceStandard.objects.create(
        clock="correction", working_days=3, legal_source="新规", valid_from="2026-09-11"
    )  # fmt: skip
    assert limit_of(a_correction()).budget == 5
    assert limit_of(a_correction(shanghai("2026-09-11 09:00"))).budget == 3


def test_the_department_corrects_the_data_and_says_in_which_snapshot(cast: Cast) -> None:
    matter = a_correction()
    take(matter=matter, actor=cast.handler, now=shanghai("2026-09-11 09:00"))
    assert matter.dataset is not None
    snapshot = mended(matter.dataset, shanghai("2026-09-14 09:00"))
    done = answered(matter, shanghai("2026-09-14 10:00"), Outcome.CORRECTED, snapshot=snapshot)
    assert (done.state, done.handler) == ("answered", cast.handler)
    assert (limit_of(matter).status, limit_of(matter).finished_on) == ("met", date(2026, 9, 14))
    assert told(matter, "answer") == {"周以宁"}
    record = corrections_of(matter.dataset)
    assert (record.reported, record.answered, record.mended, record.in_time, record.days) == (1, 1, 1, 1, 2)


def test_a_transfer_neither_stops_the_limit_nor_begins_another(cast: Cast) -> None:
    matter = a_correction()
    transfer(matter=matter, actor=cast.handler, to=cast.consulted, now=shanghai("2026-09-15 09:00"), **REASONS)
    assert told(matter, "transfer") == {"周以宁", "江会"}
    assert limit_of(matter).due_on == date(2026, 9, 17)
    with pytest.raises(NotForYou):
        answered(matter, shanghai("2026-09-15 10:00"))
    matter.refresh_from_db()
    assert (matter.department, matter.state, matter.handler) == (cast.consulted, "waiting", None)


def test_who_reported_says_once_that_it_is_not_solved(cast: Cast) -> None:
    matter = a_correction()
    answered(matter, shanghai("2026-09-14 10:00"))
    dispute(matter=matter, actor=cast.person, now=shanghai("2026-09-15 10:00"), **REASONS)
    again = limit_of(matter)
    assert (again.round, again.received_on, again.due_on) == (2, date(2026, 9, 15), date(2026, 9, 21))
    assert told(matter, "dispute") == {"周以宁", "陈承", "段督"}
    send_back(matter=matter, actor=cast.supervisor, now=shanghai("2026-09-16 10:00"), **REASONS)
    answered(matter, shanghai("2026-09-17 10:00"))
    assert limit_of(matter).status == "met"
    with pytest.raises(DisputedBefore):
        dispute(matter=matter, actor=cast.person, now=shanghai("2026-09-18 10:00"), **REASONS)


def test_a_supervisor_upholds_the_answer(cast: Cast) -> None:
    matter = a_correction()
    answered(matter, shanghai("2026-09-14 10:00"))
    dispute(matter=matter, actor=cast.person, now=shanghai("2026-09-15 10:00"), **REASONS)
    with pytest.raises(NotForYou):
        uphold(matter=matter, actor=cast.handler, now=shanghai("2026-09-16 10:00"), **REASONS)
    assert uphold(matter=matter, actor=cast.supervisor, now=shanghai("2026-09-16 10:00"), **REASONS).state == "closed"
    assert limit_of(matter).status == "met"


def test_nobody_of_the_office_deals_with_what_he_reported_himself(cast: Cast) -> None:
    matter = a_correction(actor=cast.handler)
    with pytest.raises(OwnMatter):
        take(matter=matter, actor=cast.handler, now=shanghai("2026-09-11 09:00"))
    assert told(matter, "report") == {"陈承", "林续"}
    assert take(matter=matter, actor=cast.second_handler, now=shanghai("2026-09-11 09:00")).state == "handling"


def test_a_stale_page_and_a_wrong_moment_change_nothing(cast: Cast) -> None:
    matter = a_correction()
    take(matter=matter, actor=cast.handler, seen=1, now=shanghai("2026-09-11 09:00"))
    with pytest.raises(ChangedMeanwhile):
        transfer(
            matter=matter, actor=cast.handler, to=cast.consulted, seen=1, now=shanghai("2026-09-11 10:00"), **REASONS
        )
    with pytest.raises(WrongMoment):
        take(matter=matter, actor=cast.handler, now=shanghai("2026-09-11 11:00"))
    with pytest.raises(NotForYou):
        withdraw(matter=matter, actor=cast.stranger, now=shanghai("2026-09-11 11:00"))
    assert withdraw(matter=matter, actor=cast.person, now=shanghai("2026-09-11 12:00")).state == "withdrawn"
    assert limit_of(matter).status == "void"
    assert [one.name for one in matter.entries.all()] == ["report", "take", "withdraw"]


def test_a_late_answer_gets_its_cards_and_a_supervisor_clears_the_order(cast: Cast) -> None:
    matter = a_correction()
    assert sweep_matters(shanghai("2026-09-18 09:00")) == 4
    order = MatterOrder.objects.get(limit__matter=matter)
    assert (order.card, order.missed_on, order.due_on) == ("yellow", date(2026, 9, 17), date(2026, 9, 21))
    assert told(matter, "yellow_card") == {"陈承", "林续", "方岳"}
    assert told(matter, "warn") == {"陈承", "林续", "严签"}
    clear_order(matter=matter, actor=cast.supervisor, now=shanghai("2026-09-20 09:00"), **REASONS)
    assert sweep_matters(shanghai("2026-09-30 09:00")) == 0
    answered(matter, shanghai("2026-09-30 10:00"))
    assert limit_of(matter).status == "late"


def test_an_order_that_nobody_clears_turns_red(cast: Cast) -> None:
    matter = a_correction()
    assert sweep_matters(shanghai("2026-09-23 09:00")) == 5
    assert MatterOrder.objects.get(limit__matter=matter).card == "red"
    assert told(matter, "red_card") == {"陈承", "林续", "方岳"}
    assert not mail.outbox


def test_an_act_lets_fire_first_what_was_due(cast: Cast) -> None:
    matter = a_correction()
    answered(matter, shanghai("2026-09-18 10:00"))
    assert [one.name for one in matter.entries.all()] == ["report", "warn", "warn", "warn", "yellow_card", "answer"]


def test_evidence_is_judged_by_its_content_and_one_person_hands_in_so_many_a_day(cast: Cast) -> None:
    matter = a_correction(file=SimpleUploadedFile("说明.pdf", PDF))
    assert (matter.correction.name, matter.correction.content_type) == ("说明.pdf", "application/pdf")
    for _ in range(19):
        a_correction()
    with pytest.raises(TooMany):
        a_correction()
    assert corrections_of(a_dataset(cast.provider)).reported == 20
