"""Trying a transition: through the door, and through the page, with everything that it could ask for."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Application
from tests.factories import PASSWORD
from tests.factories.answers import LOW_RISK
from workflow import door
from workflow.guards import CaseFacts
from workflow.lifecycle import LAW
from workflow.refusals import Refused
from workflow.states import State

# A dossier that lacks nothing: only rights and states can stand in the way.
COMPLETE = CaseFacts(
    defects=1, reasons="理由", ground="依据", fast_track=True, assessed=True, risk="low", departments=1, opinion="意见",
    silent=1, advised=True,
    conditions=True, agreement_seen="x", agreement_sha256="x", agreement_finished=True,
    data_ready=True, use_ended=True, clock_ran_out=True,
)  # fmt: skip


class Undo(Exception):
    """Leaves a block so that its savepoint is rolled back."""


def through_the_door(application: Application, name: str, actor: User | None, now: datetime) -> str:
    """ "done", or the code of the refusal; either way everything is as before."""
    try:
        with transaction.atomic():
            with door.passage(application.pk, name, actor, now=now) as step:
                fill_in(step)
            assert step.case.state in LAW[name].targets
            raise Undo
    except Undo:
        return "done"
    except Refused as refused:
        return refused.code


def fill_in(step: Any) -> None:
    """What the action of a transition would write."""
    if step.guards:
        step.require(COMPLETE)
    step.case.number = step.case.number or f"SQ-2099-{step.case.pk:06d}"
    step.target = State(step.case.asked_from) if step.case.state == State.SUPPLEMENT else None
    step.case.asked_from = step.case.state
    step.record = {"fields": ["stop_id"], "ends_on": "2027-09-10", "conditions": {"quota": 0}}


def answers_of(application: Application, departments: list[int]) -> dict[str, dict[str, Any]]:
    """A complete answer for every form."""
    agreement = getattr(application, "agreement", None)
    sha256 = agreement.sha256 if agreement else ""
    risk = {f"answer_{key}": option for key, option in LOW_RISK.items()} | {"opinion": "风险可控"}
    why = {"reasons": "理由", "ground": "依据", "lateness": "ours"}
    return {
        "request_supplement": {"subject_1": "应用场景名称", "problem_1": "请写明"},
        "resubmit": {f"answer_{n}": "已补正" for n in range(1, 10)},
        "not_accept": why,
        "assess": risk,
        "consult": risk | {"departments": departments, "question": "请提出意见"},
        "give_opinion": {"agrees": "yes", "opinion": "同意"},
        "return_to_assessment": why,
        "approve": {
            "fields": application.requested_fields, "delivery_mode": "download", "term_months": 12, "quota": 0,
            "report_months": 6, "lateness": "ours",
        },
        "refuse": why,
        "request_review": why,
        "uphold": why,
        "reverse": why | {
            "fields": application.requested_fields, "delivery_mode": "download", "term_months": 12, "quota": 0,
            "report_months": 6,
        },
        "sign": {"sha256": sha256, "read": "on", "password": PASSWORD},
        "seal": {"sha256": sha256, "checked": "on"},
        "suspend": why,
        "resume": why,
        "revoke": why,
        "close": {"confirmed": "on"},
    }  # fmt: skip


def through_the_page(client: Client, application: Application, name: str, answers: dict[str, Any]) -> str:
    """ "done" or "refused"; either way everything is as before. A page of errors (200) is neither and fails."""
    try:
        with transaction.atomic():
            response = client.post(reverse("move", args=[application.pk, name]), answers)
            raise Answered(response.status_code)
    except Answered as answer:
        return {302: "done", 403: "refused", 404: "refused", 409: "refused"}[answer.args[0]]


class Answered(Undo):
    """Carries the status of the answer out of the savepoint."""
