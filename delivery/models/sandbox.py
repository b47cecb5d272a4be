"""A place in a sandbox (数据沙箱): where the data of a grant are used, by which account, and how far that has come."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SandboxStatus(models.TextChoices):
    ORDERED = "ordered", _("正在开通")
    OPEN = "open", _("可使用")
    CLOSED = "closed", _("已关闭")
    REMOVED = "removed", _("已清除")


class SandboxPlace(models.Model):
    """One for each grant that is delivered so. `reference` names it to the sandbox and never changes; `revision` counts
    what the sandbox is to be told, so that an earlier word that arrives late changes nothing; `place` is the sandbox's
    own word for where it is. Of the secret only the digest is kept, as of an interface key. The term is the grant's."""

    grant = models.OneToOneField(
        "delivery.Grant", on_delete=models.PROTECT, related_name="sandbox", verbose_name=_("授权")
    )
    reference = models.UUIDField(_("沙箱编号"), default=uuid.uuid4, unique=True)
    account = models.CharField(_("账号"), max_length=40, unique=True)
    place = models.CharField(_("位置"), max_length=300, blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=SandboxStatus.choices, default=SandboxStatus.ORDERED, db_index=True
    )
    copy = models.OneToOneField(
        "delivery.Copy", on_delete=models.PROTECT, null=True, related_name="sandbox", verbose_name=_("副本")
    )
    placed_at = models.DateTimeField(_("数据移入时间"), null=True)
    removed_at = models.DateTimeField(_("清除时间"), null=True)
    problem = models.TextField(_("未能办理的原因"), blank=True)
    revision = models.PositiveIntegerField(_("变更次数"), default=0)
    secret_digest = models.CharField(_("口令摘要"), max_length=64, blank=True)
    secret_at = models.DateTimeField(_("口令领取时间"), null=True)
    secret_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("口令领取人")
    )

    class Meta:
        verbose_name = _("沙箱交接")
        verbose_name_plural = _("沙箱交接")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="open") | Q(placed_at__isnull=False), name="an_open_sandbox_holds_its_data"
            ),
            models.CheckConstraint(
                condition=~Q(status="removed") | Q(removed_at__isnull=False), name="a_removed_sandbox_has_its_moment"
            ),
        ]

    def __str__(self) -> str:
        return self.account
