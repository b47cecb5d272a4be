"""The words of a message: templates/notifications/<entry>.<side>.txt, first line the subject, the rest the body."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import override

from applications.models import Application, Dataset
from workflow.door import Change
from workflow.models import Case, Clock, Event

from .frames import Frames, render
from .models import Message
from .rules import Audience

# What a message and its English text say of their case (select_related).
READ = ("case__application__dataset", "case__provider", "case__handler")


@dataclass(frozen=True)
class Wording:
    subject: str
    body: str


def template_of(name: str, audience: Audience) -> str:
    """The template of an entry for an audience: the applicant is addressed in his own words."""
    return f"notifications/{name}.{audience.side}.txt"


def word(change: Change, audience: Audience, dataset: str, frames: Frames) -> Wording:
    """Render one message; the official language is Chinese whatever language the actor's page has."""
    with override("zh-hans"):
        values = facts_for_words(change.case, change.event, dataset)
        return _wording(frames.fill(template_of(change.event.name, audience), values))


def in_english(message: Message) -> Wording | None:
    """The same message for who reads English, from the entry that it tells of; of one about no case as it was written
    with it, or None.

    It is a help for reading: what was served is the Chinese text. Reads the entry: one query.
    """
    if message.case is None:
        subject, _line, body = message.english.partition("\n")
        return Wording(subject, body) if message.english else None
    event = Event.objects.select_related("actor").get(case=message.case, seq=message.seq)
    side = Audience.HOLDERS if message.path == reverse("case", args=[message.case.pk]) else Audience.APPLICANT
    with override("en"):
        values = facts_for_words(message.case, event, message.case.application.dataset.title)
        return _wording(render(template_of(message.kind, side), values))


def _wording(text: str) -> Wording:
    subject, _, body = _tidy(text).partition("\n")
    # A title may hold anything; a subject is one line.
    return Wording(" ".join(subject.split()), body.strip() + "\n")


def titles_of(cases: Sequence[Case]) -> dict[int, str]:
    """The titles of the data sets that cases are about, by the cases' keys. Of a single case whatever is at hand of
    its dossier is not read again; of several, one statement."""
    if len(cases) > 1:
        return dict(Application.objects.filter(case__in=cases).order_by().values_list("case", "dataset__title"))
    said, datasets = Application.objects.only("case", "dataset"), Dataset.objects.only("title")
    prefetch_related_objects(cases, Prefetch("application", said), Prefetch("application__dataset", datasets))
    return {case.pk: case.application.dataset.title for case in cases}


def plain(template: str, values: dict[str, Any]) -> str:
    """A text file's rendering: nothing in it is HTML, so nothing is escaped."""
    return _tidy(render(template, values))


def _tidy(text: str) -> str:
    """A part that does not apply leaves its empty lines behind."""
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def facts_for_words(case: Case, event: Event, dataset: str) -> dict[str, Any]:
    """What a template can say. `facts` is what the entry records; `days` has each clock's limit in working days;
    `restarts`: whether the reply is counted anew after a supplement."""
    facts = event.facts
    return {
        "number": case.number,
        "dataset": dataset,
        "applicant": case.body.name if case.body else case.applicant.name,
        "provider": case.provider.name,
        "handler": case.handler.name if case.handler else "",
        "actor": event.actor.name if event.actor else "",
        "source": event.source,
        "target": event.target,
        "starts_on": date.fromisoformat(facts["starts_on"]) if facts.get("starts_on") else None,
        "ends_on": date.fromisoformat(facts["ends_on"]) if facts.get("ends_on") else None,
        "due_on": date.fromisoformat(facts["due_on"]) if facts.get("due_on") else None,
        "limit_on": date.fromisoformat(facts["limit_on"]) if facts.get("limit_on") else None,
        "days": {clock: standard["budget"] for clock, standard in case.standards.items()},
        "restarts": case.standards.get("valid_reply", {}).get("mode") == "restart",
        "changes": changes_for_words(facts.get("changes", ())),
        "facts": facts,
    }


def changes_for_words(changes: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What an entry says of several clocks, with their names and days as a template can say them."""
    return [
        {
            **one,
            "clock": str(Clock(one["clock"]).label),
            "old": date.fromisoformat(one["old"]) if one["old"] else None,
            "new": date.fromisoformat(one["new"]) if one["new"] else None,
        }
        for one in changes
    ]
