"""A snapshot (快照): what a data set held at one moment, never changed afterwards."""

from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _


class SnapshotIsFixed(TypeError):
    """A snapshot is taken once; another state of the data is another snapshot."""


def store() -> Storage:
    """Where snapshots are kept: this machine's disk, or a store that speaks S3 (settings.STORAGES)."""
    return storages["snapshots"]


class Snapshot(models.Model):
    """A CSV file as RFC 4180 has it, in UTF-8. `schema` is a list of {"name", "type"} in the order of the columns;
    `origin` says what it was read from. The database refuses to change a row."""

    dataset = models.ForeignKey(
        "applications.Dataset", on_delete=models.PROTECT, related_name="snapshots", verbose_name=_("数据集")
    )
    number = models.PositiveIntegerField(_("序号"))
    file = models.FileField(_("文件"), storage=store)
    origin = models.CharField(_("来源"), max_length=400)
    sha256 = models.CharField(_("摘要"), max_length=64)
    size = models.BigIntegerField(_("大小"))
    rows = models.BigIntegerField(_("行数"))
    schema = models.JSONField(_("字段结构"))
    taken_at = models.DateTimeField(_("生成时间"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("操作人")
    )

    class Meta:
        verbose_name = _("数据快照")
        verbose_name_plural = _("数据快照")
        ordering = ["dataset", "-number"]
        constraints = [models.UniqueConstraint(fields=["dataset", "number"], name="snapshot_number_once_per_dataset")]

    def __str__(self) -> str:
        return f"{self.dataset_id} #{self.number}"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise SnapshotIsFixed(str(self))
        super().save(*args, **options)

    @property
    def columns(self) -> list[str]:
        return [column["name"] for column in self.schema]
