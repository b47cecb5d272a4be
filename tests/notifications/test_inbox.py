"""Does the inbox show a person what he was told, only that, and the way to act?"""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Membership
from jobs.clock import travel
from notifications.models import Message
from tests.factories import MORNING, a_life, case_in, shanghai, the_cast
from tests.factories.lives import Life

pytestmark = [pytest.mark.both, pytest.mark.django_db]

INBOX = "/messages/"


@pytest.fixture
def life() -> Life:
    life = a_life()
    for verb in ("submit", "accept", "assess", "approve"):
        life.do(verb)
    return life


@pytest.fixture
def applicant(client: Client, life: Life) -> Client:
    client.force_login(life.cast.applicant)
    return client


def subjects(response: object) -> list[str]:
    return [message.subject.partition("：")[0] for message in response.context["page"]]  # type: ignore[attr-defined]


def test_the_newest_unread_message_stands_first(applicant: Client) -> None:
    assert subjects(applicant.get(INBOX)) == ["同意开放，请签订协议", "申请已受理", "已收到您的申请"]


def test_what_was_read_comes_after_what_was_not(applicant: Client, life: Life) -> None:
    Message.objects.filter(recipient=life.cast.applicant, kind="approve").update(read_at=MORNING)
    assert subjects(applicant.get(INBOX)) == ["申请已受理", "已收到您的申请", "同意开放，请签订协议"]


def test_only_the_unread_ones_can_be_asked_for(applicant: Client, life: Life) -> None:
    Message.objects.filter(recipient=life.cast.applicant).exclude(kind="approve").update(read_at=MORNING)
    page = applicant.get(INBOX, {"show": "unread"})
    assert subjects(page) == ["同意开放，请签订协议"]


def test_the_list_tells_the_limit_and_whose_clock_it_is(applicant: Client) -> None:
    page = applicant.get(INBOX).content.decode()
    assert "2026-09-23 届满" in page
    assert "签订协议期限" in page


def test_reading_a_message_marks_it_and_leads_to_where_one_acts(applicant: Client, life: Life) -> None:
    message = Message.objects.get(recipient=life.cast.applicant, kind="approve")
    with travel(shanghai("2026-09-11 09:00")):
        page = applicant.get(reverse("message", args=[message.pk])).content.decode()
    message.refresh_from_db()
    assert message.read_at == shanghai("2026-09-11 09:00")
    assert f'href="/applications/{life.pk}/"' in page


def test_reading_it_again_keeps_the_moment_of_the_first_reading(applicant: Client, life: Life) -> None:
    message = Message.objects.get(recipient=life.cast.applicant, kind="approve")
    for moment in ("2026-09-11 09:00", "2026-09-12 09:00"):
        with travel(shanghai(moment)):
            applicant.get(reverse("message", args=[message.pk]))
    message.refresh_from_db()
    assert message.read_at == shanghai("2026-09-11 09:00")


def test_the_message_of_a_delivery_leads_to_the_data(client: Client) -> None:
    application = case_in("in_use")
    client.force_login(the_cast().applicant)
    message = Message.objects.get(case=application.pk, kind="deliver")
    assert 'href="/data/"' in client.get(reverse("message", args=[message.pk])).content.decode()


@pytest.mark.parametrize("part", ["colleague", "stranger", "handler", "supervisor"])
def test_another_persons_message_does_not_exist(client: Client, life: Life, part: str) -> None:
    client.force_login(life.cast.people[part])
    message = Message.objects.get(recipient=life.cast.applicant, kind="approve")
    assert client.get(reverse("message", args=[message.pk])).status_code == 404
    message.refresh_from_db()
    assert message.read_at is None


@pytest.mark.parametrize("pk", [999_999, 2**63, 2**70])
def test_a_message_that_does_not_exist_is_not_found(applicant: Client, pk: int) -> None:
    assert applicant.get(f"/messages/{pk}/").status_code == 404


def test_who_has_left_keeps_his_message_but_not_the_way_to_the_case(applicant: Client, life: Life) -> None:
    message = Message.objects.get(recipient=life.cast.applicant, kind="approve")
    Membership.objects.filter(user=life.cast.applicant).delete()
    page = applicant.get(reverse("message", args=[message.pk]))
    assert page.status_code == 200
    assert message.path not in page.content.decode()


def test_all_can_be_marked_as_read_at_once(applicant: Client, life: Life) -> None:
    newest = applicant.get(INBOX).context["newest"]
    page = applicant.post(reverse("messages-read"), {"until": newest}, follow=True)
    assert not Message.objects.filter(recipient=life.cast.applicant, read_at=None).exists()
    assert "已将 3 条消息标为已读。" in page.content.decode()


def test_a_message_that_came_after_the_page_was_opened_stays_unread(applicant: Client, life: Life) -> None:
    newest = applicant.get(INBOX).context["newest"]
    life.do("sign")
    applicant.post(reverse("messages-read"), {"until": newest})
    assert Message.objects.get(recipient=life.cast.applicant, read_at=None).kind == "sign"


@pytest.mark.parametrize("until", ["", "x", "-1", "9" * 30, "١"])
def test_an_odd_mark_does_no_harm(applicant: Client, until: str) -> None:
    assert applicant.post(reverse("messages-read"), {"until": until}).status_code == 302


def test_marking_as_read_touches_nobody_elses_messages(applicant: Client, life: Life) -> None:
    others = Message.objects.exclude(recipient=life.cast.applicant).count()
    applicant.post(reverse("messages-read"))
    assert Message.objects.filter(read_at=None).count() == others


def test_marking_as_read_is_no_link(applicant: Client) -> None:
    assert applicant.get(reverse("messages-read")).status_code == 405


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    response = client.get(INBOX)
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


def test_a_person_without_messages_is_told_what_will_come_here(client: Client) -> None:
    client.force_login(the_cast().stranger)
    assert "还没有消息" in client.get(INBOX).content.decode()


def test_a_page_number_beyond_the_end_shows_the_last_page(applicant: Client) -> None:
    assert applicant.get(INBOX, {"page": "99"}).status_code == 200


def test_a_long_inbox_costs_no_more_queries_than_a_short_one(
    applicant: Client, life: Life, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    applicant.get(INBOX)
    # session, person, his roles; numbers, page, newest
    with django_assert_num_queries(6):
        applicant.get(INBOX)
    for _more in range(8):
        case_in("assessing")
    with django_assert_num_queries(6):
        applicant.get(INBOX)


def test_a_message_page_reads_once_and_writes_once(
    applicant: Client, life: Life, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    message = Message.objects.get(recipient=life.cast.applicant, kind="approve")
    # session, person; message, its reading; the way to the case, in two; his roles, what is left unread
    with django_assert_num_queries(8):
        applicant.get(reverse("message", args=[message.pk]))


def test_nothing_in_a_message_is_taken_for_markup(client: Client) -> None:
    application = case_in("submitted", purpose="x")
    message = Message.objects.filter(case=application.pk).first()
    assert message is not None
    Message.objects.filter(pk=message.pk).update(subject="<script>1</script>", body="<b>2</b>")
    client.force_login(message.recipient)
    for address in (INBOX, reverse("message", args=[message.pk])):
        page = client.get(address).content.decode()
        assert "<script>1" not in page
        assert "<b>2" not in page
