"""Who is told of an entry, in which words: a message for each person in his inbox, and by mail as he has chosen.

A message about no case (notifications.models.Message) has the key of its entry as its occasion, so it is told once. Its
English is rendered beside the Chinese, which counts.
"""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import override

from accounts.models import Substitution, User
from accounts.roles import Role
from notifications.models import Message
from notifications.telling import send
from notifications.topics import Topic
from notifications.wording import plain
from workflow.escalation import CARDS, Reader
from workflow.people import People

from .models import Matter, MatterEntry, MatterLimit
from .states import MatterState


class Audience(StrEnum):
    AUTHOR = "author"
    SUPPORTERS = "supporters"
    HANDLER = "handler"  # who has it; all handlers while nobody has it
    HANDLERS = "handlers"
    SUPERVISORS = "supervisors"
    CALLED = "called"  # whom the rung names; of cards, supervisors read in their digest

    @property
    def side(self) -> str:
        """Whose words the message is written in."""
        return {"author": "author", "supporters": "supporter"}.get(self, "office")


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
READERS: dict[str, Role] = {Reader.APPROVER: Role.APPROVER, Reader.DEPUTY_LEADER: Role.DEPUTY_LEADER}


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
    _substitutes(entry, people, told)
    words = {side: _words(entry, side, limit) for side in {audience.side for audience in told.values()}}
    send(
        [_message(entry, user, audience, words[audience.side], limit) for user, audience in told.items()],
        waits=entry.name in WAITS_FOR_THE_OFFICE,
    )


def recipients(entry: MatterEntry, people: People, audience: Audience) -> list[User]:
    """Each once. Of the office nobody hears of what he has just done himself, nor of what he has asked for himself."""
    found = FINDERS[audience](entry, people)
    if audience.side != "office":
        return [user for user in found if user.is_active]
    return [user for user in found if user.pk not in (entry.actor_id, entry.matter.author_id)]


def _handlers(entry: MatterEntry, people: People) -> list[User]:
    return people.holding(Role.HANDLER, entry.matter.department_id)


def _handler(entry: MatterEntry, people: People) -> list[User]:
    """Who has it, as long as he is in office; a supervisor's while he has to decide on a dispute."""
    if entry.matter.state == MatterState.DISPUTED and entry.name != "dispute":
        return people.supervisors()
    everyone = _handlers(entry, people)
    return [user for user in everyone if user.pk == entry.matter.handler_id] or everyone


def _supervisors(entry: MatterEntry, people: People) -> list[User]:
    """Of a day that a notice moved, they hear only where it was moved into the past."""
    moved_ahead = entry.name == "resettle" and not entry.facts.get("into_past")
    return [] if moved_ahead else people.supervisors()


def _supporters(entry: MatterEntry, _people: People) -> list[User]:
    return list(User.objects.filter(supports__matter=entry.matter_id).exclude(pk=entry.matter.author_id).order_by("pk"))


def _called(entry: MatterEntry, people: People) -> list[User]:
    department, found = entry.matter.department_id, []
    for reader in entry.facts.get("to", ()):
        if reader == Reader.HANDLER:
            found += _handler(entry, people)
        elif reader in READERS:
            found += people.holding(READERS[reader], department)
    return found


FINDERS: dict[Audience, Callable[[MatterEntry, People], list[User]]] = {
    A.AUTHOR: lambda entry, _people: [entry.matter.author],
    A.SUPPORTERS: _supporters,
    A.HANDLER: _handler,
    A.HANDLERS: _handlers,
    A.SUPERVISORS: _supervisors,
    A.CALLED: _called,
}


def _substitutes(entry: MatterEntry, people: People, told: dict[User, Audience]) -> None:
    """Who stands in for an official that is told reads along; one query where anybody is away."""
    away = {key for key, _substitute in people.substitutes}
    officials = {user.pk: told[user] for user in told if told[user].side == "office" and user.pk in away}
    if not officials:
        return
    standing_in = Substitution.objects.on(localdate(entry.at)).filter(Q(user__in=officials, substitute__is_active=True))
    for one in standing_in.select_related("substitute").order_by("pk"):
        if one.substitute_id not in (entry.actor_id, entry.matter.author_id):
            told.setdefault(one.substitute, officials[one.user_id])


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
