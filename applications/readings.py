"""Reading an agreement part by part, to its end: what was read is kept, for the very text and the very person."""

from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery

from accounts.models import User

from .documents.agreement import reading_parts
from .documents.facts import AgreementFacts
from .models import Agreement, AgreementReading, Application


def part_count(agreement: Agreement) -> int:
    """In how many parts it is read."""
    return len(reading_parts(AgreementFacts.from_json(agreement.facts)))


def reading_of(agreement: Agreement, user: User) -> AgreementReading:
    """How far the person has come in the present text; a reading that has not begun is not in the database."""
    known = AgreementReading.objects.filter(agreement=agreement, user=user, sha256=agreement.sha256).first()
    return known or AgreementReading(agreement=agreement, user=user, sha256=agreement.sha256)


@transaction.atomic
def read_part(agreement: Agreement, user: User, *, sha256: str, part: int, now: datetime) -> AgreementReading:
    """The person says that he has read `part` (from 1). Parts come one after the other: one that is not the next, or
    is of another text, changes nothing."""
    if not agreement.sha256 or sha256 != agreement.sha256:
        return reading_of(agreement, user)
    reading, _made = AgreementReading.objects.select_for_update().get_or_create(
        agreement=agreement, user=user, sha256=sha256
    )
    if reading.finished_at is None and part == reading.parts + 1:
        reading.parts = part
        reading.finished_at = now if part >= part_count(agreement) else None
        reading.save(update_fields=["parts", "finished_at"])
    return reading


def to_sign(application: Application, user: User, sha256: str) -> tuple[Agreement, datetime | None]:
    """The application's agreement, and when the person came to the end of that text; None where he has not. One query
    for both."""
    readings = AgreementReading.objects.filter(agreement=OuterRef("pk"), user=user, sha256=sha256)
    known = Agreement.objects.annotate(read_at=Subquery(readings.values("finished_at")[:1]))
    application.agreement = agreement = known.get(application=application)
    return agreement, agreement.read_at
