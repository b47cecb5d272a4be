"""Administration of data sources: where the data of each data set are read from."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .models import Source, SourceKind
from .queries import is_one_question


class SourceForm(forms.ModelForm):
    """Connections by the names that the installation gives them; the query is looked at before it is kept."""

    connection = forms.ChoiceField(label=_("数据连接"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["connection"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "---------"), *((name, name) for name in sorted(settings.WURI_DATA_CONNECTIONS))]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") == SourceKind.STORE and not said.get("location"):
            self.add_error("location", _("请填写文件在存储中的位置。"))
        if said.get("kind") == SourceKind.QUERY:
            if not said.get("connection"):
                self.add_error("connection", _("请选择数据连接；连接由安装配置 WURI_DATA_CONNECTIONS 给出。"))
            if not is_one_question(said.get("query", "")):
                self.add_error(
                    "query", _("请填写一条 SELECT 语句，不能有其他语句；可变的值写成 :名称，在查询参数中给出。")
                )
        return said


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    form = SourceForm
    list_display = ("dataset", "kind", "connection", "location", "marks_rows", "csv_line")
    list_filter = ("kind",)
    list_select_related = ("dataset",)
    autocomplete_fields = ("dataset",)
    search_fields = ("dataset__code", "dataset__title")
