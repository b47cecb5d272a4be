"""Seal the agreement for the department; the sealed text is made in the background."""

from datetime import datetime

from accounts.models import User

from ..agreement_texts import ask_for_text
from ..facts import reading
from ..models import Application
from ..passage import passage


def seal(
    *, application: Application, actor: User, seen_sha256: str, seen: int | None = None, now: datetime
) -> Application:
    """The agreement is concluded; what was sealed is the text the applicant signed."""
    with passage(application, "seal", actor, seen=seen, now=now) as step:
        step.require(reading(application, seen_sha256))
        agreement = application.agreement
        agreement.sealed_by, agreement.sealed_at = actor, now
        agreement.save(update_fields=["sealed_by", "sealed_at"])
        ask_for_text(agreement)
        step.record = {"agreement": agreement.number, "sha256": seen_sha256}
    return application
