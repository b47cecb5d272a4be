"""Drawing up an agreement: its facts from the case, its text from its facts."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from jobs import enqueue

from .agreement_facts import facts_of, signed
from .conditions import Conditions
from .decisions import record_decision
from .documents.engine import render_agreement
from .documents.facts import AgreementFacts
from .documents.refusals import DocumentRefused
from .models import Agreement, Application, Decision, DecisionKind
from .numbering import approval_numbers


def conclude(
    application: Application,
    actor: User | None,
    conditions: Conditions,
    reasons: str,
    now: datetime,
    *,
    lateness: str = "",
) -> tuple[Decision, Agreement]:
    """The approving decision and its agreement; called inside the door."""
    whole = set(application.requested_fields) <= set(conditions.fields)
    kind = DecisionKind.APPROVE if whole else DecisionKind.APPROVE_PARTLY
    decided, agreed = approval_numbers(localdate(now).year)
    decision = record_decision(
        application,
        kind,
        actor,
        now,
        number=decided,
        reasons=reasons,
        conditions=conditions.to_json(),
        lateness=lateness,
    )
    return decision, draw_up(application, decision, conditions, agreed, now)


def draw_up(
    application: Application, decision: Decision, conditions: Conditions, number: str, now: datetime
) -> Agreement:
    """The agreement under its number, its facts frozen. Its text is made in the background."""
    starts_on = localdate(now)
    agreement = Agreement(
        application=application,
        number=number,
        starts_on=starts_on,
        ends_on=months_later(starts_on, conditions.term_months),
    )
    agreement.facts = facts_of(application, decision, conditions, agreement, now).to_json()
    agreement.save(force_insert=True)
    ask_for_text(agreement)
    return agreement


def months_later(day: date, months: int) -> date:
    """The same day `months` later; the last day of the month where there is no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(f"no day {months} months after {day}")


def ask_for_text(agreement: Agreement) -> None:
    """Queue the making of the text for the agreement's present stage, in the caller's transaction."""
    stage = "sealed" if agreement.sealed_at else "unsealed"
    enqueue("applications.agreement_text", {"agreement": agreement.pk}, key=f"agreement:{agreement.pk}:{stage}")


@dataclass(frozen=True)
class Made:
    """What typesetting gave: a file, or the reason why there is none."""

    content: bytes = b""
    problem: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def make(agreement: Agreement) -> Made:
    """Typeset the agreement as it stands. Slow: call outside any transaction."""
    facts = AgreementFacts.from_json(agreement.facts)
    try:
        return Made(render_agreement(signed(facts, agreement) if agreement.sealed_at else facts))
    except DocumentRefused as refused:
        return Made(problem=str(refused))


@transaction.atomic
def store(agreement_id: int, made: Made, now: datetime) -> Agreement:
    """Put a made text on file for the stage it was made for; the text of a stage is made once."""
    agreement = Agreement.objects.select_for_update().get(pk=agreement_id)
    if made.problem:
        agreement.problem = made.problem
        agreement.save(update_fields=["problem"])
        return agreement
    file, digest = ("sealed_file", "sealed_sha256") if agreement.sealed_at else ("file", "sha256")
    if not getattr(agreement, file):
        getattr(agreement, file).save(f"{made.sha256[:16]}.pdf", ContentFile(made.content), save=False)
        setattr(agreement, digest, made.sha256)
        agreement.rendered_at, agreement.problem = now, ""
        agreement.save(update_fields=[file, digest, "rendered_at", "problem"])
    return agreement


def with_text(agreement: Agreement, now: datetime) -> Agreement:
    """The agreement with its current text on file, made now where the background has not done it yet."""
    return agreement if is_on_file(agreement) else store(agreement.pk, make(agreement), now)


def is_on_file(agreement: Agreement) -> bool:
    """Whether the text of the agreement's present stage has been made."""
    return bool(agreement.sealed_file if agreement.sealed_at else agreement.file)
