"""One more person needs the data (支持): once each, and no entry of its own."""

from datetime import datetime

from django.db import transaction

from accounts.models import User

from ..models import Matter, Support
from ..refusals import NotPublic
from ..states import SUPPORTED


def support(*, matter: Matter, actor: User, now: datetime) -> Support:
    """A second click changes nothing. Raises NotPublic; its author supports it by having asked."""
    with transaction.atomic():
        found = Matter.objects.select_for_update().get(pk=matter.pk)
        if found.is_correction or found.state not in SUPPORTED or found.author_id == actor.pk:
            raise NotPublic
        return Support.objects.get_or_create(matter=found, user=actor, defaults={"at": now})[0]


def end_support(*, matter: Matter, actor: User) -> None:
    """Taken back at any time; who supports nothing changes nothing."""
    Support.objects.filter(matter=matter, user=actor).delete()
