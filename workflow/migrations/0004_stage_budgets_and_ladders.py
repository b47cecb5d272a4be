"""The stage budgets an installation starts with; clocks that run already are looked at by the next sweep."""

from django.db import migrations
from django.utils import timezone

from workflow import standards


def seed(apps, editor):
    standards.seed_stages(apps.get_model("workflow", "StageBudget"))


def look_at_running_clocks(apps, editor):
    """A moment that has passed makes the sweep find out which rung is next."""
    running = apps.get_model("workflow", "Deadline").objects.filter(status__in=["running", "paused"])
    running.filter(due_on__isnull=False).update(next_rung_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("workflow", "0003_escalation")]
    operations = [
        migrations.RunPython(seed, migrations.RunPython.noop),
        migrations.RunPython(look_at_running_clocks, migrations.RunPython.noop),
    ]
