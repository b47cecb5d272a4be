"""Who may invite, join, end a membership and administer a body."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Invitation, Membership
from accounts.roles import Role
from applications.membership.appoint import appoint
from applications.membership.end_membership import end_membership
from applications.membership.invite import MOST_WAITING, VALID_DAYS, invite
from applications.membership.join import join
from applications.membership.members import members
from applications.membership.refusals import (
    AlreadyMember,
    InvitationOver,
    LastAdministrator,
    NotAdministrator,
    NotInvited,
    TooManyInvitations,
)
from applications.membership.withdraw_invitation import withdraw_invitation
from jobs.models import Job
from tests.factories import Cast, shanghai, the_cast

pytestmark = [pytest.mark.both, pytest.mark.django_db]

NOW = shanghai("2026-09-28 10:00")
TODAY = NOW.date()


@pytest.fixture
def cast(db: None) -> Cast:
    return the_cast()


def post_of(cast: Cast, part: str) -> Membership:
    return Membership.objects.get(user=cast.people[part], role=Role.APPLICANT)


def invited(cast: Cast, email: str = "person@wuri.example", **said: Any) -> Invitation:
    return invite(**{"body": cast.body, "actor": cast.applicant, "email": email, "now": NOW} | said)


def names(cast: Cast, when: Any = NOW) -> list[str]:
    return [post.user.name for post in members(cast.body, when.date())]


class TestInviting:
    def test_is_for_administrators_of_the_body_alone(self, cast: Cast) -> None:
        for actor in (cast.colleague, cast.stranger, cast.person, cast.handler, cast.sysadmin):
            with pytest.raises(NotAdministrator):
                invited(cast, actor=actor)
        assert not Invitation.objects.exists()

    def test_sends_one_mail_and_lasts_seven_days(self, cast: Cast) -> None:
        made = invited(cast)
        assert made.expires_on == TODAY + timedelta(days=VALID_DAYS)
        [job] = Job.objects.filter(name="applications.invitation_mail")
        assert job.payload == {"invitation": made.pk}

    def test_of_a_member_is_refused_in_whatever_letters(self, cast: Cast) -> None:
        with pytest.raises(AlreadyMember):
            invited(cast, "Colleague@WURI.example")

    def test_again_replaces_the_invitation_that_waits(self, cast: Cast) -> None:
        first, second = invited(cast), invited(cast, "Person@wuri.example")
        assert list(cast.body.invitations.waiting()) == [second]
        with pytest.raises(InvitationOver):
            join(invitation=first, actor=cast.person, now=NOW)

    def test_has_a_bound(self, cast: Cast) -> None:
        for n in range(MOST_WAITING):
            invited(cast, f"a{n}@wuri.example")
        with pytest.raises(TooManyInvitations):
            invited(cast)
        assert invited(cast, "a1@wuri.example")


class TestJoining:
    def test_makes_a_plain_member_from_today(self, cast: Cast) -> None:
        post = join(invitation=invited(cast), actor=cast.person, now=NOW)
        assert (post.organisation, post.since, post.until, post.is_admin) == (cast.body, TODAY, None, False)
        assert names(cast) == ["沈知远", "顾明澄", "周以宁"]

    def test_is_for_the_owner_of_the_address_alone(self, cast: Cast) -> None:
        with pytest.raises(NotInvited):
            join(invitation=invited(cast), actor=cast.stranger, now=NOW)

    def test_happens_once(self, cast: Cast) -> None:
        invitation = invited(cast)
        join(invitation=invitation, actor=cast.person, now=NOW)
        with pytest.raises(InvitationOver):
            join(invitation=invitation, actor=cast.person, now=NOW)

    def test_is_possible_on_the_last_day_and_not_after_it(self, cast: Cast) -> None:
        invitation = invited(cast)
        with pytest.raises(InvitationOver):
            join(invitation=invitation, actor=cast.person, now=NOW + timedelta(days=VALID_DAYS + 1))
        assert join(invitation=invitation, actor=cast.person, now=NOW + timedelta(days=VALID_DAYS))

    def test_is_over_once_the_invitation_is_withdrawn(self, cast: Cast) -> None:
        invitation = invited(cast)
        with pytest.raises(NotAdministrator):
            withdraw_invitation(invitation=invitation, actor=cast.colleague, now=NOW)
        withdraw_invitation(invitation=invitation, actor=cast.applicant, now=NOW)
        with pytest.raises(InvitationOver):
            join(invitation=invitation, actor=cast.person, now=NOW)
        with pytest.raises(InvitationOver):
            withdraw_invitation(invitation=invitation, actor=cast.applicant, now=NOW)

    def test_after_having_left_comes_back_as_a_plain_member(self, cast: Cast) -> None:
        appoint(post=post_of(cast, "colleague"), actor=cast.applicant, is_admin=True, now=NOW)
        end_membership(post=post_of(cast, "colleague"), actor=cast.applicant, now=NOW)
        join(invitation=invited(cast, "colleague@wuri.example"), actor=cast.colleague, now=NOW)
        assert names(cast) == ["沈知远", "顾明澄"]
        assert not post_of(cast, "colleague").is_admin


class TestEnding:
    def test_takes_effect_at_once(self, cast: Cast) -> None:
        end_membership(post=post_of(cast, "colleague"), actor=cast.applicant, now=NOW)
        assert names(cast) == ["沈知远"]
        assert post_of(cast, "colleague").until == TODAY - timedelta(days=1)

    def test_of_one_who_joined_today_leaves_nothing(self, cast: Cast) -> None:
        post = join(invitation=invited(cast), actor=cast.person, now=NOW)
        end_membership(post=post, actor=cast.applicant, now=NOW)
        assert not Membership.objects.filter(user=cast.person).exists()

    def test_is_for_administrators_and_for_oneself(self, cast: Cast) -> None:
        for actor in (cast.stranger, cast.person, cast.sysadmin):
            with pytest.raises(NotAdministrator):
                end_membership(post=post_of(cast, "colleague"), actor=actor, now=NOW)
        end_membership(post=post_of(cast, "colleague"), actor=cast.colleague, now=NOW)
        assert names(cast) == ["沈知远"]

    def test_of_the_last_administrator_is_refused(self, cast: Cast) -> None:
        with pytest.raises(LastAdministrator):
            end_membership(post=post_of(cast, "applicant"), actor=cast.applicant, now=NOW)
        with pytest.raises(LastAdministrator):
            appoint(post=post_of(cast, "applicant"), actor=cast.applicant, is_admin=False, now=NOW)
        appoint(post=post_of(cast, "colleague"), actor=cast.applicant, is_admin=True, now=NOW)
        end_membership(post=post_of(cast, "applicant"), actor=cast.applicant, now=NOW)
        assert names(cast) == ["顾明澄"]

    def test_of_an_administrator_whose_post_has_run_out_counts_for_nothing(self, cast: Cast) -> None:
        appoint(post=post_of(cast, "colleague"), actor=cast.applicant, is_admin=True, now=NOW)
        Membership.objects.filter(user=cast.colleague).update(until=TODAY - timedelta(days=1))
        with pytest.raises(LastAdministrator):
            end_membership(post=post_of(cast, "applicant"), actor=cast.applicant, now=NOW)


class TestAppointing:
    def test_is_for_administrators_alone(self, cast: Cast) -> None:
        for actor in (cast.colleague, cast.stranger, cast.sysadmin):
            with pytest.raises(NotAdministrator):
                appoint(post=post_of(cast, "colleague"), actor=actor, is_admin=True, now=NOW)

    def test_makes_an_administrator_and_takes_it_back(self, cast: Cast) -> None:
        appoint(post=post_of(cast, "colleague"), actor=cast.applicant, is_admin=True, now=NOW)
        assert invited(cast, actor=cast.colleague)
        appoint(post=post_of(cast, "colleague"), actor=cast.applicant, is_admin=False, now=NOW)
        with pytest.raises(NotAdministrator):
            invited(cast, actor=cast.colleague)


def test_nobody_administers_a_department(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="only_those_who_apply"), transaction.atomic():
        Membership.objects.filter(user=cast.handler).update(is_admin=True)
