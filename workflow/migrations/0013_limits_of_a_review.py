"""The limits of a review as dated standards, and of the cases that are there who decided them."""

from django.db import migrations

from workflow import standards

DECIDERS = """
UPDATE workflow_case SET decider_id = (
  SELECT e.actor_id FROM workflow_event e
  WHERE e.case_id = workflow_case.id AND e.name IN ('approve', 'refuse') ORDER BY e.seq DESC LIMIT 1)
WHERE decider_id IS NULL
"""


def seed(apps, editor):
    standards.seed(apps.get_model("workflow", "ServiceStandard"))


class Migration(migrations.Migration):
    dependencies = [("workflow", "0012_review")]
    operations = [
        migrations.RunPython(seed, migrations.RunPython.noop),
        migrations.RunSQL(DECIDERS, migrations.RunSQL.noop),
    ]
