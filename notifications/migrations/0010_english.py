from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0005_channels_and_preferences")]

    operations = [
        migrations.AddField(
            model_name="preferences",
            name="english",
            field=models.BooleanField(default=False, verbose_name="邮件附英文译文"),
        ),
    ]
