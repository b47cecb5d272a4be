"""The person's page, the body's page and the invitation, as people use them."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.credit_code import check_character
from accounts.invitation import SIGNER
from accounts.models import Invitation, Membership, Organisation, User
from accounts.roles import Role
from jobs import clock
from jobs.runner import run_due
from tests.factories import PASSWORD, Cast, case_in, shanghai, the_cast

pytestmark = [pytest.mark.either, pytest.mark.django_db]

NOW = shanghai("2026-09-28 10:00")
CODE = "91310115MA1K4ABC7"
RIGHT = CODE + check_character(CODE)


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with clock.travel(NOW):
        yield the_cast()


def text(response: Any) -> str:
    return unescape(response.content.decode())


def page(cast: Cast) -> str:
    return reverse("organisation", args=[cast.body.pk])


def post(client: Client, where: str, /, *keys: int, **said: str) -> Any:
    return client.post(reverse(where, args=keys), said, follow=True)


class TestTheProfile:
    def test_changes_name_and_telephone(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.person)
        post(client, "profile", name=" 周 以宁 ", phone="021-1234 5678")
        cast.person.refresh_from_db()
        assert (cast.person.name, cast.person.phone) == ("周 以宁", "021-1234 5678")

    def test_keeps_what_was_typed_and_the_old_name_in_the_header(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.person)
        response = client.post(reverse("profile"), {"name": "新名字", "phone": "打电话给我"})
        assert response.status_code == 422
        assert 'value="打电话给我"' in text(response)
        assert f'href="{reverse("profile")}">周以宁</a>' in text(response)

    def test_lists_bodies_and_offices(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.applicant)
        assert "沪桥智行科技有限公司" in text(client.get(reverse("profile")))
        client.force_login(cast.handler)
        said = text(client.get(reverse("profile")))
        assert "承办人" in said
        assert "登记单位" not in said

    def test_asks_a_visitor_to_sign_in(self, client: Client) -> None:
        assert client.get(reverse("profile")).status_code == 302

    def test_takes_the_same_queries_for_one_body_and_for_many(
        self, client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        client.force_login(cast.applicant)
        with django_assert_num_queries(6):
            client.get(reverse("profile"))
        for n in range(20):
            code = f"91310115MA1K4A{n:03}"
            body = Organisation.objects.create(kind="legal_person", name=f"公司{n}", credit_code=code + "0")
            Membership.objects.create(user=cast.applicant, organisation=body, role=Role.APPLICANT, since=NOW.date())
        with django_assert_num_queries(6):
            client.get(reverse("profile"))


class TestRegistering:
    SAID = {"kind": "legal_person", "name": "浦江智行", "credit_code": RIGHT, "phone": "021-0000 0000"}

    def test_makes_a_body_and_its_administrator(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.person)
        said = text(client.post(reverse("organisation-new"), self.SAID, follow=True))
        assert "您是该单位的管理员" in said
        assert Membership.objects.get(user=cast.person).is_admin

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"credit_code": RIGHT[:-1] + "?"}, "field-err"),
            ({"name": "沪桥智行科技有限公司"}, "该单位已在本平台注册"),
            ({"kind": "department"}, "field-err"),
            ({"name": "\0"}, "field-err"),
        ],
    )
    def test_of_a_wrong_body_is_refused_with_what_was_typed(
        self, client: Client, cast: Cast, wrong: dict[str, str], words: str
    ) -> None:
        client.force_login(cast.person)
        response = client.post(reverse("organisation-new"), self.SAID | wrong)
        assert response.status_code == 422
        assert words in text(response)
        assert "021-0000 0000" in text(response)
        assert not Membership.objects.filter(user=cast.person).exists()

    def test_twice_is_refused(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.person)
        client.post(reverse("organisation-new"), self.SAID)
        said = text(client.post(reverse("organisation-new"), self.SAID | {"name": "另一名称"}))
        assert "该单位已在本平台注册" in said


class TestTheBody:
    def test_is_not_there_for_others(self, client: Client, cast: Cast) -> None:
        for part in ("stranger", "person", "handler", "supervisor", "sysadmin"):
            client.force_login(cast.people[part])
            assert client.get(page(cast)).status_code == 404, part
            assert client.post(reverse("organisation-invite", args=[cast.body.pk])).status_code == 404, part

    def test_of_a_department_has_no_page(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.handler)
        assert client.get(reverse("organisation", args=[cast.provider.pk])).status_code == 404

    def test_shows_a_plain_member_the_members_and_no_forms(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.colleague)
        said = text(client.get(page(cast)))
        assert "沈知远" in said
        assert "发送邀请" not in said
        assert "设为管理员" not in said.replace("设置管理员", "")
        assert "退出单位" in said

    def test_refuses_a_plain_member_every_change(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.colleague)
        applicant = Membership.objects.get(user=cast.applicant)
        tried = [
            client.post(page(cast), {"phone": "021-1111 1111"}),
            client.post(reverse("organisation-invite", args=[cast.body.pk]), {"email": "a@wuri.example"}),
            client.post(reverse("organisation-invite", args=[cast.body.pk]), {"email": "?"}),
            client.post(reverse("member-appoint", args=[cast.body.pk, applicant.pk]), {"admin": "1"}),
            client.post(reverse("member-end", args=[cast.body.pk, applicant.pk])),
        ]
        assert [response.status_code for response in tried] == [403] * 5

    def test_takes_new_particulars_and_keeps_wrong_ones_on_the_page(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.applicant)
        response = client.post(page(cast), {"address": "新址", "phone": "x"})
        assert response.status_code == 422
        assert 'value="新址"' in text(response)
        client.post(page(cast), {"address": "新址", "phone": "021-2222 2222", "contact_name": "王"})
        cast.body.refresh_from_db()
        assert (cast.body.address, cast.body.name) == ("新址", "沪桥智行科技有限公司")

    def test_shows_why_an_invitation_was_not_sent(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.applicant)
        where = reverse("organisation-invite", args=[cast.body.pk])
        response = client.post(where, {"email": cast.colleague.email})
        assert (response.status_code, "已是本单位成员" in text(response)) == (422, True)
        response = client.post(where, {"email": "not an address"})
        assert (response.status_code, 'value="not an address"' in text(response)) == (422, True)

    def test_takes_the_same_queries_for_two_members_and_for_many(
        self, client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        client.force_login(cast.applicant)
        with django_assert_num_queries(7):
            client.get(page(cast))
        for n in range(20):
            user = User.objects.create(email=f"m{n}@wuri.example", name=f"成员{n}")
            Membership.objects.create(user=user, organisation=cast.body, role=Role.APPLICANT, since=NOW.date())
            post(client, "organisation-invite", cast.body.pk, email=f"i{n}@wuri.example")
        client.get(page(cast))  # shows the sentences of the last change, once
        with django_assert_num_queries(7):
            client.get(page(cast))

    def test_ends_a_membership_and_with_it_the_sight_of_the_bodys_cases(self, client: Client, cast: Cast) -> None:
        application = case_in("submitted")
        progress = reverse("application", args=[application.pk])
        client.force_login(cast.colleague)
        assert client.get(progress).status_code == 200
        office = Client()
        office.force_login(cast.applicant)
        colleague = Membership.objects.get(user=cast.colleague)
        assert "已不再是本单位成员" in text(post(office, "member-end", cast.body.pk, colleague.pk))
        assert client.get(progress).status_code == 404

    def test_has_no_member_or_invitation_of_another_body(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.applicant)
        stranger = Membership.objects.get(user=cast.stranger)
        for key in (stranger.pk, 2**63, 10**30):
            for name in ("member-end", "member-appoint", "invitation-withdraw"):
                assert client.post(reverse(name, args=[cast.body.pk, key])).status_code == 404
        assert client.get(reverse("organisation", args=[10**30])).status_code == 404


class TestTheInvitation:
    def send(self, client: Client, cast: Cast, email: str) -> str:
        """Invite, let the mail go out, and take the address out of it."""
        client.force_login(cast.applicant)
        post(client, "organisation-invite", cast.body.pk, email=email)
        run_due()
        [letter] = mail.outbox
        assert letter.to == [email]
        found = re.search(r"https?://[^/]+(/\S+)", str(letter.body))
        assert found, letter.body
        return found[1]

    def test_leads_an_existing_user_into_the_body(self, client: Client, cast: Cast) -> None:
        address = self.send(client, cast, cast.person.email)
        client.force_login(cast.person)
        assert "接受邀请" in text(client.get(address))
        assert "您已加入沪桥智行科技有限公司" in text(client.post(address, follow=True))
        assert "沪桥智行科技有限公司" in text(client.get(reverse("profile")))

    def test_leads_a_stranger_over_the_sign_up_into_the_body(self, client: Client, cast: Cast) -> None:
        address = self.send(client, cast, "new@wuri.example")
        visitor = Client()
        said = text(visitor.get(address))
        [sign_up] = re.findall(r'href="(/accounts/signup/[^"]*)"', said)
        answers = {
            "email": "new@wuri.example", "password1": PASSWORD, "password2": PASSWORD, "name": "新同事",
            "phone": "13900000000", "applicant_kind": "natural_person", "next": address,
        }  # fmt: skip
        said = text(visitor.post(sign_up, answers, follow=True))
        assert "接受邀请" in said
        assert "您已加入" in text(visitor.post(address, follow=True))

    def test_is_of_no_use_to_anyone_else(self, client: Client, cast: Cast) -> None:
        address = self.send(client, cast, "new@wuri.example")
        client.force_login(cast.stranger)
        assert "邀请发送给了其他电子邮箱" in text(client.get(address))
        assert client.post(address).status_code == 403
        assert Client().post(address).status_code == 200
        assert not Invitation.objects.filter(accepted_at__isnull=False).exists()

    def test_that_has_run_out_says_so(self, client: Client, cast: Cast) -> None:
        address = self.send(client, cast, cast.person.email)
        client.force_login(cast.person)
        with clock.travel(NOW + timedelta(days=8)):
            assert "邀请已失效" in text(client.get(address))
            assert client.post(address).status_code == 409

    @pytest.mark.parametrize("token", ["x", "1:x", "\0", SIGNER.sign("999999"), SIGNER.sign("x")])
    def test_that_we_did_not_write_is_not_found(self, client: Client, cast: Cast, token: str) -> None:
        assert client.get(reverse("join", args=[token])).status_code == 404

    def test_that_was_withdrawn_sends_no_mail(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.applicant)
        post(client, "organisation-invite", cast.body.pk, email="new@wuri.example")
        post(client, "invitation-withdraw", cast.body.pk, Invitation.objects.get().pk)
        run_due()
        assert mail.outbox == []
