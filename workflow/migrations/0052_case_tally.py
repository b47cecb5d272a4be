import django.db.models.deletion
from django.db import migrations, models

from workflow import tally_triggers


def install(apps, editor):
    """From here on the database keeps the tally; what is in the queues already is counted once."""
    with editor.connection.cursor() as cursor:
        tally_triggers.install(editor.connection, cursor)
        tally_triggers.take_up_all(cursor)


def remove(apps, editor):
    with editor.connection.cursor() as cursor:
        tally_triggers.remove(editor.connection, cursor)


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0001_initial"),
        ("workflow", "0009_silence_and_recusal"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(max_length=20)),
                ("counting_due_on", models.DateField(null=True)),
                ("counting_alarm_from", models.DateField(null=True)),
                ("counting_amber_at", models.PositiveSmallIntegerField(null=True)),
                ("n", models.IntegerField()),
                (
                    "provider",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
        ),
        migrations.RunPython(install, remove),
        # What was counted by it is told by the tally.
        migrations.RemoveIndex(model_name="case", name="case_queue_counts"),
        migrations.AddIndex(
            model_name="deadline",
            index=models.Index(
                condition=models.Q(("finished_on__isnull", False)), fields=["clock", "finished_on"],
                name="deadline_by_clock_and_end",
            ),
        ),
    ]
