"""Telling places outside of entries: which of them are told, and what a system or a group is told."""

import json
from datetime import datetime
from typing import Any

from django.urls import reverse

from calendars.store import current_index
from jobs import NewJob, Postponed
from workflow.models import Event

from .channels import http, robots, signing
from .channels.breaker import through
from .models import Endpoint
from .short import link, short_entry

JOB = "notifications.push"


def pushes(event: Event) -> list[NewJob]:
    """A job for each place that wants to hear of an entry; reads `case`. One query."""
    return [
        NewJob(
            JOB,
            {"endpoint": endpoint.pk, "case": event.case_id, "seq": event.seq},
            key=f"push:{endpoint.pk}:{event.case_id}:{event.seq}",
        )
        for endpoint in Endpoint.objects.filter(is_active=True)
        if endpoint.wants(event.name, event.case.provider_id)
    ]


def send(endpoint: Endpoint, event: Event, key: str, now: datetime) -> None:
    """Tell one place of one entry. Raises Postponed, ChannelTrouble or Refusal."""
    if endpoint.is_a_robot:
        opens = current_index().next_office_moment(now)
        if opens > now:
            raise Postponed(opens, "the office is closed")
    with through(endpoint.channel, JOB, endpoint=endpoint.pk):
        if endpoint.is_a_robot:
            robots.tell(endpoint, short_entry(event), now)
        else:
            call_system(endpoint, event, key, now)


def call_system(endpoint: Endpoint, event: Event, key: str, now: datetime) -> None:
    """The signed call of a webhook."""
    body = json.dumps(facts(event), ensure_ascii=False, separators=(",", ":")).encode()
    headers = signing.signed(endpoint.secret, key, body, int(now.timestamp()))
    http.post(endpoint.url, body, {**headers, "Content-Type": "application/json; charset=utf-8"})


def facts(event: Event) -> dict[str, Any]:
    """What another system learns of an entry: no person, and nothing that was written in it. It asks for the rest."""
    return {
        "type": f"case.{event.name}",
        "occurred_at": event.at.isoformat(),
        "case": event.case.number,
        "seq": event.seq,
        "from": event.source,
        "to": event.target,
        "department": event.case.provider.name,
        "digest": event.hash,
        "url": link(reverse("case", args=[event.case_id])),
    }
