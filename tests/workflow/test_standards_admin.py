"""Limits in the administration: new dated rows only; what holds already, or was used, can only be read."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from jobs import clock
from tests.factories import case_in, shanghai
from workflow.models import Deadline, ServiceStandard, StageBudget

pytestmark = pytest.mark.django_db

LIST = "admin:workflow_servicestandard_changelist"
ADD, CHANGE, DELETE = (f"admin:workflow_servicestandard_{verb}" for verb in ("add", "change", "delete"))
NEW = {
    "clock": "valid_reply", "working_days": 4, "mode": "suspend", "amber_at": 2, "legal_source": "新规第 1 条",
    "consultation_pauses": "on", "valid_from": "2026-10-01",
}  # fmt: skip


@pytest.fixture
def office(client: Client) -> Iterator[Client]:
    """The administrator, on 2026-09-11."""
    client.force_login(User.objects.create_superuser("admin@wuri.example", name="管理员"))
    with clock.travel(shanghai("2026-09-11 10:00")):
        yield client


def later(**changes: Any) -> ServiceStandard:
    facts = {"clock": "valid_reply", "working_days": 4, "legal_source": "新规", "valid_from": "2026-10-01"}
    return ServiceStandard.objects.create(**(facts | changes))


def test_a_new_standard_is_added_for_a_day_to_come(office: Client) -> None:
    assert office.post(reverse(ADD), NEW).status_code == 302
    row = ServiceStandard.objects.get(valid_from="2026-10-01")
    assert (row.working_days, row.consultation_pauses, row.legal_source) == (4, True, "新规第 1 条")


@pytest.mark.parametrize("valid_from", ["2026-09-11", "2026-09-10", "2018-01-01"])
def test_a_standard_does_not_reach_back(office: Client, valid_from: str) -> None:
    shown = office.post(reverse(ADD), NEW | {"valid_from": valid_from})
    assert "标准只能自明日或者以后的日期起适用" in shown.content.decode()
    assert ServiceStandard.objects.filter(clock="valid_reply").count() == 1


@pytest.mark.parametrize("change", [{"working_days": 0}, {"legal_source": ""}, {"working_days": ""}, {"mode": "x"}])
def test_a_standard_without_days_or_source_is_refused(office: Client, change: dict[str, Any]) -> None:
    assert office.post(reverse(ADD), NEW | change).status_code == 200
    assert ServiceStandard.objects.filter(clock="valid_reply").count() == 1


def test_a_second_standard_for_the_same_day_is_refused_in_words(office: Client) -> None:
    later()
    shown = office.post(reverse(ADD), NEW)
    assert shown.status_code == 200 and shown.context["adminform"].form.errors


def test_a_standard_that_holds_can_only_be_read(office: Client) -> None:
    row = ServiceStandard.objects.get(clock="valid_reply")
    shown = office.get(reverse(CHANGE, args=[row.pk]))
    assert shown.status_code == 200 and 'name="working_days"' not in shown.content.decode()
    assert office.post(reverse(CHANGE, args=[row.pk]), NEW).status_code == 403
    assert office.post(reverse(DELETE, args=[row.pk]), {"post": "yes"}).status_code == 403
    row.refresh_from_db()
    assert row.working_days == 5


def test_a_standard_to_come_can_be_changed_and_deleted(office: Client) -> None:
    row = later()
    assert office.post(reverse(CHANGE, args=[row.pk]), NEW | {"working_days": 3}).status_code == 302
    row.refresh_from_db()
    assert row.working_days == 3
    assert office.post(reverse(DELETE, args=[row.pk]), {"post": "yes"}).status_code == 302
    assert not ServiceStandard.objects.filter(pk=row.pk).exists()


def test_a_standard_that_a_deadline_rests_on_stays_even_when_the_machines_clock_was_wrong(office: Client) -> None:
    application = case_in("submitted")
    row = later()
    Deadline.objects.filter(case=application.pk).update(standard=row)
    assert office.post(reverse(CHANGE, args=[row.pk]), NEW).status_code == 403
    assert office.post(reverse(DELETE, args=[row.pk]), {"post": "yes"}).status_code == 403


def test_the_list_says_what_can_still_be_changed_and_offers_no_bulk_deletion(office: Client) -> None:
    later()
    shown = office.get(reverse(LIST)).content.decode()
    assert (
        shown.count("已经适用，不能修改") == ServiceStandard.objects.count() - 1
        and shown.count("尚未适用，可以修改") == 1
    )
    assert "delete_selected" not in shown


def test_stage_budgets_follow_the_same_rule(office: Client) -> None:
    budget = StageBudget.objects.get(stage="accept")
    address = "admin:workflow_stagebudget_"
    new = {"stage": "accept", "working_days": 2, "source": "新规", "valid_from": "2026-10-01"}
    assert office.post(reverse(f"{address}change", args=[budget.pk]), new).status_code == 403
    assert office.post(reverse(f"{address}delete", args=[budget.pk]), {"post": "yes"}).status_code == 403
    assert office.post(reverse(f"{address}add"), new | {"valid_from": "2026-09-11"}).status_code == 200
    assert office.post(reverse(f"{address}add"), new).status_code == 302
    assert StageBudget.objects.filter(stage="accept").count() == 2
