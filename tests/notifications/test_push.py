"""Do other systems and group robots hear of entries, signed and once, over a real connection?"""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django import Settings

from jobs.models import Job
from notifications.channels import signing
from notifications.channels.addresses import AddressRefused, check_address, resolve
from notifications.models import Breaker, Endpoint, EndpointKind
from tests.factories import MORNING, case_in, shanghai, the_cast
from tests.servers.http import WebServer

from .outbox import run_everything

pytestmark = [pytest.mark.both, pytest.mark.django_db]

SECRET = "whsec-of-a-test-0123456789"


def endpoint(kind: str, server: WebServer, **more: object) -> Endpoint:
    made = Endpoint(kind=kind, name=str(kind), url=f"{server.url}/hook?key=abc", secret=SECRET, **more)
    made.full_clean()
    made.save()
    return made


def test_a_webhook_tells_of_each_entry_with_a_signature_that_can_be_verified(web_server: WebServer) -> None:
    endpoint(EndpointKind.WEBHOOK, web_server)
    case = case_in("assessing").case
    run_everything()
    said = [json.loads(call.body) for call in web_server.calls]
    assert [(one["type"], one["case"], one["seq"]) for one in said] == [
        ("case.submit", case.number, 1), ("case.accept", case.number, 2),
    ]  # fmt: skip
    now = int(MORNING.timestamp())
    ids = [signing.verify(SECRET, call.headers, call.body, now) for call in web_server.calls]
    assert len(set(ids)) == 2
    # Nobody's name leaves the house.
    assert not [call for call in web_server.calls if the_cast().applicant.name.encode() in call.body]


@pytest.mark.parametrize("seconds", [-301, 301])
def test_an_old_call_and_a_changed_one_are_recognised(web_server: WebServer, seconds: int) -> None:
    headers, now = signing.signed(SECRET, "push:1:1:1", b"{}", 1_000_000), 1_000_000
    assert signing.verify(SECRET, headers, b"{}", now + 299) == "push:1:1:1"
    for secret, body, at in ((SECRET, b"{}", now + seconds), (SECRET, b"{ }", now), ("another", b"{}", now)):
        with pytest.raises(signing.NotAuthentic):
            signing.verify(secret, headers, body, at)


def test_a_call_that_failed_comes_again_under_the_same_id(web_server: WebServer) -> None:
    endpoint(EndpointKind.WEBHOOK, web_server)
    web_server.answers.append((503, b""))
    case_in("submitted")
    run_everything()
    run_everything()
    first, second = web_server.calls
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert set(Job.objects.filter(name="notifications.push").values_list("state", flat=True)) == {"done"}


def test_a_redirect_is_not_followed(web_server: WebServer) -> None:
    endpoint(EndpointKind.WEBHOOK, web_server)
    web_server.answers.append((302, b"", {"Location": "http://127.0.0.1:1/"}))
    case_in("submitted")
    run_everything()
    assert "Refusal: HTTP 302" in Job.objects.get(name="notifications.push").last_error
    assert len(web_server.calls) == 1


@pytest.mark.parametrize("kind", [EndpointKind.WECOM, EndpointKind.DINGTALK, EndpointKind.FEISHU])
def test_each_robot_is_spoken_to_in_its_own_way(web_server: WebServer, kind: str) -> None:
    endpoint(kind, web_server)
    case = case_in("submitted").case
    run_everything()
    (call,) = web_server.calls
    said, query = json.loads(call.body), parse_qs(urlsplit(call.path).query)
    text = (said.get("text") or said["content"])["content" if "text" in said else "text"]
    assert text == (
        f"【公共数据有条件开放申请服务】提交申请（{case.number}），有效答复时限 2026-09-17 届满。"
        f"办理页面：http://127.0.0.1:8000{reverse('case', args=[case.pk])}"
    )
    seconds = int(MORNING.timestamp())
    expected = {
        EndpointKind.WECOM: {},
        EndpointKind.DINGTALK: {"sign": signing.of_dingtalk(SECRET, seconds * 1000)},
        EndpointKind.FEISHU: {"sign": signing.of_feishu(SECRET, seconds)},
    }[EndpointKind(kind)]
    given = {"sign": query["sign"][0]} if "sign" in query else {k: said[k] for k in ("sign",) if k in said}
    assert given == expected
    assert query["key"] == ["abc"]


def test_a_robot_that_says_no_with_status_200_is_heard(web_server: WebServer) -> None:
    endpoint(EndpointKind.WECOM, web_server)
    web_server.usual = (200, b'{"errcode": 93000, "errmsg": "invalid webhook url"}')
    case_in("submitted")
    run_everything()
    job = Job.objects.get(name="notifications.push")
    assert (job.state, job.attempts) == ("ready", 1)
    assert "93000: invalid webhook url" in job.last_error


def test_a_robot_waits_for_the_office_and_a_webhook_does_not(web_server: WebServer) -> None:
    endpoint(EndpointKind.WEBHOOK, web_server)
    endpoint(EndpointKind.FEISHU, web_server)
    case_in("submitted")
    run_everything(shanghai("2026-09-10 22:00"))
    assert len(web_server.calls) == 1
    waiting = Job.objects.get(name="notifications.push", state="ready")
    assert (waiting.run_at, waiting.attempts) == (shanghai("2026-09-11 09:00"), 0)


def test_only_the_entries_and_the_department_that_it_wants(web_server: WebServer) -> None:
    cast = the_cast()
    endpoint(EndpointKind.WEBHOOK, web_server, events=["accept"], department=cast.provider)
    Endpoint.objects.create(kind="webhook", name="b", url=web_server.url, secret=SECRET, department=cast.consulted)
    case_in("assessing")
    run_everything()
    assert [json.loads(call.body)["type"] for call in web_server.calls] == ["case.accept"]


def test_a_place_that_is_down_is_left_alone_for_a_while_and_loses_nothing(web_server: WebServer) -> None:
    place = endpoint(EndpointKind.WEBHOOK, web_server)
    web_server.usual = (503, b"")
    for _ in range(6):
        case_in("submitted")
    run_everything()
    assert len(web_server.calls) == 5
    breaker = Breaker.objects.get(channel=place.channel)
    assert breaker.open_until > MORNING
    web_server.usual = (200, b"")
    run_everything(breaker.open_until)
    assert len(web_server.calls) == 5 + 6
    assert set(Job.objects.filter(name="notifications.push").values_list("state", flat=True)) == {"done"}
    assert Breaker.objects.get().failures == 0


@pytest.mark.parametrize(
    "url",
    [
        "", "ftp://a.example/", "https://", "javascript:alert(1)", "http://a.example/", "https://u:p@a.example/",
        "https://a.example/ x", "https://例.example/", "https://[::1", "https://a.example:port/",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        check_address(url)


@pytest.mark.parametrize("host", ["169.254.169.254", "127.0.0.1", "0.0.0.0", "224.0.0.1", "::1", "fe80::1"])
def test_a_host_inside_that_holds_secrets_is_not_called(host: str) -> None:
    with pytest.raises(AddressRefused):
        resolve(host, 443)


def test_only_hosts_of_the_list_where_there_is_one(settings: Settings) -> None:
    settings.WURI_PUSH_HOSTS = ["oapi.example"]
    check_address("https://oapi.example/robot")
    with pytest.raises(AddressRefused, match="WURI_PUSH_HOSTS"):
        check_address("https://other.example/robot")


def test_a_webhook_needs_a_secret_and_names_of_the_law(web_server: WebServer) -> None:
    with pytest.raises(ValidationError) as refused:
        Endpoint(kind="webhook", name="x", url=web_server.url, secret="short", events=["nonsense"]).full_clean()
    assert set(refused.value.message_dict) == {"secret", "events"}
