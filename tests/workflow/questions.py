"""Random questions about due dates, for the clock and for the walk that it is held against."""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone

from hypothesis import strategies as st

from calendars.index import NotCovered, WorkdayIndex
from calendars.notices import NATIONAL, SHANGHAI_CITY, published_notices
from tests.calendars import day_walk
from tests.calendars.day_walk import Case
from workflow.clock import Mode, Pause, due

NOTICES = published_notices()
PUBLISHED = sorted(notice.published_on for notice in NOTICES if notice.published_on)
# All that could be known, and the days on which and before which something became known.
KNOWN = [None, None, *(on - n * timedelta(days=1) for on in PUBLISHED[1:] for n in (0, 1))]
ZONES = [timezone(timedelta(hours=hours)) for hours in (8, 0, -5)]
SCOPES = {"CN": (NATIONAL,), "CN-SH": (NATIONAL, SHANGHAI_CITY)}
FIRST, LAST = date(2018, 1, 1), date(2027, 12, 31)
_built: dict[tuple[date | None, str], WorkdayIndex] = {}


def index_of(as_of: date | None, scope: str) -> WorkdayIndex:
    if (as_of, scope) not in _built:
        _built[as_of, scope] = WorkdayIndex.from_notices(NOTICES, SCOPES[scope], as_of)
    return _built[as_of, scope]


def said_by_the_clock(case: Case) -> str:
    """What tests.calendars.day_walk.answer says, from the product."""
    pauses = [Pause(since, until, "", Mode.RESTART if again else Mode.SUSPEND) for since, until, again in case.pauses]
    try:
        found = due(index_of(case.as_of, case.scope), case.received_at, case.budget, pauses)
    except (NotCovered, ValueError):
        return "refused"
    return f"{found.on} {'firm' if found.firm else 'provisional'} {found.alarm_from}" if found.on else "paused"


def differing(cases: Iterator[Case]) -> list[tuple[Case, str, str]]:
    """The questions on which the two do not agree, with both answers."""
    pairs = ((case, said_by_the_clock(case), day_walk.answer(case)) for case in cases)
    return [(case, ours, theirs) for case, ours, theirs in pairs if ours != theirs]


def many(seed: int, n: int) -> Iterator[Case]:
    """`n` questions: receipts around the clock and the years, no, one or several pauses of either kind."""
    chosen = random.Random(seed)
    for _ in range(n):
        yield one_of(chosen)


def one_of(chosen: random.Random) -> Case:
    as_of = chosen.choice(KNOWN)
    latest = as_of.year + 1 if as_of else 2027
    on = date(2018, 1, 1) + timedelta(days=chosen.randint(0, (date(latest, 12, 31) - FIRST).days))
    modes = chosen.choice([(False,), (True,), (False, True)])
    pauses = []
    for _ in range(chosen.choice([0, 0, 1, 1, 2, 3])):
        since = on + timedelta(days=chosen.randint(0, 40))
        until = since + timedelta(days=chosen.choice([0, 1, chosen.randint(0, 25)]))
        pauses.append((since, None if chosen.random() < 0.03 else until, chosen.choice(modes)))
    minute = time(chosen.randint(0, 23), chosen.randint(0, 59), tzinfo=chosen.choice(ZONES))
    received_at = on if chosen.random() < 0.3 else datetime.combine(on, minute)
    if pauses and isinstance(received_at, datetime) and received_at.utcoffset() != ZONES[0].utcoffset(None):
        received_at = received_at.replace(tzinfo=ZONES[0])  # or a pause could begin the day before the receipt
    return Case(received_at, chosen.randint(1, 30), tuple(pauses), as_of, chosen.choice(list(SCOPES)))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """The same as strategies, which Hypothesis can make smaller; refusals too."""
    as_of = draw(st.sampled_from(KNOWN))
    on = draw(st.dates(date(2017, 12, 28), date(2028, 1, 3)))
    spans = draw(st.lists(st.tuples(st.integers(-1, 60), st.integers(-1, 25) | st.none(), st.booleans()), max_size=5))
    pauses = tuple(
        (on + timedelta(days=since), None if length is None else on + timedelta(days=since + length), again)
        for since, length, again in spans
        if length is None or length >= 0
    )
    budget = draw(st.integers(0, 60))
    return Case(on, budget, pauses, as_of, draw(st.sampled_from(list(SCOPES))))
