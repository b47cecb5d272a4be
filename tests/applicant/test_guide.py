"""The guide tells the limits that are configured, with their sources."""

from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from applications.guide import MEANING, limits
from jobs.clock import travel
from tests.factories import shanghai
from workflow.models import BREACH_APPEAL, DISPOSAL, HEARING, REVIEW_REQUEST, Clock, MatterClock, ServiceStandard

pytestmark = [pytest.mark.either, pytest.mark.django_db]


def test_every_clock_is_explained() -> None:
    """And how long a review can be asked for, which is no clock but a day to keep."""
    assert set(MEANING) == {*Clock, *MatterClock, REVIEW_REQUEST, DISPOSAL, HEARING, BREACH_APPEAL}


def test_the_limits_are_those_in_force_on_the_day() -> None:
    ServiceStandard.objects.create(
        clock=Clock.VALID_REPLY, working_days=4, legal_source="新规定", valid_from=date(2027, 1, 1), mode="restart"
    )
    assert (limits(date(2026, 12, 31))[0].working_days, limits(date(2027, 1, 1))[0].working_days) == (5, 4)
    assert limits(date(2000, 1, 1)) == []


def test_the_page_tells_each_limit_with_its_source(client: Client) -> None:
    with travel(shanghai("2026-09-29 10:00")):
        said = unescape(client.get(reverse("guide")).content.decode())
    for standard in ServiceStandard.objects.filter(clock__in=MEANING):  # how long an order may run is not his affair
        assert standard.get_clock_display() in said
        assert standard.legal_source in said
    assert f"{reverse('calendar')}#calculator" in said
