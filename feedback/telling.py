"""Who is told of an entry, in which words: a message for each person in his inbox, and by mail as he has chosen.

A message about no case (notifications.models.Message) has the key of its entry as its occasion, so it is told once. Its
English is rendered beside the Chinese, which counts.
"""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from notifications.models import Message
from notifications.telling import send
from notifications.topics import Topic
from notifications.wording import plain
from workflow.escalation import CARDS
from workflow.people import People

from .models import Matter, MatterEntry, MatterLimit
from .recipients import Audience, recipients, with_substitutes

A, T = Audience, Topic
# fmt: off
RULES: dict[str, tuple[Audience, ...]] = {
    "report":      (A.AUTHOR, A.HANDLERS),
    "ask":         (A.AUTHOR, A.SUPERVISORS),
    "assign":      (A.AUTHOR, A.HANDLERS),
    "decline":     (A.AUTHOR,),
    "take":        (A.AUTHOR,),
    "transfer":    (A.AUTHOR, A.HANDLERS),
    "answer":      (A.AUTHOR, A.SUPPORTERS),
    "dispute":     (A.AUTHOR, A.HANDLER, A.SUPERVISORS),
    "uphold":      (A.AUTHOR, A.HANDLER),
    "send_back":   (A.AUTHOR, A.HANDLERS),
    "open":        (A.AUTHOR, A.SUPPORTERS),
    "withdraw":    (A.HANDLER,),
    "retract":     (A.SUPERVISORS,),
    "clear_order": (A.HANDLER,),
    "warn":        (A.CALLED,),
    "yellow_card": (A.CALLED,),
    "red_card":    (A.CALLED,),
    "resettle":    (A.AUTHOR, A.HANDLER, A.SUPERVISORS),
}
AUTHORS_TOPIC = {
    "report": T.SERVED, "ask": T.SERVED, "answer": T.SERVED, "decline": T.SERVED, "uphold": T.SERVED,
    "resettle": T.SERVED, "dispute": T.SERVED,
}
OFFICES_TOPIC = {
    "report": T.TASK, "ask": T.TASK, "assign": T.TASK, "transfer": T.TASK, "dispute": T.TASK, "send_back": T.TASK,
    "warn": T.REMINDER, "resettle": T.REMINDER, "yellow_card": T.SUPERVISION, "red_card": T.SUPERVISION,
    "clear_order": T.SUPERVISION,
}
# fmt: on
# What the ladder and the calendar say waits for office hours; its mails never go out at midnight.
WAITS_FOR_THE_OFFICE = frozenset({"warn", "yellow_card", "red_card", "resettle"})


def topic_of(name: str, side: str) -> Topic:
    return OFFICES_TOPIC.get(name, T.NEWS) if side == "office" else AUTHORS_TOPIC.get(name, T.PROGRESS)


def template_of(name: str, side: str) -> str:
    return f"feedback/messages/{name}.{side}.txt"


def tell(entry: MatterEntry, people: People, limit: MatterLimit | None) -> None:
    """Write the messages of an entry and queue their mails, in the entry's transaction."""
    told: dict[User, Audience] = {}
    for audience in RULES[entry.name]:
        for user in recipients(entry, people, audience):
            told.setdefault(user, audience)
    with_substitutes(entry, people, told)
    words = {side: _words(entry, side, limit) for side in {audience.side for audience in told.values()}}
    send(
        [_message(entry, user, audience, words[audience.side], limit) for user, audience in told.items()],
        waits=entry.name in WAITS_FOR_THE_OFFICE,
    )


def _words(entry: MatterEntry, side: str, limit: MatterLimit | None) -> dict[str, tuple[str, str]]:
    """(subject, body) in each language."""
    return {language: _rendered(entry, side, limit, language) for language in ("zh-hans", "en")}


def _rendered(entry: MatterEntry, side: str, limit: MatterLimit | None, language: str) -> tuple[str, str]:
    with override(language):
        text = plain(template_of(entry.name, side), facts_for_words(entry, limit))
    subject, _line, body = text.partition("\n")
    return " ".join(subject.split()), body.strip() + "\n"


def facts_for_words(entry: MatterEntry, limit: MatterLimit | None) -> dict[str, object]:
    """What a template can say."""
    matter, facts = entry.matter, entry.facts
    return {
        "matter": matter,
        "kind": matter.get_kind_display(),
        "actor": entry.actor.name if entry.actor else "",
        "department": matter.department.name if matter.department else "",
        "dataset": matter.dataset.title if matter.dataset else "",
        "due_on": _day(facts.get("due_on")) or (limit.due_on if limit and limit.finished_on is None else None),
        "old": _day(facts.get("old")),
        "limit_on": _day(facts.get("limit_on")),
        "opens_on": _day(facts.get("opens_on")),
        "firm": limit.firm if limit else True,
        "days": limit.budget if limit else None,
        "is_card": entry.name in CARDS,
        "facts": facts,
    }


def _day(text: object) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) and text else None


def _message(
    entry: MatterEntry,
    user: User,
    audience: Audience,
    words: dict[str, tuple[str, str]],
    limit: MatterLimit | None,
) -> Message:
    (subject, body), english = words["zh-hans"], words["en"]
    runs = limit is not None and limit.finished_on is None and limit.due_on is not None
    return Message(
        recipient=user,
        case=None,
        seq=entry.pk,
        kind=f"feedback_{entry.name}",
        topic=topic_of(entry.name, audience.side),
        subject=subject[:200],
        body=body,
        english="\n".join(english),
        path=path_of(entry.matter, audience),
        created_at=entry.at,
        clock=limit.clock if limit and runs else "",
        due_on=limit.due_on if limit and runs else None,
        due_firm=limit.firm if limit and runs else True,
    )


def path_of(matter: Matter, audience: Audience) -> str:
    """Supporters read the public page; all others the matter's own."""
    return reverse("demand" if audience == Audience.SUPPORTERS else "feedback-matter", args=[matter.pk])


def sides_of(name: str) -> Iterable[str]:
    """The sides that an entry is told to."""
    return dict.fromkeys(audience.side for audience in RULES[name])
