"""A department judges beforehand what opens at once: an assessor answers, an approver confirms."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import User

from .models import Dataset, StandingAssessment
from .refusals import NotConfirmable


def assess_beforehand(
    *, dataset: Dataset, actor: User, answers: Mapping[str, str], evidence: Mapping[str, str], now: datetime
) -> StandingAssessment:
    """Waits for its confirmation; until then the one before it counts."""
    said = {"answers": dict(answers), "evidence": dict(evidence)}
    return StandingAssessment.objects.create(dataset=dataset, by=actor, at=now, **said)


@transaction.atomic
def confirm(*, standing: StandingAssessment, actor: User, now: datetime) -> None:
    """By a second person, while nothing newer is there. Raises NotConfirmable."""
    latest = StandingAssessment.objects.select_for_update().filter(dataset=standing.dataset_id).order_by("-pk").first()
    if latest is None or latest.pk != standing.pk or latest.confirmed_at or latest.by_id == actor.pk:
        raise NotConfirmable
    latest.confirmed_by, latest.confirmed_at = actor, now
    latest.save(update_fields=["confirmed_by", "confirmed_at"])
