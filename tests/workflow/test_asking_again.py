"""What an applicant was told to supplement once, the handler does not ask again; a supervisor can."""

import pytest

from applications.actions.request_supplement import request_supplement
from tests.factories import Life, a_life
from workflow.models import Case
from workflow.refusals import MissingFacts
from workflow.states import State

pytestmark = [pytest.mark.django_db, pytest.mark.both]

SAME, OTHER = ("安全承诺书", "仍缺签字。"), ("应用场景描述", "请写明使用系统。")


@pytest.fixture
def resubmitted() -> Life:
    """Asked for two things, both answered."""
    life = a_life()
    for verb in ("submit", "request_supplement", "resubmit"):
        life.do(verb)
    return life


def test_the_handler_cannot_ask_for_the_same_again(resubmitted: Life) -> None:
    with pytest.raises(MissingFacts, match="督办人员"):
        resubmitted.do("request_supplement", items=[OTHER, SAME])
    assert resubmitted.application.case.state == State.SUBMITTED


def test_he_can_ask_for_something_else(resubmitted: Life) -> None:
    resubmitted.do("request_supplement", items=[OTHER])
    assert resubmitted.application.case.state == State.SUPPLEMENT


def test_another_application_was_not_asked() -> None:
    first, second = a_life(), a_life()
    for life in (first, second):
        life.do("submit")
        life.do("request_supplement", items=[SAME])
    assert second.application.case.state == State.SUPPLEMENT


def test_a_supervisor_can_and_does_not_become_the_handler(resubmitted: Life) -> None:
    handler = resubmitted.application.case.handler
    asked = {"items": [SAME], "now": resubmitted.moment}
    request_supplement(application=resubmitted.application, actor=resubmitted.cast.supervisor, **asked)
    assert resubmitted.application.case.state == State.SUPPLEMENT
    assert Case.objects.get(pk=resubmitted.pk).handler == handler
