"""An invitation to apply for a body: sent by mail, taken up by whoever owns the address."""

from datetime import date

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

SIGNER = signing.Signer(salt="wuri.invitation")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> "InvitationQuerySet":
        """Neither taken up nor withdrawn; some may have run out."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)


class Invitation(models.Model):
    """One invitation. It stays on record, whatever became of it."""

    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="invitations", verbose_name=_("机构")
    )
    email = models.EmailField(_("电子邮箱"))
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("邀请人")
    )
    invited_at = models.DateTimeField(_("邀请时间"))
    # The last day on which it can be taken up.
    expires_on = models.DateField(_("有效期至"))
    accepted_at = models.DateTimeField(_("加入时间"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("加入人员"),
    )
    withdrawn_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("成员邀请")
        verbose_name_plural = _("成员邀请")
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="one_waiting_invitation_per_address",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="an_invitation_is_taken_up_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}→{self.organisation_id}"

    @property
    def token(self) -> str:
        """What stands in its address: its key under our signature. Nothing secret is stored."""
        return SIGNER.sign(str(self.pk))

    def is_open(self, today: date) -> bool:
        """Whether it can still be taken up."""
        return self.accepted_at is None and self.withdrawn_at is None and today <= self.expires_on


def key_of(token: str) -> int | None:
    """The key that a token was signed for; None for anything that we did not sign."""
    try:
        return int(SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
