"""The limit of a supervision order as a dated standard; cases that are there keep the two working days they had."""

from django.db import migrations, models

from workflow import standards


def seed(apps, editor):
    standards.seed(apps.get_model("workflow", "ServiceStandard"))


class Migration(migrations.Migration):
    dependencies = [("workflow", "0007_queue_order")]
    operations = [
        migrations.AlterField(
            "servicestandard",
            "clock",
            models.CharField(
                "时限",
                max_length=20,
                choices=[
                    ("valid_reply", "有效答复时限"),
                    ("supplement", "补正期限"),
                    ("signing", "签订协议期限"),
                    ("sealing", "盖章时限"),
                    ("delivery", "交付时限"),
                    ("order", "督办期限"),
                ],
            ),
        ),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
