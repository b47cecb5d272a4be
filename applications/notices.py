"""The facts of the official notices of a case, as they stood when each was issued.

Everything is read from records that do not change afterwards, and limits are computed by the calendar that was known
on the day of issue: the same notice has the same bytes whenever it is opened.
"""

from datetime import date, datetime
from typing import Any

from django.utils.translation import override

from calendars.store import index_known_on
from workflow.clock import Mode, Pause, due
from workflow.deadlines import pauses_of
from workflow.models import Clock, Deadline

from .conditions import Conditions
from .document_codes import verify_url
from .documents.notice_facts import NoticeFacts, NoticeKind
from .documents.party import PartyKind
from .models import Application, Decision, DecisionKind, DeliveryMode, Outcome, Review, Supplement
from .papers import Paper

APPROVING = (DecisionKind.APPROVE, DecisionKind.APPROVE_PARTLY)
NOTICE_KINDS = {
    "decision": NoticeKind.APPROVAL,
    "refusal": NoticeKind.REFUSAL,
    "non_acceptance": NoticeKind.NON_ACCEPTANCE,
}


def notice_of(application: Application, paper: Paper) -> NoticeFacts:
    """The facts of a notice; raises MissingFact for a dossier that lacks one. Always in Chinese."""
    kind = paper.slug.partition("-")[0]
    with override("zh-hans"):
        return MAKERS.get(kind, decision_notice)(application, paper)


def common(application: Application, paper: Paper) -> dict[str, Any]:
    """What every notice states."""
    return {
        "addressee": application.applicant_name,
        "addressee_kind": PartyKind(application.applicant_kind),
        "application_number": application.number,
        "dataset_title": application.dataset.title,
        "issuer": application.dataset.provider.name,
        "issued_on": paper.on,
        "verify_url": verify_url(application, paper.slug),
    }


def notice_number(series: str, application: Application, place: str = "") -> str:
    """数开收〔2026〕000173号: the year and the serial of the application, which it is about."""
    _series, year, serial = application.number.split("-")
    return f"{series}〔{year}〕{serial}号{place}"


def receipt(application: Application, paper: Paper) -> NoticeFacts:
    handed_in: datetime = paper.record.at
    there = application.attachments.filter(uploaded_at__lte=handed_in).exclude(removed_at__lte=handed_in).order_by("pk")
    return NoticeFacts(
        kind=NoticeKind.RECEIPT,
        number=notice_number("数开收", application),
        items=("申请书", *(f"{one.get_kind_display()}（{one.name}）" for one in there)),
        received_on=paper.on,
        due_on=reply_due(application, paper.on),
        **common(application, paper),
    )


def acceptance(application: Application, paper: Paper) -> NoticeFacts:
    return NoticeFacts(
        kind=NoticeKind.ACCEPTANCE,
        number=notice_number("数开受", application),
        due_on=reply_due(application, paper.on),
        **common(application, paper),
    )


def supplement_notice(application: Application, paper: Paper) -> NoticeFacts:
    supplement: Supplement = paper.record
    place = int(paper.slug.partition("-")[2] or 1)
    return NoticeFacts(
        kind=NoticeKind.SUPPLEMENT,
        number=notice_number("数开补", application, "" if place == 1 else f"之{place}"),
        items=tuple(f"{item.subject}：{item.problem}" for item in supplement.items.all()),
        paragraphs=(supplement.note,) if supplement.note else (),
        due_on=own_due(application, Clock.SUPPLEMENT, paper.on, place),
        **common(application, paper),
    )


def extension_notice(application: Application, paper: Paper) -> NoticeFacts:
    facts = paper.record.facts
    return NoticeFacts(
        kind=NoticeKind.EXTENSION,
        number=notice_number("数开延", application),
        paragraphs=(facts["reasons"], f"答复时限延长{facts['days']}个工作日"),
        due_on=reply_due(application, paper.on, extension=facts["days"]),
        **common(application, paper),
    )


def decision_notice(application: Application, paper: Paper) -> NoticeFacts:
    decision: Decision = paper.record
    approving = decision.kind in APPROVING
    return NoticeFacts(
        kind=NOTICE_KINDS[paper.slug],
        number=decision.number,
        title="审核决定书" if approving else "",
        paragraphs=grounds(decision),
        items=tuple(condition_lines(application, decision)) if approving else (),
        legal_ground=decision.ground,
        appeal=decision.appeal,
        due_on=own_due(application, Clock.SIGNING, paper.on, 1) if approving else None,
        **common(application, paper),
    )


def review_notice(application: Application, paper: Paper) -> NoticeFacts:
    """The decision on review; of a reversal the conditions stand in the new decision."""
    review: Review = paper.record
    upheld = review.outcome == Outcome.UPHELD
    new = "" if upheld else f"改为同意开放，文号为{application.decision.number}"
    changed = (f"撤销{review.replaced['number']}", new) if new else ()
    return NoticeFacts(
        kind=NoticeKind.REVIEW_UPHELD if upheld else NoticeKind.REVIEW_REVERSED,
        number=review.number,
        paragraphs=(review.reasons,),
        items=changed,
        legal_ground=review.ground,
        appeal=review.appeal,
        **common(application, paper),
    )


MAKERS = {
    "receipt": receipt,
    "acceptance": acceptance,
    "supplement": supplement_notice,
    "extension": extension_notice,
    "review": review_notice,
}


def grounds(decision: Decision) -> tuple[str, ...]:
    """The reasons; in an approval only why less was granted than asked for."""
    if decision.kind == DecisionKind.APPROVE_PARTLY:
        return (f"部分字段不予开放，理由：{decision.reasons}",) if decision.reasons else ("申请的部分字段不予开放",)
    return (decision.reasons,) if decision.kind != DecisionKind.APPROVE else ()


def condition_lines(application: Application, decision: Decision) -> list[str]:
    """What is opened and under which conditions, one line each."""
    conditions = Conditions.from_json(decision.conditions)
    titles = {field.name: field.title for field in application.dataset.fields.all()}
    fields = "、".join(titles.get(name, name) for name in conditions.fields)
    return [
        f"开放字段：{fields}",
        f"提供方式：{DeliveryMode(conditions.delivery_mode).label}",
        f"利用期限：{conditions.term_months}个月",
        *conditions.sentences(),
    ]


# ---- limits, as they were told ----


def reply_due(application: Application, on: date, extension: int = 0) -> date | None:
    """When the reply was due by all that was known on a day: pauses ended by then, notices published by then."""
    deadline = Deadline.objects.get(case=application.case_id, clock=Clock.VALID_REPLY)
    pauses = [pause for pause in pauses_of(deadline) if pause.until and pause.until <= on]
    return _due(deadline, on, pauses, extension)


def own_due(application: Application, clock: Clock, on: date, place: int) -> date | None:
    """When the applicant's own clock, started that day for the `place`-th time, was to end."""
    return _due(Deadline.objects.get(case=application.case_id, clock=clock, round=place), on, [])


def _due(deadline: Deadline, on: date, pauses: list[Pause], extension: int = 0) -> date | None:
    return due(index_known_on(on), deadline.received_on, deadline.budget, pauses, Mode(deadline.mode), extension).on
