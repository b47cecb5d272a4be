"""What other programs get: lines by RFC 5545, the right days, and a person's own deadlines for whoever has his key."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from applications.calendar_feed import deadlines_of, renew, revoke, token_of, user_of
from applications.rfc5545 import Entry, escaped, folded, written
from jobs.clock import travel
from tests.factories import case_in, shanghai, the_cast

NOW = shanghai("2026-11-23 10:00")


def unfolded(body: bytes) -> list[str]:
    assert body.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert b"\n" not in body.replace(b"\r\n", b"")
    return body.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


@given(st.text(max_size=300))
def test_any_text_survives_as_one_line_of_at_most_75_octets_a_piece(text: str) -> None:
    whole = "SUMMARY:" + escaped(text)
    body = folded(whole)
    assert unfolded(body) == [whole]
    assert [piece.decode() for piece in body.split(b"\r\n")]  # no character is torn


def test_signs_that_mean_something_are_escaped() -> None:
    assert escaped("a,b;c\\d\r\ne\x07") == "a\\,b\\;c\\\\d\\ne"


def test_an_entry_ends_on_the_day_after_its_last() -> None:
    body = written("节", [Entry("u@x", date(2026, 12, 31), date(2026, 12, 31), "放假", tentative=True)], NOW)
    lines = unfolded(body)
    assert "DTSTAMP:20261123T020000Z" in lines
    assert lines[lines.index("DTSTART;VALUE=DATE:20261231") + 1] == "DTEND;VALUE=DATE:20270101"
    assert "STATUS:TENTATIVE" in lines


@pytest.mark.django_db
def test_the_holidays_of_a_year_hold_each_festival_and_each_make_up_day(client: Client) -> None:
    with travel(NOW):
        response = client.get("/calendar/2026.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    lines = unfolded(response.content)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    events = "\n".join(lines).split("BEGIN:VEVENT")[1:]
    assert len(events) == 7 + 6
    (spring,) = [event for event in events if "春节放假" in event]
    assert "DTSTART;VALUE=DATE:20260215\nDTEND;VALUE=DATE:20260224\n" in spring
    assert "DESCRIPTION:国办发明电〔2025〕7号" in spring
    assert sum("SUMMARY:调休上班" in event for event in events) == 6
    assert len({line for line in lines if line.startswith("UID:")}) == 13


@pytest.mark.django_db
def test_a_year_without_a_notice_is_tentative_and_one_beyond_is_not_there(client: Client) -> None:
    with travel(NOW):
        lines = unfolded(client.get("/calendar/2027.ics").content)
        assert client.get("/calendar/2028.ics").status_code == 404
    assert "STATUS:CONFIRMED" not in lines
    assert any("（暂定）" in line for line in lines)


@pytest.mark.django_db
def test_the_applicant_and_the_office_find_their_own_running_deadlines_and_nobody_elses() -> None:
    application = case_in("supplement")
    cast = the_cast()
    own = [(row.case_id, row.clock) for row in deadlines_of(cast.applicant)]
    assert own == [(application.case_id, "supplement")]
    assert [(row.case_id, row.clock) for row in deadlines_of(cast.stranger)] == []
    waiting = case_in("submitted")
    assert (waiting.case_id, "valid_reply") in [(row.case_id, row.clock) for row in deadlines_of(cast.handler)]
    assert list(deadlines_of(cast.approver)) == []
    assert list(deadlines_of(cast.sysadmin)) == []


@pytest.mark.django_db
def test_the_private_address_needs_no_sign_in_and_ends_when_it_is_taken_back(client: Client) -> None:
    application = case_in("submitted")
    user = the_cast().applicant
    token = renew(user, NOW)
    address = reverse("calendar-mine", args=[token])
    with travel(NOW):
        response = client.get(address)
    text = "\n".join(unfolded(response.content))
    assert f"（{application.number}）" in text
    assert "有效答复时限届满" in text
    assert "private" in response["Cache-Control"]
    revoke(user)
    assert client.get(address).status_code == 404
    assert token_of(user) == ""


@pytest.mark.django_db
def test_another_address_kills_the_one_before() -> None:
    user = the_cast().applicant
    first, second = renew(user, NOW), renew(user, NOW)
    assert first != second
    assert (user_of(first), user_of(second)) == (None, user)


@pytest.mark.django_db
def test_a_forged_token_and_one_of_a_person_who_has_left_open_nothing(client: Client) -> None:
    user, other = the_cast().applicant, the_cast().handler
    token = renew(user, NOW)
    body, _dot, signature = token.rpartition(".")
    forged = f"{other.pk}-{body.partition('-')[2]}.{signature}"
    assert [user_of(one) for one in (forged, body, "", "x.y", token[:-1])] == [None] * 5
    user.is_active = False
    user.save()
    assert user_of(token) is None


@pytest.mark.django_db
def test_a_person_makes_and_takes_back_his_address_on_the_calendar_page(client: Client) -> None:
    user = the_cast().applicant
    client.force_login(user)
    with travel(NOW):
        client.post(reverse("calendar-feed"), {"act": "renew"})
        html = client.get("/calendar/2026/").content.decode()
        assert f"/calendar/mine/{token_of(user)}.ics" in html
        client.post(reverse("calendar-feed"), {"act": "revoke"})
        assert "/calendar/mine/1" not in client.get("/calendar/2026/").content.decode()
        client.logout()
        assert 'id="feed"' not in client.get("/calendar/2026/").content.decode()
    assert client.post(reverse("calendar-feed")).status_code == 302
