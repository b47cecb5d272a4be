from django.db import migrations
from django.utils import timezone

from calendars.versions import seed


def record_the_published_notices(apps, schema_editor):
    seed(
        notices=apps.get_model("calendars", "HolidayNotice"),
        versions=apps.get_model("calendars", "CalendarVersion"),
        now=timezone.now(),
    )


class Migration(migrations.Migration):
    dependencies = [("calendars", "0001_notices_and_versions")]
    operations = [migrations.RunPython(record_the_published_notices, migrations.RunPython.noop)]
