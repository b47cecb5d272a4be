"""Keys of the data interface (接口密钥), and how much was read with them."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def live(self, now: datetime) -> "ApiKeyQuerySet":
        """Those that open something at `now`."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now), revoked_at__isnull=True)


class ApiKey(models.Model):
    """A key of one grant. The secret is shown once and kept as its SHA-256 only: it is 256 random bits, which nobody
    guesses from a digest. `ends_at` is set when another key has taken its place."""

    grant = models.ForeignKey(
        "delivery.Grant", on_delete=models.PROTECT, related_name="api_keys", verbose_name=_("授权")
    )
    name = models.CharField(_("用途"), max_length=40)
    prefix = models.CharField(_("前缀"), max_length=16)
    digest = models.CharField(_("密钥摘要"), max_length=64, unique=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("创建人")
    )
    created_at = models.DateTimeField(_("创建时间"))
    ends_at = models.DateTimeField(_("失效时间"), null=True)
    revoked_at = models.DateTimeField(_("撤销时间"), null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("撤销人")
    )
    last_used_at = models.DateTimeField(_("最近使用"), null=True)
    minute = models.DateTimeField(_("当前分钟"), null=True)
    calls = models.PositiveIntegerField(_("本分钟调用次数"), default=0)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("接口密钥")
        verbose_name_plural = _("接口密钥")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.prefix

    def is_live(self, now: datetime) -> bool:
        return self.revoked_at is None and (self.ends_at is None or self.ends_at > now)

    def count_call(self, now: datetime) -> int:
        """Count a call; how many there were in this minute, this one included."""
        minute = now.replace(second=0, microsecond=0)
        mine = ApiKey.objects.filter(pk=self.pk)
        if not mine.filter(minute=minute).update(calls=F("calls") + 1, last_used_at=now):
            mine.update(minute=minute, calls=1, last_used_at=now)
        return mine.values_list("calls", flat=True)[0]


class Usage(models.Model):
    """What was read under a grant on one day."""

    grant = models.ForeignKey("delivery.Grant", on_delete=models.CASCADE, related_name="usage", verbose_name=_("授权"))
    day = models.DateField(_("日期"))
    calls = models.PositiveIntegerField(_("调用次数"), default=0)
    rows = models.BigIntegerField(_("读取行数"), default=0)

    class Meta:
        verbose_name = _("接口用量")
        verbose_name_plural = _("接口用量")
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["grant", "day"], name="usage_once_a_day")]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.day}"
