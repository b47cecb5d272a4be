"""Drawing up an agreement: its facts from the case. Its texts are agreement_texts.py."""

from dataclasses import replace
from datetime import date, datetime

from django.utils.timezone import localdate

from accounts.models import User

from .agreement_facts import facts_of
from .agreement_texts import ask_for_text
from .conditions import Conditions
from .decisions import record_decision
from .document_codes import first_url
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
    facts = facts_of(application, decision, conditions, agreement, now)
    agreement.facts = replace(facts, verify_url=first_url(application, "agreement")).to_json()
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
