"""Two administrators, and how they write."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, User
from accounts.roles import Role
from applications.models import AgreementWording
from jobs import clock
from tests.factories import MORNING, Cast, the_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return the_cast()


@pytest.fixture
def second(cast: Cast) -> User:
    """Another administrator."""
    user = User.objects.create_user("second.sysadmin@wuri.example", "x", name="金二")
    Membership.objects.create(user=user, organisation=cast.authority, role=Role.SYSADMIN, since=date(2020, 1, 1))
    return user


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def posted(user: User, name: str, *keys: int, **said: Any) -> Any:
    with clock.travel(MORNING):
        return as_(user).post(reverse(name, args=keys), said, follow=True)


def the_draft() -> AgreementWording:
    return AgreementWording.objects.drafts().get()


def written(actor: User, **changes: Any) -> AgreementWording:
    """The draft, with what the page of its editor is sent."""
    draft = the_draft()
    shown = {"seen": draft.revision, "title": draft.title, "text": draft.text, "note": "按本单位要求修改"}
    posted(actor, "wording-edit", draft.pk, **shown | changes)
    return the_draft()


def put_in_force(cast: Cast, second: User, scope: dict[str, int], **changes: Any) -> AgreementWording:
    """A version drafted by one and published by the other."""
    posted(cast.sysadmin, "wording-begin", **scope)
    draft = written(cast.sysadmin, **changes)
    posted(second, "wording-publish", draft.pk, seen=draft.revision)
    return AgreementWording.objects.get(pk=draft.pk)
