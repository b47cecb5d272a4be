"""A copy (副本): one file made for one person under one grant, the marks in it, and how often it was fetched."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Format(models.TextChoices):
    CSV = "csv", "CSV"
    XLSX = "xlsx", "XLSX"
    JSON = "json", "JSON"
    PARQUET = "parquet", _("Parquet 列式文件")


class Way(models.TextChoices):
    """How a copy is handed over: as a file, page by page by the interface, or into a sandbox."""

    DOWNLOAD = "download", _("下载")
    API = "api", _("接口")
    SANDBOX = "sandbox", _("沙箱")


class CopyStatus(models.TextChoices):
    PREPARING = "preparing", _("正在准备")
    READY = "ready", _("可下载")
    FAILED = "failed", _("未能生成")
    REMOVED = "removed", _("已清除")


class Copy(models.Model):
    """`token` stands in the link; `seq` is the journal entry of the download, from when the copy is ready.

    The row stays when the file has gone: it is what a leaked copy is traced to.
    """

    grant = models.ForeignKey("delivery.Grant", on_delete=models.PROTECT, related_name="copies", verbose_name=_("授权"))
    snapshot = models.ForeignKey(
        "delivery.Snapshot", on_delete=models.PROTECT, related_name="copies", null=True, verbose_name=_("快照")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("领取人")
    )
    token = models.UUIDField(_("链接"), default=uuid.uuid4, unique=True)
    format = models.CharField(_("格式"), max_length=10, choices=Format.choices, default=Format.CSV)
    way = models.CharField(_("提供方式"), max_length=10, choices=Way.choices, default=Way.DOWNLOAD)
    status = models.CharField(_("状态"), max_length=10, choices=CopyStatus.choices, default=CopyStatus.PREPARING)
    problem = models.CharField(_("未能生成的原因"), max_length=40, blank=True)
    address = models.CharField(_("网络地址"), max_length=60, blank=True)
    asked_at = models.DateTimeField(_("申领时间"))
    ready_at = models.DateTimeField(_("生成时间"), null=True)
    expires_at = models.DateTimeField(_("链接有效期至"), null=True)
    seq = models.PositiveIntegerField(_("办理记录序号"), null=True)
    name = models.CharField(_("文件名"), max_length=160, blank=True)
    file = models.CharField(_("文件位置"), max_length=100, blank=True)
    size = models.BigIntegerField(_("大小"), default=0)
    sha256 = models.CharField(_("摘要"), max_length=64, blank=True, db_index=True)
    rows = models.BigIntegerField(_("行数"), default=0)
    sent = models.BigIntegerField(_("已发送字节"), default=0)

    class Meta:
        verbose_name = _("数据副本")
        verbose_name_plural = _("数据副本")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="ready") | Q(seq__isnull=False, expires_at__isnull=False, snapshot__isnull=False),
                name="a_ready_copy_is_on_record",
            )
        ]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.format} {self.status}"


class Canary(models.Model):
    """A row that stands in one copy only, by the digest of its cells (delivery/marks.py)."""

    copy = models.ForeignKey(Copy, on_delete=models.CASCADE, related_name="canaries", verbose_name=_("副本"))
    digest = models.CharField(_("行摘要"), max_length=32, db_index=True)

    class Meta:
        verbose_name = _("标记行")
        verbose_name_plural = _("标记行")

    def __str__(self) -> str:
        return self.digest


class Transfer(models.Model):
    """One request for the bytes of a copy: from which byte, how many went out, and how it ended ("" while it runs)."""

    copy = models.ForeignKey(Copy, on_delete=models.CASCADE, related_name="transfers", verbose_name=_("副本"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("领取人")
    )
    began_at = models.DateTimeField(_("开始时间"))
    first = models.BigIntegerField(_("起始字节"))
    sent = models.BigIntegerField(_("已发送字节"), default=0)
    outcome = models.CharField(_("结果"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("传输记录")
        verbose_name_plural = _("传输记录")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["person", "began_at"], name="transfers_of_a_person")]

    def __str__(self) -> str:
        return f"{self.copy_id} {self.first}+{self.sent}"
