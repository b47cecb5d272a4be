"""The journal in sentences for the office: what was done, by whom, with all its facts."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from workflow.lifecycle import title_of
from workflow.models import Event
from workflow.states import Capacity

from .journal_words import Entry
from .office_sentences import SENTENCES

# The mark of an entry where it is not the plain tick (applications.templatetags.marks.JOURNAL_MARKS).
KINDS = {
    "request_supplement": "pause",
    "resubmit": "resume",
    "not_accept": "bad",
    "refuse": "bad",
    "revoke": "bad",
    "record_silence": "warn",
    "return_to_assessment": "warn",
    "request_review": "warn",
    "uphold": "bad",
    "suspend": "warn",
    "take_over": "warn",
    "draw_check": "warn",
    "nudge": "warn",
    "warn": "warn",
    "grant_extension": "warn",
    "yellow_card": "yellow_card",
    "red_card": "red_card",
    "resettle": "warn",
    "withdraw": "stop",
    "lapse": "stop",
}


def entries(events: Iterable[Event]) -> list[Entry]:
    """The journal, newest first. Each event with its `actor`."""
    return [entry(event) for event in sorted(events, key=lambda event: event.seq, reverse=True)]


def entry(event: Event) -> Entry:
    """One entry; a name that the law no longer has shows its own name and no sentence."""
    sentence = SENTENCES.get(event.name)
    return Entry(
        title=str(title_of(event.name)),
        at=event.at,
        text=sentence(event.facts, event) if sentence else "",
        who=who(event),
        kind=KINDS.get(event.name, "done"),
    )


def who(event: Event) -> str:
    """陈承（承办人）; 系统."""
    capacity = str(Capacity(event.capacity).label) if event.capacity in Capacity.values else event.capacity
    if event.actor is None:
        return capacity
    return _("%(name)s（%(capacity)s）") % {"name": event.actor.name, "capacity": capacity}
