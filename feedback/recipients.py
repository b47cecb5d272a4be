"""The circles of people that an entry of a matter can be told to, and the persons behind them."""

from collections.abc import Callable
from enum import StrEnum

from django.db.models import Q
from django.utils.timezone import localdate

from accounts.models import Substitution, User
from accounts.roles import Role
from workflow.escalation import Reader
from workflow.people import People

from .models import MatterEntry
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


READERS: dict[str, Role] = {Reader.APPROVER: Role.APPROVER, Reader.DEPUTY_LEADER: Role.DEPUTY_LEADER}


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
    Audience.AUTHOR: lambda entry, _people: [entry.matter.author],
    Audience.SUPPORTERS: _supporters,
    Audience.HANDLER: _handler,
    Audience.HANDLERS: _handlers,
    Audience.SUPERVISORS: _supervisors,
    Audience.CALLED: _called,
}


def with_substitutes(entry: MatterEntry, people: People, told: dict[User, Audience]) -> None:
    """Add who stands in for an official that is told: he reads along. One query where anybody is away."""
    away = {key for key, _substitute in people.substitutes}
    officials = {user.pk: told[user] for user in told if told[user].side == "office" and user.pk in away}
    if not officials:
        return
    standing_in = Substitution.objects.on(localdate(entry.at)).filter(Q(user__in=officials, substitute__is_active=True))
    for one in standing_in.select_related("substitute").order_by("pk"):
        if one.substitute_id not in (entry.actor_id, entry.matter.author_id):
            told.setdefault(one.substitute, officials[one.user_id])
