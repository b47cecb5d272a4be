"""A review of a refusal: once, within ten working days, by another person, after a supervisor was heard."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from accounts.models import Membership
from accounts.roles import Role
from applications.models import Decision, DecisionKind, Outcome, Review
from applications.notices import notice_of
from applications.offers import offered
from applications.papers import papers_of
from applications.refusals import ReviewAdvised
from calendars.store import current_index
from tests.factories import Cast, Life, a_life, the_cast
from tests.factories.answers import FORBIDDEN
from workflow.models import Case, Deadline, Event
from workflow.proof import differences
from workflow.refusals import MissingFacts, OwnDecision, SamePerson, WrongState
from workflow.states import State

pytestmark = [pytest.mark.django_db, pytest.mark.both]
REFUSED = ("submit", "accept", "assess", "refuse")


def a_refused(**start: object) -> Life:
    life = a_life(**start)  # type: ignore[arg-type]
    for verb in REFUSED:
        life.do(verb)
    return life


def clocks(life: Life) -> dict[str, str]:
    return {one.clock: one.status for one in Deadline.objects.filter(case=life.pk)}


def test_a_review_has_a_clock_of_its_own_and_leaves_the_replys_alone() -> None:
    life = a_refused()
    before = Deadline.objects.values().get(case=life.pk, clock="valid_reply")
    life.do("request_review")
    review = Deadline.objects.get(case=life.pk, clock="review")
    assert review.due_on == current_index().add(localdate(life.moment), 5)
    assert Deadline.objects.values().get(case=life.pk, clock="valid_reply") == before
    life.do("advise_review")
    life.do("uphold")
    assert clocks(life) == {"valid_reply": "met", "review": "met"}
    assert not list(differences_of(life))


def differences_of(life: Life) -> list[str]:
    case = Case.objects.get(pk=life.pk)
    index = current_index()
    entries, deadlines = list(case.events.order_by("seq")), list(case.deadlines.all())
    return list(differences(case.standards, entries, deadlines, lambda digest: index))


def test_the_tenth_working_day_is_in_time_and_the_eleventh_is_not() -> None:
    last = current_index().add(localdate(a_refused().moment), 10)
    for days, asked in ((0, True), (1, False)):
        life = a_refused()
        day = last + timedelta(days=days)
        moment = life.moment.replace(year=day.year, month=day.month, day=day.day, hour=23)
        offer = "request_review" in offered(life.application, life.cast.applicant, moment).names
        assert offer is asked
        if asked:
            life.do("request_review", at=moment)
        else:
            with pytest.raises(MissingFacts, match="期限已经届满"):
                life.do("request_review", at=moment)


def test_a_review_is_asked_for_once() -> None:
    life = a_refused()
    for verb in ("request_review", "advise_review", "uphold"):
        life.do(verb)
    assert life.application.case.state == State.REFUSED
    with pytest.raises(MissingFacts, match="只能申请一次"):
        life.do("request_review")


def test_what_was_not_accepted_is_not_reviewed() -> None:
    life = a_life()
    life.do("submit")
    life.do("not_accept")
    with pytest.raises(WrongState):
        life.do("request_review")


def test_nobody_decides_a_review_before_a_supervisor_was_heard() -> None:
    life = a_refused()
    life.do("request_review")
    for verb in ("uphold", "reverse"):
        with pytest.raises(MissingFacts, match="督办人员"):
            life.do(verb)


def test_a_supervisor_is_heard_once() -> None:
    life = a_refused()
    life.do("request_review")
    life.do("advise_review")
    with pytest.raises(ReviewAdvised):
        life.do("advise_review")


def reviewed(life: Life) -> Life:
    life.do("request_review")
    life.do("advise_review")
    return life


def test_who_refused_does_not_review() -> None:
    life = reviewed(a_refused())
    for verb in ("uphold", "reverse"):
        with pytest.raises(OwnDecision):
            life.do(verb, actor=life.cast.approver)


def test_who_assessed_does_not_review(two_posts: Cast) -> None:
    life = reviewed(a_refused())
    with pytest.raises(SamePerson):
        life.do("uphold", actor=two_posts.assessor)


@pytest.fixture
def two_posts() -> Cast:
    """The assessor is an approver as well."""
    cast = the_cast()
    Membership.objects.create(
        user=cast.assessor, organisation=cast.provider, role=Role.APPROVER, since=localdate(a_life().moment)
    )
    return cast


def test_another_approver_reviews() -> None:
    life = reviewed(a_refused())
    other = life.cast.colleague
    Membership.objects.filter(user=other).delete()
    Membership.objects.create(
        user=other, organisation=life.cast.provider, role=Role.APPROVER, since=localdate(life.moment)
    )
    life.do("uphold", actor=other)
    assert Review.objects.get(application=life.pk).decided_by == other


def test_the_database_too_leaves_a_review_to_another() -> None:
    life = reviewed(a_refused())
    case = Case.objects.get(pk=life.pk)
    entry = Event(
        case=case, seq=case.seq + 1, at=life.moment, kind="move", name="uphold", source="reviewing", target="refused",
        prev_hash=case.head, hash="0" * 64, capacity="approver", actor=life.cast.approver,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="a review goes to another person"), transaction.atomic():
        entry.save(force_insert=True)


def test_an_upheld_refusal_stays_in_force_and_the_review_says_why() -> None:
    life = reviewed(a_refused())
    refusal = Decision.objects.get(application=life.pk)
    life.do("uphold")
    review = Review.objects.get(application=life.pk)
    assert (review.outcome, Decision.objects.get(application=life.pk).number) == (Outcome.UPHELD, refusal.number)
    found = papers_of(life.application)
    assert {"refusal", "review"} <= set(found)
    notice = notice_of(life.application, found["review"])
    assert (notice.heading, notice.number) == ("复核决定书", review.number)
    assert "行政复议" in notice.appeal and "申请复核" not in notice.appeal


def test_a_reversed_refusal_is_kept_beside_the_decision_that_takes_its_place() -> None:
    life = reviewed(a_refused())
    refusal = Decision.objects.get(application=life.pk)
    before = notice_of(life.application, papers_of(life.application)["refusal"])
    life.do("reverse")
    decision = Decision.objects.get(application=life.pk)
    assert (decision.kind, decision.by) == (DecisionKind.APPROVE, life.cast.deputy_leader)
    assert decision.number != refusal.number
    found = papers_of(life.application)
    assert {"refusal", "review", "decision", "agreement"} <= set(found)
    assert notice_of(life.application, found["refusal"]) == before
    assert refusal.number in notice_of(life.application, found["review"]).items[0]
    assert clocks(life) == {"valid_reply": "met", "review": "met", "signing": "running"}
    assert not differences_of(life)
    for verb in ("sign", "seal", "deliver"):
        life.do(verb)
    assert life.application.case.state == State.IN_USE


def test_a_hard_stop_is_not_reversed() -> None:
    life = a_life()
    for verb, said in (("submit", {}), ("accept", {}), ("assess", {"answers": FORBIDDEN}), ("refuse", {})):
        life.do(verb, **said)
    with pytest.raises(MissingFacts, match="一票否决"):
        reviewed(life).do("reverse")


def test_a_case_from_before_reviews_gets_the_limits_that_its_day_of_receipt_had() -> None:
    life = a_refused()
    case = Case.objects.get(pk=life.pk)
    older = {clock: one for clock, one in case.standards.items() if not clock.startswith("review")}
    Case.objects.filter(pk=life.pk).update(standards=older)
    life.do("request_review")
    assert set(older) < set(life.application.case.standards)
    assert clocks(life)["review"] == "running"


def test_the_way_of_appeal_of_a_refusal_names_the_review() -> None:
    appeal = Decision.objects.get(application=a_refused().pk).appeal
    assert "10个工作日" in appeal and "复核" in appeal and "行政诉讼" in appeal
