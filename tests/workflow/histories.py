"""Random lives as the journal would tell them: the law's moves at random moments, and the clocks that follow.

The door's other work (rights, work list, messages) is left out, so that thousands can be told in seconds; the
database's guards hold every entry against the law all the same. Lives through the whole door: test_any_order.py.
"""

import random
from datetime import date, datetime, timedelta

from calendars.local import SHANGHAI
from tests.factories import Cast
from workflow import deadlines
from workflow.journal import digest
from workflow.lifecycle import LIFECYCLE, REPLY_STATES, Transition
from workflow.models import Case, Event, ServiceStandard
from workflow.states import TERMINAL, State

FIRST, LAST = datetime(2018, 1, 2, 8, tzinfo=SHANGHAI), datetime(2026, 11, 20, 8, tzinfo=SHANGHAI)
MOST_MOVES = 9


def change_the_standards(chosen: random.Random) -> None:
    """Every year another limit, another mode, consultations in or out of the clock."""
    ServiceStandard.objects.bulk_create(
        ServiceStandard(
            clock=clock,
            working_days=chosen.randint(1, 15),
            mode=chosen.choice(["suspend", "restart"]),
            consultation_pauses=chosen.random() < 0.5,
            legal_source="测试",
            valid_from=date(2018, 3, 1) + timedelta(days=n * 400),
        )
        for n in range(8)
        for clock in deadlines.RULES
    )


def tell(cast: Cast, chosen: random.Random) -> Case:
    """One life, from the draft until it ends or has had its moves."""
    now = FIRST + timedelta(minutes=chosen.randint(0, int((LAST - FIRST).total_seconds()) // 60))
    case = Case.objects.create(applicant=cast.applicant, provider=cast.provider, created_at=now)
    for _ in range(chosen.randint(2, MOST_MOVES)):
        if case.state in TERMINAL:
            break
        case = _move(case, _next(case, chosen), chosen, now)
        now += timedelta(minutes=chosen.choice([1, 90, 60 * 24, chosen.randint(0, 60 * 24 * 20)]))
        if case.state in REPLY_STATES and chosen.random() < 0.1:
            facts = {"clock": "valid_reply", "days": chosen.randint(1, 5)}
            case = _enter(case, "note", "grant_extension", State(case.state), facts, now)
    return case


def _next(case: Case, chosen: random.Random) -> Transition:
    """Any that the law allows; what ends a life comes less often, or lives would be short."""
    legal = [law for law in LIFECYCLE if case.state in law.sources]
    weights = [1 if set(law.targets) & set(TERMINAL) else 8 for law in legal]
    return chosen.choices(legal, weights)[0]


def _move(case: Case, law: Transition, chosen: random.Random, now: datetime) -> Case:
    if law.name == "submit":
        deadlines.take_standards(case, now)
        Case.objects.filter(pk=case.pk).update(number=f"SQ-2099-{case.pk:06d}", standards=case.standards)
    return _enter(case, "move", law.name, chosen.choice(law.targets), {}, now)


def _enter(case: Case, kind: str, name: str, target: State, facts: dict[str, object], now: datetime) -> Case:
    """The entry, the state, and what the clocks make of it; the case as it then is."""
    event = Event(
        case=case, seq=case.seq + 1, at=now, capacity="system", kind=kind, name=name, source=str(case.state),
        target=target.value, facts=facts, prev_hash=case.head,
    )  # fmt: skip
    event.hash = digest(event)
    event.save(force_insert=True)
    Case.objects.filter(pk=case.pk).update(state=target, seq=event.seq, head=event.hash)
    moved = Case(pk=case.pk, state=target, seq=event.seq, head=event.hash, standards=case.standards)
    moved.calendar_digest = getattr(case, "calendar_digest", "") if name == "submit" else ""
    event.case = moved
    deadlines.follow(event, () if name in deadlines.BEGINS else deadlines.clocks_of(moved))
    return moved
