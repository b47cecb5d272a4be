"""Renewal and amendment with the purpose unchanged: asked for in one form, decided by two people within the limit of
every application, and used without a gap."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import Membership
from accounts.roles import Role
from applications.actions.approve import approve
from applications.actions.ask_to_continue import ask_to_continue
from applications.conditions import Conditions
from applications.eligibility import NotConditional
from applications.models import Application, Dataset, DatasetField, FollowsAs
from applications.refusals import (
    GradeChanged,
    NotToContinue,
    RenewedTooEarly,
    RenewedTooLate,
    ReportOwed,
    SensitiveFieldsAdded,
)
from applications.succession import AlreadyFollowed
from applications.sweeps import close_ended, deliver_successors
from delivery.background import look_after_grants
from delivery.collect import collect, grant_of
from delivery.keys import issue, key_of
from delivery.models import Grant, GrantStatus, SandboxPlace, SandboxStatus
from delivery.reactions import first_moment
from delivery.reports import plan_reports
from delivery.sandbox import settling
from delivery.sweeps import remind
from delivery.transfer import refusal
from jobs.clock import travel
from jobs.models import Job
from jobs.runner import run_due
from tests.delivery.lives import GRANTED, a_delivered_life
from tests.factories import Life, case_in, shanghai, the_cast
from workflow.models import Clock, Deadline, Event
from workflow.refusals import MissingFacts, Refused, SamePerson, WrongState
from workflow.states import State

pytestmark = pytest.mark.django_db
DECIDED = ("keep_assessment", "approve", "sign", "seal")
# The agreements of these tests end on 10 September 2027.
NEAR_THE_END = shanghai("2027-08-16 09:00")


def used(mode: str = "download", **said: Any) -> Life:
    life = a_delivered_life(mode=mode, **said)
    life.moment = NEAR_THE_END
    return life


@pytest.fixture
def life() -> Life:
    return used()


def asked(life: Life, how: FollowsAs = FollowsAs.RENEWAL, months: int = 12, **said: Any) -> Life:
    new = ask_to_continue(
        application=life.application, actor=life.applicant, how=how, term_months=months, because="项目继续。",
        now=life.moment, **said,
    )  # fmt: skip
    return Life(life.cast, new.pk, life.moment + life.step)


def agreed(life: Life, how: FollowsAs = FollowsAs.RENEWAL, **said: Any) -> Life:
    new = asked(life, how, **said)
    for verb in DECIDED:
        new.do(verb)
    assert deliver_successors(new.moment) == 1
    return new


def test_it_is_handed_in_at_once_with_the_words_and_documents_of_before_and_its_clock_runs(life: Life) -> None:
    new = asked(life).application
    assert new.case.state == State.SUBMITTED and new.number and new.follows == life.application
    assert (new.purpose, new.requested_fields) == (life.application.purpose, list(GRANTED))
    assert new.attachments.count() == life.application.attachments.count() > 0
    reply = Deadline.objects.get(case=new.pk, clock=Clock.VALID_REPLY)
    assert reply.due_on == date(2027, 8, 23) and reply.budget == 5


def test_a_handler_keeps_the_assessment_and_another_decides(life: Life) -> None:
    new = asked(life)
    new.do("keep_assessment", actor=life.cast.handler)
    case = new.application.case
    assert (case.state, case.assessor, case.risk) == (State.DECIDING, life.cast.handler, "low")
    kept, before = new.application.assessments.get(), life.application.assessments.get()
    assert (kept.answers, kept.points, kept.by) == (before.answers, before.points, life.cast.handler)
    with pytest.raises(MissingFacts):
        asked_again = asked(used(starts_at=shanghai("2026-09-11 09:00")))
        asked_again.do("keep_assessment", opinion=" ")


def test_who_kept_the_assessment_cannot_approve(life: Life) -> None:
    both, post = life.cast.handler, Role.APPROVER
    Membership.objects.create(user=both, organisation=life.cast.provider, role=post, since=date(2020, 1, 1))
    new = asked(life)
    new.do("keep_assessment")
    conditions = Conditions(GRANTED, "download", 12)
    with pytest.raises(SamePerson):
        approve(application=new.application, actor=both, conditions=conditions, now=new.moment)


def test_a_renewal_takes_up_where_the_former_term_ends_without_a_gap(life: Life) -> None:
    new = agreed(life)
    before, after = Grant.objects.get(application=life.pk), Grant.objects.get(application=new.pk)
    assert after.continues == before and after.starts_at == before.ends_at
    assert new.application.agreement.supersedes == life.application.agreement
    eve = before.ends_at - timedelta(minutes=1)
    assert close_ended(eve) == 0
    collect(application=life.application, actor=life.applicant, address=None, now=eve)
    assert collect(application=new.application, actor=new.applicant, address=None, now=after.starts_at)
    assert close_ended(after.starts_at) == 1
    assert life.application.case.state == State.CLOSED and new.application.case.state == State.IN_USE


def test_nothing_is_taken_under_the_new_agreement_before_it_begins(life: Life) -> None:
    new = agreed(life)
    with pytest.raises(Refused) as refused:
        collect(application=new.application, actor=new.applicant, address=None, now=new.moment)
    assert refused.value.code == "not_begun"


def test_a_download_that_runs_across_the_change_is_not_cut(life: Life) -> None:
    new = agreed(life)
    end = Grant.objects.get(application=life.pk).ends_at
    copy = collect(application=life.application, actor=life.applicant, address=None, now=end - timedelta(minutes=1))
    assert refusal(copy, end + timedelta(minutes=1)) is None
    Grant.objects.filter(application=new.pk).update(fields=["stop_id"])
    narrower = refusal(copy, end + timedelta(minutes=1))
    assert narrower is not None and narrower.code == "agreement_expired"


def test_keys_of_the_interface_go_on_opening_without_a_gap() -> None:
    life = used("api")
    _key, secret = issue(grant=grant_of(life.application), actor=life.applicant, name="系统", now=life.moment)
    new = agreed(life)
    end = Grant.objects.get(application=life.pk).ends_at
    assert key_of(secret, end - timedelta(seconds=1)).grant.application_id == life.pk
    assert key_of(secret, end).grant.application_id == new.pk
    look_after_grants(end)
    assert key_of(secret, end).grant.application_id == new.pk


def test_a_sandbox_goes_on_with_its_place_account_and_secret(settings: Any, tmp_path: Any) -> None:
    settings.WURI_SANDBOX_FOLDER, settings.MEDIA_ROOT = str(tmp_path / "box"), tmp_path / "media"
    life = used("sandbox")
    Dataset.objects.filter(pk=life.application.dataset_id).update(delivery_modes=["sandbox"])
    _background(life.moment)
    before = SandboxPlace.objects.get()
    new = agreed(life)
    end = Grant.objects.get(application=life.pk).ends_at
    with travel(end):
        look_after_grants(end)
        close_ended(end)
    _background(end)
    after = SandboxPlace.objects.get()
    assert after.grant.application_id == new.pk and after.status == SandboxStatus.OPEN
    assert (after.account, after.place, after.reference) == (before.account, before.place, before.reference)
    assert after.copy != before.copy and (tmp_path / "box" / "open" / after.reference.hex / "data").is_dir()


def _background(now: Any) -> None:
    Job.objects.exclude(name__in=[settling.JOB, settling.CHANGED]).delete()
    Job.objects.filter(state="ready").update(run_at=now)
    with travel(now):
        run_due()


def test_an_amendment_holds_at_once_and_the_former_grant_is_over_in_the_same_moment(life: Life) -> None:
    new = agreed(life, FollowsAs.AMENDMENT, fields=["stop_id"])
    before, after = Grant.objects.get(application=life.pk), Grant.objects.get(application=new.pk)
    assert (before.status, before.ended_at) == (GrantStatus.ENDED, after.starts_at)
    assert after.fields == ["stop_id"] and after.status == GrantStatus.ACTIVE
    assert close_ended(new.moment) == 1


def test_former_conditions_stand_in_the_approvers_form(life: Life, client: Client) -> None:
    new = asked(life)
    new.do("keep_assessment")
    decision = life.application.decision
    decision.conditions |= {"quota": 7, "special": "仅限内网使用。"}
    decision.save()
    client.force_login(life.cast.approver)
    with travel(new.moment):
        page = client.get(reverse("move", args=[new.pk, "approve"])).content.decode()
    assert 'value="7"' in page and "仅限内网使用。" in page


@pytest.mark.parametrize(
    ("spoil", "refused"),
    [
        ({"grade": "general_4"}, GradeChanged),
        ({"openness": "closed", "fast_track": False}, NotConditional),
    ],
)
def test_a_dataset_of_another_grade_or_closed_is_not_renewed(life: Life, spoil: Any, refused: type[Refused]) -> None:
    Dataset.objects.filter(pk=life.application.dataset_id).update(**spoil)
    with pytest.raises(refused):
        asked(life)


def test_an_overdue_report_bars_it_until_it_is_handed_in(life: Life, client: Client) -> None:
    plan_reports()
    with travel(life.moment):
        remind(life.moment)
    with pytest.raises(ReportOwed):
        asked(life)
    client.force_login(life.applicant)
    with travel(life.moment):
        page = client.get(reverse("data-renewal", args=[life.pk])).content.decode()
    assert "利用情况报告逾期未交" in page and 'name="because"' not in page


@pytest.mark.parametrize(
    ("at", "refused"),
    [("2027-06-01 09:00", RenewedTooEarly), ("2027-09-11 00:05", None), ("2027-09-20 23:55", None),
     ("2027-09-21 00:05", RenewedTooLate)],
)  # fmt: skip
def test_it_is_asked_for_near_the_end_or_shortly_after(life: Life, at: str, refused: type[Refused] | None) -> None:
    life.moment = shanghai(at)
    close_ended(life.moment)
    if refused:
        with pytest.raises(refused):
            asked(life)
        return
    new = agreed(life)
    assert Grant.objects.get(application=new.pk).starts_at >= shanghai(at)
    # Of what has ended meanwhile the new term begins with its decision.
    assert localdate(life.moment) <= new.application.agreement.starts_on <= localdate(new.moment)


def test_one_at_a_time_and_not_while_it_is_suspended(life: Life) -> None:
    asked(life).do("withdraw")
    asked(life)
    with pytest.raises(AlreadyFollowed):
        asked(life, FollowsAs.AMENDMENT, fields=["stop_id"])
    other = used(starts_at=shanghai("2026-09-11 09:00"))
    other.do("suspend")
    with pytest.raises(WrongState):
        asked(other)


def test_sensitive_fields_need_an_assessment_of_their_own(life: Life) -> None:
    DatasetField.objects.filter(name="passengers").update(is_sensitive=True)
    with pytest.raises(SensitiveFieldsAdded):
        asked(life, FollowsAs.AMENDMENT, fields=[*GRANTED, "passengers"])


def test_what_has_changed_meanwhile_is_told_to_the_handler_who_accepts_it_for_assessment_instead(life: Life) -> None:
    new = asked(life)
    Dataset.objects.filter(pk=life.application.dataset_id).update(grade="general_4")
    with pytest.raises(MissingFacts) as missing:
        new.do("keep_assessment")
    assert "级别已由" in str(missing.value.missing[0])
    new.do("accept")
    new.do("assess")
    assert new.application.case.state == State.DECIDING


def test_an_ordinary_application_has_no_assessment_to_keep() -> None:
    life = used()
    ordinary = Life(life.cast, case_in(State.SUBMITTED).pk, life.moment)
    with pytest.raises(NotToContinue):
        ordinary.do("keep_assessment")


def test_the_applicant_asks_on_his_data_page_and_the_handler_finds_it_in_his_queue(life: Life, client: Client) -> None:
    client.force_login(life.applicant)
    said = {"how": "renewal", "term_months": "12", "because": "项目继续。", "unchanged": "on"}
    with travel(life.moment):
        assert reverse("data-renewal", args=[life.pk]) in client.get(reverse("my-data")).content.decode()
        wrong = client.post(reverse("data-renewal", args=[life.pk]), said | {"unchanged": "", "because": "写了很久"})
        assert wrong.status_code == 422 and "写了很久" in wrong.content.decode()
        unmoved = client.post(reverse("data-renewal", args=[life.pk]), said | {"how": "amendment", "fields": GRANTED,
                              "delivery_mode": "download"})  # fmt: skip
        assert unmoved.status_code == 422 and "都没有变化" in unmoved.content.decode()
        assert client.post(reverse("data-renewal", args=[life.pk]), said).status_code == 302
        new = Application.objects.get(follows=life.pk)
        assert new.number in client.get(reverse("my-data")).content.decode()
    client.force_login(the_cast().handler)
    with travel(life.moment):
        assert new.number in client.get(reverse("queue") + "?tab=department").content.decode()
        page = client.get(reverse("case", args=[new.pk])).content.decode()
    assert "沿用原评估，转审核决定" in page and "项目继续。" in page and life.application.number in page


def test_strangers_do_not_learn_that_there_is_anything_to_renew(life: Life, client: Client) -> None:
    for part in ("stranger", "handler", "person"):
        client.force_login(the_cast().people[part])
        assert client.get(reverse("data-renewal", args=[life.pk])).status_code == 404


def test_who_has_a_new_agreement_is_not_told_that_the_old_one_ends(life: Life) -> None:
    agreed(life)
    life.moment = shanghai("2027-09-07 10:00")
    remind(life.moment)
    assert not Event.objects.filter(case=life.pk, name="announce_end").exists()


def test_the_new_grant_begins_on_the_first_day_of_its_agreement() -> None:
    assert first_moment(date(2027, 9, 11)) == shanghai("2027-09-11 00:00")
