"""How many SQL statements a whole life takes: an upper bound, so that nobody adds one unawares."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.actions.accept import accept
from applications.actions.approve import approve
from applications.actions.close import close
from applications.actions.consult import consult
from applications.actions.deliver import deliver
from applications.actions.give_opinion import give_opinion
from applications.actions.request_supplement import request_supplement
from applications.actions.resubmit import resubmit
from applications.actions.seal import seal
from applications.actions.sign import sign
from applications.actions.submit import submit
from applications.conditions import Conditions
from tests.factories import Cast, a_life, case_in
from tests.factories.answers import HIGH_RISK
from tests.factories.verbs import put_text_on_file

pytestmark = [pytest.mark.django_db, pytest.mark.both]

NOT_COUNTED = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
# Journal, clocks, work list, messages and the dossier's own records, all eleven moves together.
AT_MOST = 150


def eleven_moves(cast: Cast) -> list[tuple[Callable[..., Any], Any, dict[str, Any]]]:
    """The happy path with a supplement and a consultation: action, person, what he says."""
    conditions = Conditions(("stop_id", "stop_name"), "download", 12)
    return [
        (submit, cast.applicant, {}),
        (request_supplement, cast.handler, {"items": [("应用场景说明", "请写明"), ("安全承诺书", "请补签")]}),
        (resubmit, cast.applicant, {"answers": {1: "已写明", 2: "已补签"}}),
        (accept, cast.handler, {}),
        (consult, cast.assessor, {"answers": HIGH_RISK, "opinion": "见附", "departments": [cast.consulted]}),
        (give_opinion, cast.consulted_handler, {"agrees": True, "opinion": "同意"}),
        (approve, cast.approver, {"conditions": conditions}),
        (sign, cast.applicant, {"address": "127.0.0.1"}),
        (seal, cast.approver, {}),
        (deliver, cast.handler, {}),
        (close, cast.applicant, {"confirmed": True}),
    ]


def test_a_whole_life_of_eleven_moves_stays_within_its_statements() -> None:
    case_in("submitted")  # what a process reads once: the calendar, the content types
    life, counts = a_life(), {}
    for action, actor, said in eleven_moves(life.cast):
        application = life.application
        if action in (sign, seal):
            said |= {"seen_sha256": put_text_on_file(life).sha256}
        with CaptureQueriesContext(connection) as captured:
            action(application=application, actor=actor, now=life.moment, **said)
        sql = [query["sql"].lstrip() for query in captured.captured_queries]
        counts[action.__name__] = len([one for one in sql if not one.startswith(NOT_COUNTED)])
        life.moment += life.step
    assert life.application.case.state == "closed"
    assert sum(counts.values()) <= AT_MOST, counts
