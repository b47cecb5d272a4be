"""Sign the agreement for the applicant, after reading the very text on file."""

from datetime import datetime

from accounts.models import User

from ..facts import reading
from ..models import Application
from ..passage import passage


def sign(
    *,
    application: Application,
    actor: User,
    seen_sha256: str,
    address: str | None = None,
    seen: int | None = None,
    now: datetime,
) -> Application:
    """`seen_sha256` is the digest of the text the person was shown; `address` the network address he signed from."""
    with passage(application, "sign", actor, seen=seen, now=now) as step:
        step.require(reading(application, seen_sha256))
        agreement = application.agreement
        agreement.signed_by, agreement.signed_at, agreement.signed_from = actor, now, address
        agreement.save(update_fields=["signed_by", "signed_at", "signed_from"])
        step.record = {"agreement": agreement.number, "sha256": seen_sha256, "address": address or ""}
    return application
