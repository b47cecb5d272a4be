"""Where the data of a data set come from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SourceKind(models.TextChoices):
    UPLOAD = "upload", _("本单位上传")
    STORE = "store", _("文件存储")
    QUERY = "query", _("数据库查询")


class Source(models.Model):
    """One for each data set; none means that the department uploads.

    `location` is a name in the store of sources; `connection` one of settings.WURI_DATA_CONNECTIONS. The query is
    fixed: what varies are its named parameters, which the database gets beside it and never as part of it.
    """

    dataset = models.OneToOneField(
        "applications.Dataset", on_delete=models.CASCADE, related_name="data_source", verbose_name=_("数据集")
    )
    kind = models.CharField(_("来源方式"), max_length=10, choices=SourceKind.choices, default=SourceKind.UPLOAD)
    location = models.CharField(_("文件位置"), max_length=300, blank=True)
    connection = models.CharField(_("数据连接"), max_length=60, blank=True)
    query = models.TextField(_("查询语句"), blank=True)
    parameters = models.JSONField(_("查询参数"), default=dict, blank=True)
    marks_rows = models.BooleanField(
        _("加标记行"),
        default=True,
        help_text=_("每份副本加入不超过百分之一的标记行，泄露后可以查明出自哪一份。数据用于精确统计的，可以关闭。"),
    )
    csv_line = models.BooleanField(
        _("CSV 首行注明领取人"), default=False, help_text=_("开启后 CSV 的第一行是注明行，第二行才是字段名。")
    )

    class Meta:
        verbose_name = _("数据来源")
        verbose_name_plural = _("数据来源")
        constraints = [
            models.CheckConstraint(condition=~Q(kind="store") | ~Q(location=""), name="a_stored_source_has_its_place"),
            models.CheckConstraint(
                condition=~Q(kind="query") | (~Q(connection="") & ~Q(query="")), name="a_queried_source_has_its_query"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dataset_id} {self.kind}"
