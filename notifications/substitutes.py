"""Who reads along while an officer is away: his substitute, with the same words and the same limit."""

from collections.abc import Iterable

from django.utils.timezone import localdate

from accounts.models import Substitution, User
from workflow.door import Change
from workflow.people import case_file
from workflow.rights import belongs_to_applicant

from .rules import Audience


def with_substitutes(change: Change, told: dict[User, Audience]) -> dict[User, Audience]:
    """Those told, and the substitutes of the officials among them; nobody twice, nobody of the applicant's body."""
    officials = [user for user, audience in told.items() if audience.side == "office"]
    file = case_file(change.case, frozenset(), change.people.former)
    for user, substitute in substitutes_of(change, officials):
        if substitute != change.actor and not belongs_to_applicant(substitute.pk, change.people.posts, file):
            told.setdefault(substitute, told[user])
    return told


def substitutes_of(change: Change, officials: Iterable[User]) -> list[tuple[User, User]]:
    """Pairs of an official and who stands in for him, from the people that the door has read; one query where the
    substitute is of another body."""
    users, known = change.people.users, {user.pk: user for user in officials}
    away = [(key, substitute) for key, substitute in change.people.substitutes if key in known]
    if all(substitute in users for _key, substitute in away):
        return [(known[key], users[substitute]) for key, substitute in away]
    on_the_day = Substitution.objects.on(localdate(change.now)).filter(user__in=known)
    found = on_the_day.filter(substitute__is_active=True).select_related("user", "substitute").order_by("pk")
    return [(one.user, one.substitute) for one in found]
