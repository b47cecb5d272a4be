"""Data in a sandbox: handed over on record, entered with a secret that is shown once, and out of reach the moment the
grant says so. The folder of this machine and a service over HTTP are held to the same."""

import io
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from applications.sweeps import close_ended
from delivery.background import clear_away, look_after_grants
from delivery.collect import collect
from delivery.models import Copy, CopyStatus, Grant, SandboxPlace, SandboxStatus, Way
from delivery.refusals import NotByDownload
from delivery.sandbox import settling
from delivery.sandbox.account import admitted
from jobs.clock import travel
from jobs.models import Job
from jobs.runner import run_due
from notifications.models import Message
from tests.delivery.lives import a_delivered_life
from tests.factories import Life, the_cast
from tests.servers.sandbox_service import TOKEN, SandboxService
from workflow.models import Event

pytestmark = pytest.mark.django_db
THE_SERVICE_SAYS = {"message": "沙箱空间不足"}


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.WURI_SANDBOX_FOLDER = str(tmp_path / "sandbox")
    return tmp_path / "sandbox"


@pytest.fixture
def service(settings: Any) -> Iterator[SandboxService]:
    made = SandboxService()
    settings.WURI_SANDBOX, settings.WURI_SANDBOX_TOKEN = made.address, TOKEN
    made.start()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def life() -> Life:
    return a_delivered_life(mode="sandbox")


def place(life: Life) -> SandboxPlace:
    return SandboxPlace.objects.select_related("copy").get(grant__application=life.pk)


def work(life: Life, later: timedelta = timedelta(0)) -> SandboxPlace:
    """Let the background do the sandbox's jobs that are due."""
    Job.objects.exclude(name__in=[settling.JOB, settling.CHANGED]).filter(finished_at__isnull=True).delete()
    with travel(life.moment + later):
        # Handed on by the clock on the wall; waiting times are not what is tested here.
        Job.objects.filter(state="ready").update(run_at=life.moment + later)
        run_due()
    return place(life)


def secret_of(life: Life, client: Client) -> str:
    client.force_login(the_cast().applicant)
    with travel(life.moment):
        page = client.post(reverse("data-sandbox-secret", args=[life.pk])).content.decode()
    return re.findall(r'id="secret">([^<]+)<', page)[0]


def may_enter(life: Life, secret: str) -> bool:
    return admitted(place(life).account, secret, life.moment) is not None


def test_a_delivery_puts_the_marked_copy_and_its_manifest_into_a_folder_of_its_own(
    life: Life, own_folders: Path
) -> None:
    there = work(life)
    folder = own_folders / "open" / there.reference.hex
    assert there.status == SandboxStatus.OPEN and there.place == str(folder)
    copy = there.copy
    assert copy is not None and copy.way == Way.SANDBOX
    manifest = json.loads((folder / "data" / "manifest.json").read_text())
    assert manifest["file"]["sha256"] == copy.sha256 and manifest["agreement"] == life.application.agreement.number
    assert (folder / "data" / copy.name).read_text().startswith("stop_name,stop_id")
    assert oct(folder.stat().st_mode & 0o777) == "0o700"


def test_the_hand_over_is_on_record_with_place_account_and_term_and_both_sides_are_told(life: Life) -> None:
    there = work(life)
    entry = Event.objects.get(case=life.pk, name="enter_sandbox")
    said = {name: entry.facts[name] for name in ("place", "account", "ends_on", "sha256")}
    assert there.copy is not None
    assert said == {
        "place": there.place, "account": there.account, "ends_on": life.application.agreement.ends_on.isoformat(),
        "sha256": there.copy.sha256,
    }  # fmt: skip
    told = Message.objects.filter(case=life.pk, kind="enter_sandbox")
    assert {message.recipient for message in told} >= {the_cast().applicant, the_cast().handler}
    assert all(there.account in message.body and there.place in message.body for message in told)


def test_a_second_run_of_the_job_changes_nothing(life: Life) -> None:
    there = work(life)
    with travel(life.moment):
        for _again in range(2):
            outcome = settling.settle(there.pk, life.moment)
            assert outcome is not None
            settling.note_down(there.pk, outcome, life.moment)
    assert Event.objects.filter(case=life.pk, name="enter_sandbox").count() == 1
    assert Copy.objects.filter(grant__application=life.pk).count() == 1


def test_the_secret_is_shown_once_and_lets_its_holder_in_until_another_takes_its_place(
    life: Life, client: Client
) -> None:
    work(life)
    first = secret_of(life, client)
    assert may_enter(life, first) and not may_enter(life, first + "x")
    assert first not in json.dumps(list(SandboxPlace.objects.values_list("secret_digest", flat=True)))
    second = secret_of(life, client)
    assert may_enter(life, second) and not may_enter(life, first)
    with travel(life.moment):
        page = client.get(reverse("my-data")).content.decode()
    assert place(life).account in page and place(life).place in page and "更换沙箱口令" in page
    assert first not in page and second not in page


def test_whoever_is_suspended_is_out_before_the_sandbox_has_heard_of_it_and_back_when_resumed(
    life: Life, client: Client, own_folders: Path
) -> None:
    work(life)
    secret = secret_of(life, client)
    folder = own_folders / "open" / place(life).reference.hex
    life.do("suspend")
    assert not may_enter(life, secret) and folder.exists()
    assert work(life).status == SandboxStatus.CLOSED and not folder.exists()
    life.do("resume")
    assert work(life).status == SandboxStatus.OPEN and folder.exists() and may_enter(life, secret)
    account = json.loads((folder / "account.json").read_text())
    assert account["account"] == place(life).account and len(account["secret_sha256"]) == 64


@pytest.mark.parametrize("verb", ["revoke", "close"])
def test_when_access_ends_account_and_data_are_gone(life: Life, client: Client, own_folders: Path, verb: str) -> None:
    work(life)
    secret = secret_of(life, client)
    life.do(verb)
    assert not may_enter(life, secret)
    there = work(life)
    assert there.status == SandboxStatus.REMOVED and there.removed_at is not None
    assert not list((own_folders / "open").iterdir()) and not (own_folders / "closed" / there.reference.hex).exists()


def test_at_the_end_of_the_term_the_sandbox_is_removed_though_nobody_does_anything(
    life: Life, client: Client, own_folders: Path
) -> None:
    work(life)
    secret = secret_of(life, client)
    life.moment = Grant.objects.get(application=life.pk).ends_at
    assert not may_enter(life, secret)
    with travel(life.moment):
        look_after_grants(life.moment)
    assert work(life).status == SandboxStatus.REMOVED
    assert close_ended(life.moment) == 1


def test_a_late_word_to_open_changes_nothing_once_it_was_told_to_close(life: Life, own_folders: Path) -> None:
    there = work(life)
    early = settling.SandboxPlace.objects.select_related("copy", *settling.GRANT).get(pk=there.pk)
    order = settling.order_of(early, is_open=True)
    life.do("suspend")
    work(life)
    box = settling.sandbox()
    box.admit(order)
    assert not (own_folders / "open" / there.reference.hex).exists()
    life.do("revoke")
    work(life)
    box.reserve(order)
    box.admit(order)
    assert not (own_folders / "open" / there.reference.hex).exists()


def test_what_lets_people_in_asks_a_command(life: Life, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    there = work(life)
    secret, said = secret_of(life, client), io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{secret}\n"))
    with travel(life.moment):
        call_command("sandbox_account", there.account, stdout=said)
    assert said.getvalue().strip() == there.place
    monkeypatch.setattr("sys.stdin", io.StringIO("guessed\n"))
    with travel(life.moment), pytest.raises(SystemExit) as stopped:
        call_command("sandbox_account", there.account)
    assert stopped.value.code == 1


def test_a_service_gets_the_data_and_is_told_who_may_enter_until_when(
    service: SandboxService, life: Life, client: Client
) -> None:
    there = work(life)
    box = service.boxes[there.reference.hex]
    assert there.place == f"https://sandbox.example/{there.reference.hex[:8]}"
    assert box.manifest["file"]["sha256"] == there.copy.sha256 and box.name == there.copy.name  # type: ignore[union-attr]
    assert box.order["ends_at"] == Grant.objects.get(application=life.pk).ends_at.isoformat()
    secret = secret_of(life, client)
    work(life)
    assert service.enters(there.account, secret)
    life.do("suspend")
    work(life)
    assert not service.enters(there.account, secret)
    life.do("revoke")
    work(life)
    assert service.boxes == {}


def test_a_service_that_does_not_answer_is_asked_again_and_nothing_is_handed_over_twice(
    service: SandboxService, life: Life
) -> None:
    service.answers.extend([(503, {}), (302, {}), (200, b"no json")])
    for hours in range(12):
        there = work(life, timedelta(hours=hours))
    assert there.status == SandboxStatus.OPEN and service.boxes[there.reference.hex].data
    assert Event.objects.filter(case=life.pk, name="enter_sandbox").count() == 1


def test_what_a_service_refuses_is_shown_to_the_handler_who_can_ask_again(
    service: SandboxService, life: Life, client: Client
) -> None:
    service.answers.append((422, THE_SERVICE_SAYS))
    assert "沙箱空间不足" in work(life).problem
    client.force_login(the_cast().handler)
    with travel(life.moment):
        assert "沙箱空间不足" in client.get(reverse("case", args=[life.pk])).content.decode()
        client.post(reverse("data-sandbox-again", args=[life.pk]))
    there = work(life)
    assert (there.status, there.problem) == (SandboxStatus.OPEN, "")


def test_data_of_a_sandbox_cannot_be_downloaded_and_strangers_get_no_secret(life: Life, client: Client) -> None:
    work(life)
    with pytest.raises(NotByDownload), transaction.atomic():
        collect(application=life.application, actor=life.applicant, address=None, now=life.moment)
    for stranger in (the_cast().stranger, the_cast().handler):
        client.force_login(stranger)
        with travel(life.moment):
            assert client.post(reverse("data-sandbox-secret", args=[life.pk])).status_code == 404
    client.force_login(the_cast().applicant)
    with travel(life.moment):
        assert client.post(reverse("data-sandbox-again", args=[life.pk])).status_code == 404


def test_the_file_of_a_copy_in_a_sandbox_is_cleared_away_here(life: Life) -> None:
    there = work(life)
    clear_away(life.moment + timedelta(days=3))
    assert Copy.objects.get(pk=there.copy_id).status == CopyStatus.REMOVED
