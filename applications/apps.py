"""The dossier: catalogue, application, assessment, decision, agreement; actions; pages."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    name = "applications"
    verbose_name = _("申请与目录")

    def ready(self) -> None:
        """Register the check of the typesetting."""
        import_module("applications.documents.startcheck")
