"""What users report and ask for: errors in data, and data that are not open yet."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    name = "feedback"
    verbose_name = _("数据反馈")
