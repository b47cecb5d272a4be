"""Is this file one of ours, as it was sealed? For anybody, and for `manage.py verify_agreement`.

First the digest on record; only what it knows is read at all, so that strangers' files are never parsed. Then the
seals; both must hold. Whatever is not exactly as it should be is not valid.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, TextChoices
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from workflow.states import State

from .models import Agreement
from .seals.choice import provider
from .seals.judge import Judgement, judge
from .seals.order import SealRefused
from .succession import successor_of

# The number as the metadata of our agreements name it; they are not compressed.
NUMBER = re.compile("（(数协〔[0-9]{4}〕[0-9]{1,9}号)）".encode())


class Verdict(TextChoices):
    """What a file is; only the first is good."""

    GENUINE = "genuine", _("真实有效")
    EXPIRED = "expired", _("真实，协议已到期")
    SUPERSEDED = "superseded", _("真实，已被新的协议取代")
    REVOKED = "revoked", _("真实，协议已终止")
    UNSEALED = "unsealed", _("尚未盖章的文本，不具有协议效力")
    ALTERED = "altered", _("内容被改动，无效")
    INVALID = "invalid", _("电子印章无效")
    UNKNOWN = "unknown", _("不是本系统出具的协议")


@dataclass(frozen=True)
class Finding:
    """The verdict; the agreement that the file is or claims to be; the judgement on its seals, where they were read."""

    verdict: Verdict
    sha256: str
    agreement: Agreement | None = None
    judgement: Judgement | None = None
    successor: Agreement | None = None

    @property
    def is_good(self) -> bool:
        return self.verdict == Verdict.GENUINE

    @property
    def is_authentic(self) -> bool:
        """Whether the file is as it was sealed, whatever became of the agreement since."""
        return self.verdict in (Verdict.GENUINE, Verdict.EXPIRED, Verdict.SUPERSEDED, Verdict.REVOKED)


def verify(pdf: bytes, now: datetime) -> Finding:
    """What the file is. Reads the database; takes about half a second for a genuine file and nothing for others."""
    digest = hashlib.sha256(pdf).hexdigest()
    known = _agreements().filter(sealed_sha256=digest).first()
    if known is None:
        return _not_on_record(pdf, digest)
    judgement = _judged(pdf, now)
    if not judgement.holds:
        return Finding(Verdict.INVALID, digest, known, judgement)
    return Finding(standing(known, now), digest, known, judgement, successor_of(known, localdate(now)))


def standing(agreement: Agreement, now: datetime) -> Verdict:
    """What became of a sealed agreement."""
    case = agreement.application.case
    if case.state in (State.REVOKED, State.WITHDRAWN):
        return Verdict.REVOKED
    if successor_of(agreement, localdate(now)):
        return Verdict.SUPERSEDED
    if localdate(now) > agreement.ends_on:
        return Verdict.EXPIRED
    return Verdict.REVOKED if case.state == State.CLOSED else Verdict.GENUINE


def _not_on_record(pdf: bytes, digest: str) -> Finding:
    draft = _agreements().filter(sha256=digest).first()
    if draft:
        return Finding(Verdict.UNSEALED, digest, draft)
    named = {number.decode() for number in NUMBER.findall(pdf)}
    claimed = _agreements().filter(number__in=named).first() if named else None
    return Finding(Verdict.ALTERED if claimed else Verdict.UNKNOWN, digest, claimed)


def _agreements() -> QuerySet[Agreement]:
    return Agreement.objects.select_related("application__case", "application__dataset__provider").order_by("pk")


def _judged(pdf: bytes, now: datetime) -> Judgement:
    try:
        return judge(pdf, provider().trusted(), now)
    except (SealRefused, OSError) as trouble:
        return Judgement(problem=str(trouble))


def is_trial() -> bool:
    """Whether this installation seals with certificates of its own making."""
    try:
        return provider().is_trial
    except SealRefused:
        return True


def masked(name: str, *, is_person: bool) -> str:
    """A party's name as a stranger may see it: enough to know again, not to find out."""
    if is_person:
        return name[:1] + "*" * max(len(name) - 1, 1)
    if len(name) <= 4:
        return name[:1] + "*" * (len(name) - 1)
    return f"{name[:2]}****{name[-2:]}"
