"""The verification code of an official document: printed on it, and its address on the verification page."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentCode(models.Model):
    """One code for each document of a case; `slug` is the document's name in papers.py. It never changes."""

    code = models.CharField(_("核验码"), max_length=16, unique=True)
    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="document_codes", verbose_name=_("申请")
    )
    slug = models.CharField(_("文书"), max_length=40)

    class Meta:
        verbose_name = _("文书核验码")
        verbose_name_plural = _("文书核验码")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "slug"], name="one_code_for_each_document")]

    def __str__(self) -> str:
        return self.code
