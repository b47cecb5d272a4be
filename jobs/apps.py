"""The app `jobs`; when Django is ready, the handlers of every installed app are known."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Imports each installed app's `background` module, where handlers and periodic work are registered."""

    name = "jobs"
    verbose_name = _("后台任务")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Find the handlers, in the web process too: enqueue() refuses names that nobody handles."""
        autodiscover_modules("background")
