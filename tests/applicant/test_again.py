"""Applying once more: the words of the earlier application are there, documents and undertaking are given anew."""

import pytest
from django.test import Client
from django.urls import reverse

from applications.actions.begin_again import AGAIN, WORDS, begin_again
from applications.models import Application
from jobs.clock import Journey
from tests.factories import Cast, case_in
from workflow.refusals import NotYours, WrongState
from workflow.states import State

from .pages import text_of

pytestmark = pytest.mark.either


def again(application: Application) -> str:
    return reverse("begin-again", args=[application.pk])


def newest() -> Application:
    return Application.objects.latest("pk")


def test_the_new_draft_says_what_the_earlier_one_said(applicant: Client, cast: Cast) -> None:
    earlier = case_in("refused")
    answer = applicant.post(again(earlier))
    draft = newest()
    assert answer["Location"] == reverse("draft", args=[draft.pk]) + "?step=scene"
    assert {name: getattr(draft, name) for name in WORDS} == {name: getattr(earlier, name) for name in WORDS}
    assert (draft.requested_fields, draft.delivery_mode) == (earlier.requested_fields, earlier.delivery_mode)
    assert (draft.case.state, draft.case.body, draft.number) == ("draft", earlier.case.body, "")
    assert (draft.undertaking, draft.attachments.count()) == (False, 0)


def test_what_the_data_set_has_no_more_is_left_out(applicant: Client, cast: Cast) -> None:
    earlier = case_in("refused")
    gone, *left = earlier.requested_fields
    earlier.dataset.fields.get(name=gone).delete()
    earlier.dataset.delivery_modes = ["sandbox"]
    earlier.dataset.save()
    applicant.post(again(earlier))
    assert (newest().requested_fields, newest().delivery_mode) == (left, "")


def test_a_draft_that_is_there_is_gone_on_with(applicant: Client, cast: Cast) -> None:
    earlier = case_in("refused")
    applicant.post(again(earlier))
    draft, count = newest(), Application.objects.count()
    shown = applicant.post(again(earlier), follow=True)
    assert "您已有该数据集的申请草稿" in text_of(shown)
    assert (newest(), Application.objects.count()) == (draft, count)


@pytest.mark.parametrize("state", State)
def test_one_can_begin_again_when_it_has_ended_or_is_in_use(cast: Cast, now: Journey, state: State) -> None:
    earlier = case_in(state)
    if state in AGAIN:
        assert begin_again(application=earlier, actor=cast.applicant, now=now.moment).case.state == State.DRAFT
    else:
        with pytest.raises(WrongState):
            begin_again(application=earlier, actor=cast.applicant, now=now.moment)


def test_a_colleague_may_and_nobody_else(client: Client, cast: Cast, now: Journey) -> None:
    earlier = case_in("refused")
    given = {}
    for part in ("colleague", "stranger", "handler", "supervisor"):
        client.force_login(cast.people[part])
        given[part] = client.post(again(earlier)).status_code
    assert given == {"colleague": 302, "stranger": 404, "handler": 404, "supervisor": 404}
    assert newest().case.applicant == cast.colleague
    with pytest.raises(NotYours):
        begin_again(application=earlier, actor=cast.stranger, now=now.moment)


def test_the_page_of_an_ended_application_offers_it_where_the_data_set_is_open(applicant: Client, cast: Cast) -> None:
    earlier, going = case_in("refused"), case_in("assessing")
    page = reverse("application", args=[earlier.pk])
    assert f'action="{again(earlier)}"' in applicant.get(page).content.decode()
    assert "重新申请</h2>" not in applicant.get(reverse("application", args=[going.pk])).content.decode()
    earlier.dataset.openness = "closed"
    earlier.dataset.save()
    assert f'action="{again(earlier)}"' not in applicant.get(page).content.decode()
    assert applicant.post(again(earlier)).status_code == 409
