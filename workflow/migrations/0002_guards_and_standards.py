"""The database's own guards, and the limits an installation starts with."""

from django.db import migrations

from workflow import standards, triggers


def install(apps, editor):
    triggers.install(editor.connection)


def remove(apps, editor):
    triggers.remove(editor.connection)


def seed(apps, editor):
    standards.seed(apps.get_model("workflow", "ServiceStandard"))


class Migration(migrations.Migration):
    dependencies = [("workflow", "0001_initial")]
    operations = [
        migrations.RunPython(seed, migrations.RunPython.noop),
        migrations.RunPython(install, remove),
    ]
