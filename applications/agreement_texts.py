"""The three texts of an agreement: to be read and signed, with the applicant's seal, with both seals.

Each is made once, in the background, outside any transaction, from the one before. Whoever is killed meanwhile leaves
nothing behind: the next attempt makes the same text again, and a seal service seals once for the same reference.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q, QuerySet

from jobs import enqueue

from .agreement_facts import signed
from .documents.engine import render_agreement
from .documents.facts import AgreementFacts
from .documents.refusals import DocumentRefused
from .models import Agreement
from .seals.choice import provider
from .seals.judge import judge
from .seals.order import SealOrder, SealRefused, Side

# In the order of making: the field of the text -> the field of its digest, blank where none is kept.
TEXTS = {"file": "sha256", "signed_file": "", "sealed_file": "sealed_sha256"}


@dataclass(frozen=True)
class Made:
    """What could be made of the outstanding texts, by field, and why the rest could not."""

    texts: dict[str, bytes] = field(default_factory=dict)
    problem: str = ""


def ask_for_text(agreement: Agreement, *, again: str = "") -> None:
    """Queue the making of the texts that the agreement's present stage wants, in the caller's transaction.

    `again` tells an attempt after a failure from the first one.
    """
    stage = "sealed" if agreement.sealed_at else "signed" if agreement.signed_at else "unsealed"
    key = f"agreement:{agreement.pk}:{stage}{again}"
    enqueue("applications.agreement_text", {"agreement": agreement.pk}, key=key)


def outstanding(agreement: Agreement) -> list[str]:
    """The fields of the texts that the present stage wants and that are not there, in the order of making."""
    wanted = {"file": True, "signed_file": bool(agreement.signed_at), "sealed_file": bool(agreement.sealed_at)}
    return [name for name in TEXTS if wanted[name] and not getattr(agreement, name)]


def wanting() -> QuerySet[Agreement]:
    """Agreements whose seals are ordered and not yet on."""
    unsigned = Q(signed_at__isnull=False, signed_file="")
    return Agreement.objects.filter(unsigned | Q(sealed_at__isnull=False, sealed_file="")).order_by("pk")


def make(agreement: Agreement, now: datetime) -> Made:
    """Make all outstanding texts. Slow: call outside any transaction. Raises SealUnavailable: try again later."""
    made: dict[str, bytes] = {}
    try:
        for name in outstanding(agreement):
            made[name] = MAKERS[name](agreement, made, now)
    except (DocumentRefused, SealRefused) as refused:
        return Made(made, str(refused))
    return Made(made)


def _unsealed(agreement: Agreement, made: dict[str, bytes], now: datetime) -> bytes:
    return render_agreement(AgreementFacts.from_json(agreement.facts))


def _signed(agreement: Agreement, made: dict[str, bytes], now: datetime) -> bytes:
    facts = signed(AgreementFacts.from_json(agreement.facts), agreement)
    return provider().affix(render_agreement(facts), _order(agreement, facts, Side.DATA_USER))


def _sealed(agreement: Agreement, made: dict[str, bytes], now: datetime) -> bytes:
    facts = AgreementFacts.from_json(agreement.facts)
    seals = provider()
    sealed = seals.affix(_text(agreement, made, "signed_file"), _order(agreement, facts, Side.DATA_PROVIDER))
    # Nothing is archived that the public page would call invalid.
    judgement = judge(sealed, seals.trusted(), now)
    if not judgement.holds:
        raise SealRefused(str(judgement.problem))
    return sealed


MAKERS: dict[str, Callable[[Agreement, dict[str, bytes], datetime], bytes]] = {
    "file": _unsealed,
    "signed_file": _signed,
    "sealed_file": _sealed,
}


def _order(agreement: Agreement, facts: AgreementFacts, side: Side) -> SealOrder:
    if side == Side.DATA_USER:
        party, by, at = facts.party_b, agreement.signed_by, agreement.signed_at
    else:
        party, by, at = facts.party_a, agreement.sealed_by, agreement.sealed_at
    assert by and at
    return SealOrder(
        agreement=facts.number,
        side=side,
        party=party.name,
        credit_code=party.credit_code,
        is_person=party.is_person,
        signer=by.name,
        at=at,
    )


def _text(agreement: Agreement, made: dict[str, bytes], name: str) -> bytes:
    if name in made:
        return made[name]
    with getattr(agreement, name).open("rb") as file:
        return bytes(file.read())


@transaction.atomic
def store(agreement_id: int, made: Made, now: datetime) -> Agreement:
    """Put made texts on file; one that is there already stays."""
    agreement = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement_id)
    changed = ["problem"]
    for name, content in made.texts.items():
        if not getattr(agreement, name):
            changed += _put(agreement, name, content, now)
    agreement.problem = made.problem
    agreement.save(update_fields=changed)
    return agreement


def _put(agreement: Agreement, name: str, content: bytes, now: datetime) -> list[str]:
    digest = hashlib.sha256(content).hexdigest()
    getattr(agreement, name).save(f"{digest[:16]}.pdf", ContentFile(content), save=False)
    agreement.rendered_at = now
    if not TEXTS[name]:
        return [name, "rendered_at"]
    setattr(agreement, TEXTS[name], digest)
    return [name, TEXTS[name], "rendered_at"]


def with_text(agreement: Agreement, now: datetime) -> Agreement:
    """The agreement with its text to be read on file, made now where the background has not done it yet.

    Seals are put on in the background only: a page that is read holds no keys.
    """
    if agreement.file:
        return agreement
    try:
        made = Made({"file": _unsealed(agreement, {}, now)})
    except DocumentRefused as refused:
        made = Made(problem=str(refused))
    return store(agreement.pk, made, now)
