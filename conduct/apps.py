"""What follows the use of data: breaches, security incidents, and what became of the data at the end."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConductConfig(AppConfig):
    name = "conduct"
    verbose_name = _("使用监管")
