"""The figures for Prometheus, read from the database when they are asked for: the same from every web process."""

from collections.abc import Iterable

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector

from notifications.models import MailState

from .condition import Condition, jobs_by_state, messages_by_state


class Figures(Collector):
    """All families; names and labels do not change when nothing is there."""

    def __init__(self, found: Condition) -> None:
        self._found = found

    def collect(self) -> Iterable[Metric]:
        """What Prometheus shows of one moment."""
        found = self._found
        yield one("wuri_queue_due", "Jobs that are due and wait for a worker", found.jobs.due)
        yield one("wuri_queue_dead", "Jobs that are out of attempts and wait for a person", found.jobs.dead)
        yield one("wuri_queue_lag_seconds", "How long the oldest due job has waited", found.queue_lag.total_seconds())
        yield one(
            "wuri_deadline_lag_seconds",
            "How long the oldest due rung of a deadline has waited to fire",
            found.rung_lag.total_seconds(),
        )
        yield self._jobs()
        yield self._messages()
        yield from self._rounds()
        paused = GaugeMetricFamily("wuri_channel_paused", "1 for a channel that is out of order", labels=["channel"])
        for breaker in found.paused:
            paused.add_metric([breaker.channel], 1)
        yield paused

    def _jobs(self) -> Metric:
        family = GaugeMetricFamily("wuri_jobs", "Jobs by name and state", labels=["name", "state"])
        for (name, state), count in sorted(jobs_by_state().items()):
            family.add_metric([name, state], count)
        return family

    def _messages(self) -> Metric:
        family = GaugeMetricFamily("wuri_messages", "Messages by the state of their mail", labels=["state"])
        counted = messages_by_state()
        for state in MailState.values:
            family.add_metric([state], counted.get(state, 0))
        return family

    def _rounds(self) -> Iterable[Metric]:
        took = GaugeMetricFamily("wuri_round_seconds", "How long periodic work took last", labels=["name"])
        began = GaugeMetricFamily("wuri_round_began", "When periodic work began last (Unix time)", labels=["name"])
        failed = GaugeMetricFamily("wuri_round_failed", "1 when its last round failed", labels=["name"])
        for entry in self._found.rounds:
            took.add_metric([entry.name], entry.seconds)
            began.add_metric([entry.name], entry.began_at.timestamp())
            failed.add_metric([entry.name], 1 if entry.error else 0)
        return [took, began, failed]


def one(name: str, words: str, value: float) -> Metric:
    """A family of one figure."""
    return GaugeMetricFamily(name, words, value=value)


def exposition(found: Condition) -> bytes:
    """The page in Prometheus' text format."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Figures(found))
    return generate_latest(registry)
