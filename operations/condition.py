"""The condition of the installation, in figures: what a page shows, a monitor asks for, and /readyz goes by."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Min

from jobs.depth import Depth, depth
from jobs.models import Job, Round
from notifications.models import Breaker, Message
from workflow.models import Deadline, DeadlineStatus

# Work that comes round every so often is late when it has not come for three times as long, and a minute.
LATE_ROUNDS, LATE_GRACE = 3, timedelta(minutes=1)
WAITS_LONG = timedelta(minutes=10)


@dataclass(frozen=True)
class Condition:
    """At one moment. `rung_lag`: for how long the oldest rung that is due has waited to fire."""

    at: datetime
    jobs: Depth
    rung_lag: timedelta
    rounds: list[Round]
    paused: list[Breaker]

    @property
    def queue_lag(self) -> timedelta:
        """For how long the oldest job that is due has waited."""
        oldest = self.jobs.oldest_due_at
        return max(self.at - oldest, timedelta()) if oldest else timedelta()

    @property
    def late_rounds(self) -> list[Round]:
        """Periodic work that has not come round in time."""
        return [one for one in self.rounds if is_late(one, self.at)]

    @property
    def is_good(self) -> bool:
        """Nothing that a person has to look at."""
        return not (
            self.jobs.dead
            or self.paused
            or self.late_rounds
            or not self.rounds
            or any(one.error for one in self.rounds)
            or max(self.queue_lag, self.rung_lag) > WAITS_LONG
        )


def condition(now: datetime) -> Condition:
    """Six queries, however much there is."""
    running = Deadline.objects.filter(status=DeadlineStatus.RUNNING, next_rung_at__lte=now)
    oldest = running.aggregate(oldest=Min("next_rung_at"))["oldest"]
    return Condition(
        at=now,
        jobs=depth(now),
        rung_lag=now - oldest if oldest else timedelta(),
        rounds=list(Round.objects.order_by("name")),
        paused=list(Breaker.objects.filter(open_until__isnull=False)),
    )


def is_late(one: Round, now: datetime) -> bool:
    """Whether periodic work has not come round in time."""
    return now - one.began_at > one.every * LATE_ROUNDS + LATE_GRACE


def jobs_by_state() -> dict[tuple[str, str], int]:
    """How many jobs there are, by name and state."""
    counted = Job.objects.values_list("name", "state").annotate(n=Count("pk"))
    return {(name, state): n for name, state, n in counted.order_by()}


def messages_by_state() -> dict[str, int]:
    """How many messages there are, by what has become of their mail."""
    return dict(Message.objects.values_list("mail").annotate(n=Count("pk")).order_by())


def not_ready() -> str:
    """Why requests should not come here yet; "" when they may. Raises what the database raises."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return "migrations are missing"
    return ""
