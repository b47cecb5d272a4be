from django.db import migrations, models

QUEUED = (
    "submitted", "supplement", "assessing", "consulting", "deciding", "agreement", "sealing", "delivering", "suspended",
)


class Migration(migrations.Migration):

    dependencies = [("workflow", "0052_case_tally")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state__in", QUEUED)),
                fields=["provider", "risk"],
                include=(
                    "state", "handler", "applicant", "body", "number", "counting_status", "counting_due_on",
                    "counting_alarm_from", "counting_amber_at", "id",
                ),
                name="case_queue_by_risk",
            ),
        ),
    ]
