"""Sign the agreement for the applicant, after reading the very text on file to its end."""

from datetime import datetime

from accounts.models import User

from ..agreement_facts import signers
from ..agreement_texts import ask_for_text
from ..facts import signing
from ..models import Application
from ..passage import passage
from ..readings import to_sign

# What he declared, as the journal keeps it: in one language, like the agreement.
CONSENT = "已通读协议全文，有权代表申请人签订，同意以电子形式订立"


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
        agreement, read_at = to_sign(application, actor, seen_sha256)
        step.require(signing(application, actor, seen_sha256, read_at))
        agreement.signed_by, agreement.signed_at, agreement.signed_from = actor, now, address
        agreement.save(update_fields=["signed_by", "signed_at", "signed_from"])
        ask_for_text(agreement)
        step.record = {
            "agreement": agreement.number, "sha256": seen_sha256, "address": address or "", "consent": CONSENT,
            "read_at": read_at.isoformat() if read_at else "", "signers": signers(agreement),
        }  # fmt: skip
    return application
