"""The lamps that are counted in SQL are the lamps that the clock itself gives."""

from datetime import date, datetime, time, timedelta

import pytest

from applications.clockface import face_of
from applications.desk import desk_of
from applications.office_clock import OPEN_LAMPS, lamp_counts, office_face
from calendars.local import SHANGHAI
from tests.factories import Cast, case_in, shanghai
from workflow.clock import Lamp
from workflow.models import OPEN, Case, Clock, Deadline, ServiceStandard

pytestmark = pytest.mark.django_db

# Receipts whose five working days meet Mid-Autumn, National Day, a make-up Saturday, and a year without a notice.
RECEIPTS = (
    "2026-09-17 16:00", "2026-09-18 09:00", "2026-09-24 10:00", "2026-09-25 10:00", "2026-09-28 10:00",
    "2026-09-30 17:00", "2026-10-05 10:00", "2026-10-09 10:00", "2026-12-22 10:00", "2026-12-24 10:00",
    "2026-12-28 10:00",
)  # fmt: skip
DAYS = [date(2026, 9, 17) + timedelta(days=n) for n in (*range(35), *range(94, 115))]


@pytest.fixture
def waiting(cast: Cast) -> None:
    """Cases received on all those days, and one that was returned for a supplement before."""
    for receipt in RECEIPTS:
        case_in("submitted", starts_at=shanghai(receipt) - timedelta(hours=1))
    case_in("supplement", starts_at=shanghai("2026-09-10 10:00"), step=timedelta(days=1))


@pytest.mark.both
@pytest.mark.parametrize("amber_at", [0, 2, 4])
def test_every_day_the_counts_are_those_of_the_standings(cast: Cast, waiting: None, amber_at: int) -> None:
    ServiceStandard.objects.update(amber_at=amber_at)
    Deadline.objects.update(amber_at=amber_at)
    for today in DAYS:
        desk = desk_of(cast.handler, datetime.combine(today, time(10), SHANGHAI))
        received = desk.visible().filter(received_at__date__lte=today)
        counted = lamp_counts(received, desk.lamps)
        lamps = [face_of(d, desk.index, today).standing.lamp for d in open_replies(today)]
        columns = ("counting_due_on", "counting_alarm_from", "counting_amber_at")
        assert sorted(desk.lamps.of(*one) for one in received.values_list(*columns)) == sorted(
            lamp.value for lamp in lamps
        )
        assert counted == {"all": len(lamps)} | {lamp.value: lamps.count(lamp) for lamp in OPEN_LAMPS}, today


def open_replies(today: date) -> list[Deadline]:
    return list(Deadline.objects.filter(clock=Clock.VALID_REPLY, status__in=OPEN, received_on__lte=today))


def test_a_case_has_one_clock_that_counts_in_every_state(cast: Cast) -> None:
    states = ("submitted", "supplement", "assessing", "consulting", "deciding", "agreement", "sealing", "delivering")
    made = [case_in(state).case for state in (*states, "in_use", "suspended", "refused", "withdrawn")]
    found = Case.objects.order_by("pk").values_list("pk", "counting_clock")
    assert list(found) == [
        *((case.pk, "valid_reply") for case in made[:5]),
        *((case.pk, clock) for case, clock in zip(made[5:8], ("signing", "sealing", "delivery"), strict=True)),
        *((case.pk, None) for case in made[8:]),
    ]


def test_while_the_applicant_supplements_the_office_sees_its_own_clock_standing_still(cast: Cast) -> None:
    case = case_in("supplement", starts_at=shanghai("2026-09-24 09:00")).case
    desk = desk_of(cast.handler, shanghai("2026-09-28 10:00"))
    face = office_face(case.deadlines.all(), desk.index, desk.today)
    assert face is not None
    assert (face.clock, face.standing.lamp) == (Clock.VALID_REPLY, Lamp.GREY)


def test_a_supplement_asked_for_after_the_due_day_leaves_the_case_overdue(cast: Cast) -> None:
    """The clock has run out: pausing it then neither hides nor mends that."""
    asked = {"request_supplement": shanghai("2026-09-24 10:00")}
    case_in("supplement", starts_at=shanghai("2026-09-14 09:00"), moments=asked)
    desk = desk_of(cast.handler, shanghai("2026-09-28 10:00"))
    assert lamp_counts(desk.visible(), desk.lamps)["red"] == 1


def test_a_reply_that_was_withdrawn_from_has_no_face(cast: Cast) -> None:
    case = case_in("withdrawn").case
    desk = desk_of(cast.handler, shanghai("2026-09-28 10:00"))
    assert office_face(case.deadlines.all(), desk.index, desk.today) is None
