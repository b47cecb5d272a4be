"""Sign as the first of two people of a body; the agreement is signed when the second does (sign.py)."""

from datetime import datetime

from accounts.models import User
from workflow.guards import agreement_was_finished, agreement_was_read
from workflow.refusals import MissingFacts

from ..facts import signing
from ..models import Application
from ..passage import note
from ..readings import to_sign
from ..refusals import OneSignatureSuffices, SignedFirst
from .sign import CONSENT


def first_sign(
    *,
    application: Application,
    actor: User,
    seen_sha256: str,
    address: str | None = None,
    seen: int | None = None,
    now: datetime,
) -> Application:
    """Arguments as of sign(). Nothing is sealed yet, and the applicant's limit runs on."""
    with note(application, "first_sign", actor, seen=seen, now=now) as step:
        agreement, read_at = to_sign(application, actor, seen_sha256)
        if agreement.signatories < 2:
            raise OneSignatureSuffices
        if agreement.first_signed_at:
            raise SignedFirst
        facts = signing(application, actor, seen_sha256, read_at)
        if missing := agreement_was_read(facts) + agreement_was_finished(facts):
            raise MissingFacts(missing)
        agreement.first_signed_by, agreement.first_signed_at = actor, now
        agreement.save(update_fields=["first_signed_by", "first_signed_at"])
        step.record = {
            "agreement": agreement.number, "sha256": seen_sha256, "address": address or "", "consent": CONSENT,
            "read_at": read_at.isoformat() if read_at else "",
        }  # fmt: skip
    return application
