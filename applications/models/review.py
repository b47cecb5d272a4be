"""A review of a refusal (复核): asked for once, advised on by a supervisor, decided by another than who refused."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .decision import Decision

PERSON = settings.AUTH_USER_MODEL


class Outcome(models.TextChoices):
    UPHELD = "upheld", _("维持不予开放")
    REVERSED = "reversed", _("改为同意开放")


class Review(models.Model):
    """The one review of an application. `replaced` keeps the refusal that a reversal has put out of force, by the
    columns of Decision."""

    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="review", verbose_name=_("申请")
    )
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("复核申请人"))
    asked_at = models.DateTimeField(_("申请复核时间"))
    grounds = models.TextField(_("复核理由"), max_length=2000)
    advised_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("监督意见提出人")
    )
    advised_at = models.DateTimeField(_("监督意见时间"), null=True)
    advises = models.CharField(_("监督意见"), max_length=10, choices=Outcome.choices, blank=True)
    advice = models.TextField(_("监督意见说明"), max_length=2000, blank=True)
    outcome = models.CharField(_("复核结果"), max_length=10, choices=Outcome.choices, blank=True)
    number = models.CharField(_("复核文号"), max_length=40, blank=True)
    decided_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("复核决定人")
    )
    decided_at = models.DateTimeField(_("复核决定时间"), null=True)
    reasons = models.TextField(_("复核决定的理由"), max_length=2000, blank=True)
    ground = models.CharField(_("依据"), max_length=300, blank=True)
    appeal = models.TextField(_("救济途径"), max_length=1000, blank=True)
    replaced = models.JSONField(_("原决定"), default=dict, blank=True)

    class Meta:
        verbose_name = _("复核")
        verbose_name_plural = _("复核")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="") | Q(advised_at__isnull=False, decided_at__isnull=False),
                name="a_review_is_decided_after_advice",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("advised_by")),
                name="advice_and_review_are_two_people",
            ),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="review_number_once"),
        ]

    def __str__(self) -> str:
        return self.number or str(self.application_id)

    @property
    def is_advised(self) -> bool:
        return self.advised_at is not None

    @property
    def first_decision(self) -> Decision | None:
        """The refusal that was put out of force, as it was; not saved anywhere else."""
        if not self.replaced:
            return None
        kept: dict[str, Any] = {name: self.replaced[name] for name in KEPT}
        moment = Decision._meta.get_field("at").to_python(self.replaced["at"])
        return Decision(application_id=self.application_id, by_id=self.replaced["by"], at=moment, **kept)


# What is kept as it is of a refusal, beside who made it and when.
KEPT = ("kind", "number", "reasons", "ground", "appeal", "lateness")


def kept_of(decision: Decision) -> dict[str, Any]:
    """A decision as Review.replaced holds it."""
    return {name: getattr(decision, name) for name in KEPT} | {
        "by": decision.by_id, "at": decision.at.isoformat(),
    }  # fmt: skip
