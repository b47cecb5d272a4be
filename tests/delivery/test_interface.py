"""The data interface: who gets rows with which key, what can be asked, what is counted, and that the example works."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from accounts.models import Membership
from calendars import versions
from calendars.models import CalendarVersion, HolidayNotice
from delivery import keys
from delivery.collect import grant_of
from delivery.halting import halt, lift
from delivery.models import ApiKey, Copy, Usage
from delivery.refusals import NotByInterface
from jobs.clock import travel
from tests.delivery.lives import a_delivered_life
from tests.delivery.tables import a_table, rows
from tests.factories import MORNING, Life, shanghai
from workflow import standards
from workflow.models import ServiceStandard

NOON = shanghai("2026-09-11 12:00")
FIELDS = ("stop_id", "stop_name", "passengers")
ROWS = "/api/v1/rows"


def a_life_by_interface(**terms: Any) -> Life:
    return a_delivered_life(**({"fields": FIELDS, "mode": "api"} | terms))


def a_key(life: Life, at: Any = NOON) -> str:
    return keys.issue(grant=grant_of(life.application), actor=life.applicant, name="车队调度", now=at)[1]


def ask(key: str, path: str = ROWS, at: Any = NOON, **headers: str) -> Any:
    if key:
        headers["authorization"] = f"Bearer {key}"
    with travel(at):
        return Client().get(path, headers=headers)


@pytest.fixture
def life(db: None) -> Life:
    return a_life_by_interface()


def test_a_key_gets_the_granted_columns(life: Life) -> None:
    response = ask(a_key(life))
    assert response.status_code == 200
    assert response.json()["rows"][0] == {"stop_id": "S001", "stop_name": "人民广场", "passengers": 412}
    assert response.json()["next"] is None
    assert "no-store" in response.headers["Cache-Control"]
    assert "Set-Cookie" not in response.headers


# ---- who ----


def right(life: Life, key: str) -> tuple[str, Any]:
    return key, NOON


def without(life: Life, key: str) -> tuple[str, Any]:
    return "", NOON


def wrong(life: Life, key: str) -> tuple[str, Any]:
    return key[:-1] + ("A" if key[-1] != "A" else "B"), NOON


def former_member(life: Life, key: str) -> tuple[str, Any]:
    Membership.objects.filter(user=life.applicant).update(until=NOON.date() - timedelta(days=1))
    return key, NOON


def dismissed(life: Life, key: str) -> tuple[str, Any]:
    type(life.applicant).objects.filter(pk=life.applicant.pk).update(is_active=False)
    return key, NOON


def expired(life: Life, key: str) -> tuple[str, Any]:
    return key, life.application.grant.ends_at


def to_the_minute(life: Life, key: str) -> tuple[str, Any]:
    return key, life.application.grant.ends_at - timedelta(minutes=1)


def suspended(life: Life, key: str) -> tuple[str, Any]:
    life.do("suspend")
    return key, NOON


def resumed(life: Life, key: str) -> tuple[str, Any]:
    life.do("suspend")
    life.do("resume")
    return key, NOON


def revoked(life: Life, key: str) -> tuple[str, Any]:
    life.do("revoke")
    return key, NOON


def stopped_by_incident(life: Life, key: str) -> tuple[str, Any]:
    halt(life.application.dataset, NOON)
    return key, NOON


def after_the_incident(life: Life, key: str) -> tuple[str, Any]:
    lift(halt(life.application.dataset, NOON), NOON)
    return key, NOON


def key_revoked(life: Life, key: str) -> tuple[str, Any]:
    keys.revoke(key=ApiKey.objects.get(), actor=life.applicant, now=NOON)
    return key, NOON


def over_quota(life: Life, key: str) -> tuple[str, Any]:
    Usage.objects.create(grant=life.application.grant, day=NOON.date(), rows=2 * 3)
    return key, NOON


def over_the_day(life: Life, key: str) -> tuple[str, Any]:
    Usage.objects.create(grant=life.application.grant, day=NOON.date(), calls=settings.WURI_API_CALLS_A_DAY)
    return key, NOON


def too_fast(life: Life, key: str) -> tuple[str, Any]:
    ApiKey.objects.update(minute=NOON, calls=settings.WURI_API_CALLS_A_MINUTE)
    return key, NOON


MATRIX: list[tuple[Callable[[Life, str], tuple[str, Any]], int, str]] = [
    (right, 200, ""), (resumed, 200, ""), (to_the_minute, 200, ""), (after_the_incident, 200, ""),
    (without, 401, "wrong_key"), (wrong, 401, "wrong_key"), (former_member, 401, "wrong_key"),
    (dismissed, 401, "wrong_key"), (key_revoked, 401, "wrong_key"),
    (expired, 403, "agreement_expired"), (suspended, 403, "access_suspended"), (revoked, 403, "access_ended"),
    (stopped_by_incident, 403, "data_halted"),
    (over_quota, 403, "quota_used_up"), (over_the_day, 429, "too_many_calls"), (too_fast, 429, "too_many_calls"),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.both
@pytest.mark.parametrize("path", [ROWS, f"{ROWS}?format=csv", "/api/v1/"])
@pytest.mark.parametrize(("case", "status", "code"), MATRIX)
def test_only_the_right_key_gets_bytes(
    case: Callable[[Life, str], tuple[str, Any]], status: int, code: str, path: str
) -> None:
    life = a_life_by_interface(quota=2)
    key, at = case(life, a_key(life))
    response = ask(key, path, at)
    assert response.status_code == status
    if code:
        assert response.headers["Content-Type"] == "application/problem+json"
        assert response.json()["code"] == code
        assert "S001" not in response.content.decode()


def test_a_key_of_one_grant_opens_no_other(life: Life) -> None:
    other = a_life_by_interface(fields=("stop_id",))
    assert list(ask(a_key(other)).json()["rows"][0]) == ["stop_id"]
    mine, theirs = a_key(life), a_key(other)
    ask(mine)
    copy = Copy.objects.get(grant=life.application.grant)
    assert ask(theirs, f"{ROWS}?cursor={copy.pk}.0").json()["code"] == "wrong_question"


def test_a_download_gives_no_key(db: None) -> None:
    life = a_delivered_life()
    with pytest.raises(NotByInterface):
        a_key(life)


def test_a_key_is_kept_as_its_digest_only(life: Life) -> None:
    key = a_key(life)
    (kept,) = ApiKey.objects.values()
    assert key not in json.dumps(kept, default=str)
    assert kept["prefix"] == key[:12]


def test_a_changed_key_works_on_for_a_day(life: Life) -> None:
    old = a_key(life)
    _key, new = keys.rotate(key=ApiKey.objects.get(), actor=life.applicant, now=NOON)
    assert [ask(key, at=NOON + timedelta(hours=23)).status_code for key in (old, new)] == [200, 200]
    assert [ask(key, at=NOON + timedelta(hours=24)).status_code for key in (old, new)] == [401, 200]


# ---- what ----


@pytest.fixture
def large(db: None) -> str:
    return a_key(a_life_by_interface(dataset=a_table(2_500)))


def test_pages_follow_one_another_and_are_the_whole(large: str) -> None:
    got: list[str] = []
    path = f"{ROWS}?limit=1000"
    pages = 0
    while path:
        page = ask(large, path).json()
        got += [row["stop_id"] for row in page["rows"]]
        path, pages = page["next"] and page["next"].replace("http://testserver", ""), pages + 1
    assert pages == 3
    assert {row[0] for row in rows(2_500)} <= set(got)
    assert len(got) == Copy.objects.get().rows == 2_500 + 16


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("stop_id=S000007", {"S000007"}),
        ("passengers__gte=990&passengers__lt=992", {f"S{n:06d}" for n in range(2_500) if n * 7 % 1000 in (990, 991)}),
        ("stop_id__lte=S000001&passengers__ne=0", {"S000001"}),
    ],
)
def test_rows_are_filtered_by_granted_columns(large: str, asked: str, found: set[str]) -> None:
    got = {row["stop_id"] for row in ask(large, f"{ROWS}?{asked}&limit=5000").json()["rows"]}
    assert found <= got
    assert len(got - found) <= 16  # marking rows may fit, too


@pytest.mark.parametrize(
    "asked",
    ["counted_at=x", "nothing=1", "fields=counted_at", "fields=stop_id,stop_id", "limit=0", "limit=10001", "limit=a",
     "cursor=x", "cursor=1", "cursor=1.1", "format=xml", "passengers=many", "passengers__like=1", "stop_id;=1",
     'stop_id"%20or%201=1', "limit=²", "cursor=" + "9" * 30 + ".0"],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_and_gives_nothing(life: Life, asked: str) -> None:
    response = ask(a_key(life), f"{ROWS}?{asked}")
    assert (response.status_code, response.json()["code"]) == (400, "wrong_question")


def test_a_csv_has_its_header(life: Life) -> None:
    response = ask(a_key(life), f"{ROWS}?format=csv&fields=stop_id,passengers&limit=1")
    assert response.content.decode() == "stop_id,passengers\r\nS001,412\r\n"
    assert 'rel="next"' in response.headers["Link"]


def test_what_has_not_changed_is_not_sent_again(life: Life) -> None:
    key = a_key(life)
    etag = ask(key).headers["ETag"]
    again = ask(key, if_none_match=etag)
    assert (again.status_code, again.content) == (304, b"")
    assert ask(key, f"{ROWS}?limit=1", if_none_match=etag).status_code == 200


def test_calls_and_rows_are_counted_and_told(db: None) -> None:
    life = a_life_by_interface(quota=2)
    key = a_key(life)
    first, second, third = (ask(key) for _ in range(3))
    assert [r.headers["X-Quota-Rows-Remaining"] for r in (first, second)] == ["3", "0"]
    assert int(first.headers["X-Quota-Calls-Remaining"]) - int(second.headers["X-Quota-Calls-Remaining"]) == 1
    assert third.status_code == 403
    usage = Usage.objects.get()
    assert (usage.calls, usage.rows) == (3, 6)


def test_the_journal_says_once_what_the_interface_hands_over(life: Life) -> None:
    key = a_key(life)
    ask(key)
    ask(key)
    (entry,) = life.application.case.events.filter(name="collect")
    assert (entry.facts["way"], entry.facts["rows"], entry.actor) == ("api", 3, life.applicant)


def test_large_data_are_announced_until_they_are_ready(life: Life) -> None:
    with override_settings(WURI_COPY_AT_ONCE=10):
        response = ask(a_key(life))
    assert (response.status_code, response.json()["code"]) == (503, "being_prepared")
    assert response.headers["Retry-After"] == "60"


# ---- the page ----


def test_the_page_shows_a_key_once(client: Client, life: Life) -> None:
    client.force_login(life.applicant)
    address = reverse("data-keys", args=[life.pk])
    with travel(NOON):
        page = client.post(address, {"name": "车队调度"}).content.decode()
        (key,) = ApiKey.objects.all()
        secret = page.split('id="secret">')[1].split("<")[0]
        assert keys.digest(secret) == key.digest
        assert secret not in client.get(address).content.decode()
        client.post(reverse("data-key-revoke", args=[life.pk, key.pk]))
    assert ask(secret).status_code == 401


def test_six_keys_are_too_many_and_a_key_needs_its_name(client: Client, life: Life) -> None:
    client.force_login(life.applicant)
    address = reverse("data-keys", args=[life.pk])
    with travel(NOON):
        assert client.post(address, {"name": ""}).status_code == 422
        for _more in range(5):
            assert client.post(address, {"name": "调度"}).status_code == 200
        assert "有效密钥最多五个" in client.post(address, {"name": "调度"}).content.decode()


@pytest.mark.parametrize("part", ["stranger", "person", "handler", "supervisor"])
def test_nobody_else_comes_near_the_keys(client: Client, life: Life, part: str) -> None:
    a_key(life)
    client.force_login(life.cast.people[part])
    key = ApiKey.objects.get().pk
    for name, args in (("data-key-rotate", [life.pk, key]), ("data-key-revoke", [life.pk, key])):
        assert client.post(reverse(name, args=args)).status_code == 404
    assert client.get(reverse("data-keys", args=[life.pk])).status_code == 404
    assert ApiKey.objects.get().is_live(NOON)


# ---- for programs ----


def test_the_description_knows_the_parameters_and_answers(client: Client) -> None:
    said = client.get("/api/v1/openapi.json").json()
    assert said["openapi"] == "3.1.0"
    assert set(said["paths"]) == {"/", "/rows"}
    assert [one["name"] for one in said["paths"]["/rows"]["get"]["parameters"]][:4] == [
        "fields", "limit", "cursor", "format",
    ]  # fmt: skip
    refused = {str(status) for _case, status, _code in MATRIX if status != 200} | {"400", "503"}
    assert refused <= set(said["paths"]["/rows"]["get"]["responses"])


@pytest.mark.django_db(transaction=True)
def test_the_example_of_the_documents_reads_everything(live_server: Any, seeded: None) -> None:
    life = a_life_by_interface(dataset=a_table(60), starts_at=shanghai("2026-09-10 09:00"))
    with travel(NOON):
        secret = a_key(life)
        script = Path(settings.BASE_DIR) / "docs/examples/read_data.py"
        done = subprocess.run(
            [sys.executable, script, f"{live_server.url}/api/v1", "passengers__gte=70"],
            env={"WURI_KEY": secret, "PYTHONIOENCODING": "utf-8"}, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    expected = [row for row in rows(60) if int(row[3]) >= 70]
    assert done.stdout.splitlines()[0] == "stop_id,stop_name,passengers"
    assert len(done.stdout.splitlines()) == len(expected) + 1


@pytest.fixture
def seeded(transactional_db: None) -> None:
    """The tables of a test that commits begin empty."""
    standards.seed(ServiceStandard)
    versions.seed(notices=HolidayNotice, versions=CalendarVersion, now=MORNING)
