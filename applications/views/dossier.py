"""The context of the page of a case: what the applicant gave, and what the office made of it."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from .. import casefile, further, office_file, office_words, order_list, overruns, reviewing
from ..desk import Desk
from ..models import Application


def dossier(application: Application) -> dict[str, Any]:
    """What the applicant gave: everyone who may open the case reads it. Two queries."""
    prefetch_related_objects([application.dataset], "fields")
    attachments = list(application.attachments.current())
    return {
        "materials": casefile.materials(application, attachments),
        "checklist": casefile.checked(application, attachments),
        "applicant_facts": casefile.applicant_facts(application),
        "wishes": casefile.wishes(application),
        "texts": casefile.texts(application),
        "columns": casefile.columns(application, application.requested_fields),
    }


def inner_file(application: Application, desk: Desk) -> dict[str, Any]:
    """What the office made of it: for the department of the case and those who look over it. Ten queries."""
    decision = office_file.decision_of(application)
    conditions = office_file.conditions_of(decision)
    supplements, agreement = list(office_file.supplements(application)), office_file.agreement_of(application)
    events = list(application.case.events.select_related("actor"))
    review = reviewing.review_of(application) if any(event.name == "request_review" for event in events) else None
    parts = {
        "supplements": supplements,
        "assessments": office_file.assessments(application),
        "decision": decision,
        "conditions": conditions,
        "granted": casefile.columns(application, conditions.fields) if conditions else [],
        "granted_mode": casefile.delivery_words(conditions.delivery_mode) if conditions else "",
        "sentences": conditions.sentences() if conditions else [],
        "review": review,
        "agreement": agreement,
        "papers": office_file.official_papers(application, events, supplements, decision, agreement, review),
        "belonging": further.belonging(application),
        "earlier": office_file.earlier(application.case, desk),
        "precedents": office_file.decided_before(application.case, desk),
        "journal": office_words.entries(events),
        "orders": order_list.orders_of(application.case, desk.index, desk.today),
        "stages": overruns.labelled(overruns.standings(application.case, events, desk.index, desk.today)),
        "nudges": sum(event.name == "nudge" and event.capacity == "applicant" for event in events),
    }
    return {"office": True, **parts}


def sections(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Links to the parts that this page has, with how many entries each holds (components/chips.html)."""
    labels = {
        "orders": _("督办单"),
        "materials": _("材料与核对"),
        "content": _("申请内容"),
        "supplements": _("补正"),
        "assessments": _("风险评估"),
        "consultations": _("会签意见"),
        "decision": _("审核决定"),
        "review": _("对决定的复核"),
        "agreement": _("数据利用协议"),
        "papers": _("文书"),
        "earlier": _("此前的申请和决定"),
        "journal": _("办理记录"),
    }
    always = ("content", "journal", "earlier")
    return [
        {"label": label, "url": f"#h-{part}", "count": len(held) if isinstance(held := context.get(part), list) else ""}
        for part, label in labels.items()
        if part in always or context.get(part)
    ]
