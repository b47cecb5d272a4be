"""Random lives as the journal would tell them: the law's moves at random moments, and the clocks that follow.

The door's other work (rights, work list, messages) is left out, so that thousands can be told in seconds; the
database's guards hold every entry against the law all the same. `tell` writes each entry by itself, as the door does;
`tell_many` lets all lives take a step at once, with a few statements a step. Lives through the whole door:
test_any_order.py.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models import functions as sql

from calendars.local import SHANGHAI
from tests.factories import Cast
from workflow import deadlines
from workflow.journal import digest
from workflow.lifecycle import LIFECYCLE, REPLY_STATES, Transition
from workflow.models import Case, ClockEvent, Deadline, Event, ServiceStandard
from workflow.states import TERMINAL, State

FIRST, LAST = datetime(2018, 1, 2, 8, tzinfo=SHANGHAI), datetime(2026, 11, 20, 8, tzinfo=SHANGHAI)
MOST_MOVES = 9
AT_ONCE = 500
# How a supplement moves a limit, and whether consultations do.
WAYS = [(mode, pauses) for mode in ("suspend", "restart") for pauses in (True, False)]


def change_the_standards(chosen: random.Random) -> None:
    """Every year another limit; each mode with consultations in and out of the clock, for two of the eight years."""
    ServiceStandard.objects.bulk_create(
        ServiceStandard(
            clock=clock,
            working_days=chosen.randint(1, 15),
            mode=mode,
            consultation_pauses=pauses,
            legal_source="测试",
            valid_from=date(2018, 3, 1) + timedelta(days=year * 400),
        )
        for clock in deadlines.RULES
        for year, (mode, pauses) in enumerate(chosen.sample(WAYS * 2, 8))
    )


def tell(cast: Cast, chosen: random.Random) -> Case:
    """One life, each entry with its case and its clocks in the database before the next one."""
    case = _begun(cast, chosen)
    case.save()
    for event in _life(case, chosen):
        event.save(force_insert=True)
        _taken_up([case])
        deadlines.follow(event, () if event.name in deadlines.BEGINS else deadlines.clocks_of(case))
    return case


def tell_many(cast: Cast, chosen: random.Random, count: int) -> None:
    """So many lives; their clocks are written as they stand in the end."""
    cases = Case.objects.bulk_create([_begun(cast, chosen) for _ in range(count)])
    clocks: dict[int, list[Deadline]] = {case.pk: [] for case in cases}
    entries: list[ClockEvent] = []
    lives = [_life(case, random.Random(chosen.random())) for case in cases]
    while events := [event for life in lives if (event := next(life, None))]:
        Event.objects.bulk_create(events)
        _taken_up([event.case for event in events])
        for event in events:
            work = deadlines.worked_out(event, clocks[event.case_id])
            clocks[event.case_id] += work.begun
            entries += work.entries
    Deadline.objects.bulk_create(one for some in clocks.values() for one in some)
    ClockEvent.objects.bulk_create(entries)


def _begun(cast: Cast, chosen: random.Random) -> Case:
    """A draft, not saved. What is submitted is submitted at once, so its limits are known."""
    now = FIRST + timedelta(minutes=chosen.randint(0, int((LAST - FIRST).total_seconds()) // 60))
    case = Case(applicant=cast.applicant, provider=cast.provider, created_at=now)
    deadlines.take_standards(case, now)
    return case


def _life(case: Case, chosen: random.Random) -> Iterator[Event]:
    """The entries of one life, until it ends or has had its moves; the case is at each as it is after it."""
    now = case.created_at
    for _ in range(chosen.randint(2, MOST_MOVES)):
        if case.state in TERMINAL:
            return
        law = _next(case, chosen)
        yield _entry(case, "move", law.name, chosen.choice(law.targets), {}, now)
        now += timedelta(minutes=chosen.choice([1, 90, 60 * 24, chosen.randint(0, 60 * 24 * 20)]))
        if case.state in REPLY_STATES and chosen.random() < 0.1:
            facts = {"clock": "valid_reply", "days": chosen.randint(1, 5)}
            yield _entry(case, "note", "grant_extension", State(case.state), facts, now)


def _next(case: Case, chosen: random.Random) -> Transition:
    """Any that the law allows; what ends a life comes less often, or lives would be short."""
    legal = [law for law in LIFECYCLE if case.state in law.sources]
    weights = [1 if set(law.targets) & set(TERMINAL) else 8 for law in legal]
    return chosen.choices(legal, weights)[0]


def _entry(case: Case, kind: str, name: str, target: State, facts: dict[str, object], now: datetime) -> Event:
    event = Event(
        case=case, seq=case.seq + 1, at=now, capacity="system", kind=kind, name=name, source=str(case.state),
        target=target.value, facts=facts, prev_hash=case.head,
    )  # fmt: skip
    event.hash = digest(event)
    case.seq, case.head = event.seq, event.hash
    case.__dict__.pop("state")  # a protected FSM field lets itself be set when it has been forgotten
    case.state = target
    return event


def _taken_up(cases: Sequence[Case]) -> None:
    """The rows of some cases take up the newest entry of each journal, as the database's guards demand, and with the
    first their number, as every case does that is handed in."""
    number = sql.Coalesce("number", sql.Concat(Value("SQ-2099-"), sql.Cast("pk", CharField())))
    newest = Event.objects.filter(case=OuterRef("pk"), seq=OuterRef("seq") + 1)
    for place in range(0, len(cases), AT_ONCE):
        Case.objects.filter(pk__in=[case.pk for case in cases[place : place + AT_ONCE]]).update(
            state=Subquery(newest.values("target")),
            seq=F("seq") + 1,
            head=Subquery(newest.values("hash")),
            number=number,
        )
