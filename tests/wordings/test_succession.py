"""Renewal and amendment: a second agreement takes the place of the first, and whoever asks is told so."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from applications.actions.begin_again import begin_again
from applications.documents.facts import AgreementFacts
from applications.models import Agreement, Application, FollowsAs
from applications.succession import AlreadyFollowed
from applications.sweeps import close_ended
from applications.verification import Verdict, standing
from tests.factories import Cast, Life, a_life
from tests.factories.verbs import fill_in, hand_in_documents

pytestmark = [pytest.mark.either]
TO_THE_DECISION = ("submit", "accept", "assess", "approve")


@pytest.fixture(scope="module")
def delivered(kept: None) -> Life:
    life = a_life()
    for verb in (*TO_THE_DECISION, "sign", "seal", "deliver"):
        life.do(verb)
    return life


@pytest.fixture
def used(delivered: Life, cast: Cast) -> Life:
    """An agreement under which data are used, as no test has touched it."""
    return replace(delivered, cast=cast, done=list(delivered.done))


def following(used: Life, how: FollowsAs) -> Life:
    """The application that follows, filled in and to be handed in."""
    draft = begin_again(application=used.application, actor=used.applicant, follows_as=how, now=used.moment)
    life = Life(used.cast, draft.pk, used.moment)
    fill_in(life)
    hand_in_documents(life)
    return life


def agreement(life: Life) -> Agreement:
    return Agreement.objects.select_related("application__case").get(application=life.pk)


def goes_on(life: Life, *verbs: str) -> None:
    for verb in verbs:
        life.do(verb)


def test_an_amendment_takes_the_place_of_the_agreement_once_it_is_sealed(used: Life) -> None:
    new, before = following(used, FollowsAs.AMENDMENT), agreement(used)
    goes_on(new, *TO_THE_DECISION, "sign")
    facts = AgreementFacts.from_json(agreement(new).facts)
    assert facts.supersedes == before.number
    assert f"取代双方订立的{before.number}协议" in facts.to_json()
    assert standing(before, new.moment) == Verdict.GENUINE
    goes_on(new, "seal")
    assert standing(before, new.moment) == Verdict.SUPERSEDED
    assert standing(agreement(new), new.moment) == Verdict.GENUINE


def test_the_former_case_ends_by_itself_when_the_data_are_used_under_the_new_agreement(used: Life) -> None:
    new = following(used, FollowsAs.AMENDMENT)
    goes_on(new, *TO_THE_DECISION, "sign", "seal")
    assert close_ended(new.moment) == 0
    goes_on(new, "deliver")
    assert close_ended(new.moment) == 1
    assert used.application.case.state == "closed" and new.application.case.state == "in_use"
    assert close_ended(new.moment) == 0


def test_a_renewal_begins_when_the_former_term_is_over(used: Life) -> None:
    new, before = following(used, FollowsAs.RENEWAL), agreement(used)
    goes_on(new, *TO_THE_DECISION, "sign", "seal")
    after = agreement(new)
    assert after.starts_on == before.ends_on + timedelta(days=1)
    assert standing(before, new.moment) == Verdict.GENUINE
    later = new.moment + (after.starts_on - localdate(new.moment))
    assert standing(before, later) == Verdict.SUPERSEDED


def test_where_the_former_agreement_has_ended_meanwhile_nothing_is_superseded(used: Life) -> None:
    new = following(used, FollowsAs.RENEWAL)
    goes_on(used, "revoke")
    goes_on(new, *TO_THE_DECISION)
    assert (agreement(new).supersedes, agreement(new).starts_on) == (None, localdate(new.moment - new.step))


def test_one_at_a_time(used: Life) -> None:
    new = following(used, FollowsAs.RENEWAL)
    with pytest.raises(AlreadyFollowed):
        following(used, FollowsAs.AMENDMENT)
    goes_on(new, "withdraw")
    following(used, FollowsAs.AMENDMENT)


def test_termination_is_on_record_with_its_reason_and_verification_says_so(used: Life) -> None:
    goes_on(used, "revoke")
    ended = agreement(used)
    assert (ended.terminated_at, ended.termination) == (used.moment - used.step, "数据来源发生重大变更。")
    assert standing(ended, used.moment) == Verdict.REVOKED


@pytest.mark.parametrize("how", FollowsAs)
def test_the_applicant_begins_on_his_page_and_the_office_sees_what_it_is(used: Life, how: FollowsAs) -> None:
    browser = Client()
    browser.force_login(used.applicant)
    assert "续签和变更" in browser.get(reverse("application", args=[used.pk])).content.decode()
    browser.post(reverse("begin-again", args=[used.pk]), {"follows_as": how})
    draft = Application.objects.get(follows=used.pk)
    assert draft.follows_as == how
    life = Life(used.cast, draft.pk, used.moment)
    fill_in(life)
    hand_in_documents(life)
    life.do("submit")
    browser.force_login(used.cast.handler)
    shown = browser.get(reverse("case", args=[draft.pk])).content.decode()
    assert str(how.label) in shown and used.application.number in shown
