"""What opens at once is weighed by the questionnaire; a daily sample of it is looked at again by people."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from applications.background import opened_at_once
from applications.fast_track import opens_at_once
from applications.models import Assessment, Dataset, Sample, SpotCheck, StandingAssessment
from applications.refusals import NotConfirmable, NothingToRecheck
from applications.sampling import draw_samples, lot
from applications.standing_drafts import assess_beforehand, confirm
from applications.sweeps import open_fast_track
from delivery.models import Grant
from jobs import clock
from jobs.models import Job
from tests.factories import MORNING, Life, a_dataset, a_life, the_cast
from tests.factories.answers import LOW_RISK
from tests.factories.datasets import judge_beforehand
from workflow.models import Event
from workflow.refusals import MissingFacts, NotYours
from workflow.states import State

pytestmark = pytest.mark.django_db
PLAIN = ["stop_id", "stop_name"]
DAY = timedelta(days=1)


def at_once(**said: Any) -> Dataset:
    return a_dataset(the_cast().provider, "JT-0002", **{"grade": "general_1", "fast_track": True} | said)


def handed_in(dataset: Dataset | None = None, fields: list[str] | None = None) -> Life:
    life = a_life(dataset=dataset or at_once(), requested_fields=fields or PLAIN)
    life.do("submit")
    return life


def opened(life: Life) -> bool:
    open_fast_track(life.moment)
    return bool(life.application.case.state == State.AGREEMENT)


def test_low_risk_is_opened_with_the_assessment_on_record() -> None:
    life = handed_in()
    assert opened(life)
    assessment = Assessment.objects.get(application=life.pk)
    assert (assessment.by, assessment.level, assessment.stopped) == (None, "low", False)
    assert assessment.answers == LOW_RISK | {"grade": "general_1"}
    entry = Event.objects.get(case=life.pk, name="fast_track")
    assert (entry.facts["points"], entry.facts["version"]) == (assessment.points, 2)
    assert life.application.case.risk == "low"


def test_what_was_opened_at_once_is_signed_sealed_and_delivered_like_any_other() -> None:
    life = handed_in()
    assert opened(life)
    for verb in ("sign", "seal", "deliver"):
        life.do(verb)
    assert Grant.objects.get(application=life.pk).fields == PLAIN


def test_it_is_decided_by_a_job_of_its_own_within_seconds() -> None:
    life = handed_in()
    job = Job.objects.get(name="applications.open_at_once")
    with clock.travel(life.moment):
        opened_at_once(job, None)
        opened_at_once(job, None)  # a job may run twice
    assert life.application.case.state == State.AGREEMENT


@pytest.mark.parametrize(
    ("said", "fields", "standing"),
    [
        ({"grade": "general_3"}, PLAIN, {"measures": "partial", "linkage": "possible"}),
        ({}, [*PLAIN, "passengers"], {}),
        ({"grade": "core"}, PLAIN, {}),
        ({"grade": ""}, PLAIN, {}),
        ({}, PLAIN, {"publication": "original"}),
        ({}, PLAIN, {"linkage": "likely", "granularity": "single"}),
        ({}, PLAIN, {"measures": ""}),
    ],
    ids=["medium", "sensitive field", "hard stop by fact", "no grade", "hard stop", "judged risky", "left open"],
)
def test_anything_else_waits_for_a_person(said: dict[str, Any], fields: list[str], standing: dict[str, str]) -> None:
    dataset = at_once(**said)
    if standing:
        judge_beforehand(dataset, **standing)
    life = handed_in(dataset, fields)
    assert not opened(life)
    assert not Assessment.objects.exists()
    with pytest.raises(MissingFacts):
        life.do("fast_track")
    life.do("accept")


def test_a_data_set_that_nobody_has_judged_or_confirmed_waits_for_a_person() -> None:
    dataset = at_once()
    StandingAssessment.objects.all().delete()
    assert not opens_at_once(handed_in(dataset).application)
    people = the_cast()
    row = assess_beforehand(dataset=dataset, actor=people.assessor, answers=LOW_RISK, evidence={}, now=MORNING)
    life = handed_in(dataset)
    assert not opens_at_once(life.application)
    confirm(standing=row, actor=people.approver, now=MORNING)
    assert opened(life)


def test_who_judges_beforehand_does_not_confirm() -> None:
    dataset, cast = at_once(), the_cast()
    row = assess_beforehand(dataset=dataset, actor=cast.assessor, answers=LOW_RISK, evidence={}, now=MORNING)
    with pytest.raises(NotConfirmable):
        confirm(standing=row, actor=cast.assessor, now=MORNING)
    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        StandingAssessment.objects.filter(pk=row.pk).update(confirmed_by=cast.assessor, confirmed_at=MORNING)


def test_only_the_latest_is_confirmed_and_once() -> None:
    dataset, cast = at_once(), the_cast()
    said = {"dataset": dataset, "actor": cast.assessor, "answers": LOW_RISK, "evidence": {}, "now": MORNING}
    older, newer = assess_beforehand(**said), assess_beforehand(**said)
    with pytest.raises(NotConfirmable):
        confirm(standing=older, actor=cast.approver, now=MORNING)
    confirm(standing=newer, actor=cast.approver, now=MORNING)
    with pytest.raises(NotConfirmable):
        confirm(standing=newer, actor=cast.approver, now=MORNING)


def test_an_applicant_whose_data_were_taken_back_waits_for_a_person() -> None:
    life = handed_in()
    assert opened(life)
    life.do("revoke")
    assert not opened(handed_in())


# ---- the sample ----


def a_day_of(n: int) -> list[Life]:
    lives = [handed_in() for _ in range(n)]
    assert all(opened(life) for life in lives)
    return lives


@pytest.mark.parametrize(("share", "drawn"), [(0, 0), (0.1, 1), (0.5, 2), (1, 4)])
def test_the_share_of_a_day_is_drawn_and_told(settings: LazySettings, share: float, drawn: int) -> None:
    settings.WURI_FAST_TRACK_SAMPLE = share
    a_day_of(4)
    assert draw_samples(MORNING + timedelta(hours=10)) == 0  # the day is not over
    assert draw_samples(MORNING + DAY) == drawn
    assert draw_samples(MORNING + DAY) == 0
    sample = Sample.objects.get()
    assert (sample.opened, sample.drawn, SpotCheck.objects.count()) == (4, drawn, drawn)
    assert Event.objects.filter(name="draw_check").count() == drawn


def test_nobody_can_steer_the_lot(settings: LazySettings) -> None:
    settings.WURI_FAST_TRACK_SAMPLE = 0.5
    a_day_of(4)
    openings = list(Event.objects.filter(name="fast_track"))
    draw_samples(MORNING + DAY)
    drawn = {check.application_id for check in SpotCheck.objects.all()}
    assert drawn == {event.case_id for event in lot(reversed(openings), 0.5)}


def drawn_one() -> Life:
    [life] = a_day_of(1)
    life.moment = MORNING + DAY
    draw_samples(life.moment)
    return life


def test_a_handler_looks_at_it_again_once() -> None:
    life = drawn_one()
    with pytest.raises(NotYours):
        life.do("recheck", actor=life.cast.approver)
    life.do("recheck", right=False, finding="申请字段多于用途所需。")
    check = SpotCheck.objects.get()
    assert (check.right, check.checked_by) == (False, life.cast.handler)
    with pytest.raises(NothingToRecheck):
        life.do("recheck")


def test_a_case_that_was_not_drawn_is_not_looked_at_again() -> None:
    life = handed_in()
    with pytest.raises(NothingToRecheck):
        life.do("recheck")


# ---- the pages ----


@pytest.fixture
def as_one_of(client: Client) -> Callable[[str], Client]:
    def enter(part: str) -> Client:
        client.force_login(the_cast().people[part])
        return client

    return enter


def answers(**other: str) -> dict[str, str]:
    return {f"answer_{key}": option for key, option in {**LOW_RISK, **other}.items()}


def test_an_assessor_judges_on_the_page_and_an_approver_confirms(as_one_of: Callable[[str], Client]) -> None:
    address = reverse("standing", args=[at_once().code])
    assert as_one_of("assessor").post(address, answers(measures="partial")).status_code == 302
    row = StandingAssessment.objects.order_by("-pk")[0]
    assert (row.answers["measures"], row.confirmed_at) == ("partial", None)
    assert "grade" not in row.answers
    confirm_at = reverse("standing-confirm", args=["JT-0002", row.pk])
    assert as_one_of("assessor").post(confirm_at).status_code == 404
    assert as_one_of("approver").post(confirm_at).status_code == 302
    row.refresh_from_db()
    assert row.confirmed_by == the_cast().approver
    assert as_one_of("approver").post(confirm_at).status_code == 409


def test_what_is_left_out_is_said_and_what_was_typed_stays(as_one_of: Callable[[str], Client]) -> None:
    said = answers() | {"answer_measures": "", "evidence_border": "制度文件第三条"}
    response = as_one_of("assessor").post(reverse("standing", args=[at_once().code]), said)
    assert response.status_code == 200
    assert "请选择一项。" in response.text and "制度文件第三条" in response.text


def test_others_of_the_office_read_and_do_not_write(as_one_of: Callable[[str], Client]) -> None:
    address = reverse("standing", args=[at_once().code])
    client = as_one_of("handler")
    assert "提交预先评估" not in client.get(address).text
    assert client.post(address, answers()).status_code == 404


def test_the_list_shows_what_was_drawn(as_one_of: Callable[[str], Client]) -> None:
    life = drawn_one()
    shown = as_one_of("handler").get(reverse("fast-track")).text
    assert life.application.number in shown and "待复查" in shown and "抽取 1 件" in shown
