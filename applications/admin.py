"""Administration of the catalogue: data sets, their fields, the files that are handed over; and of phrases."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from jobs import clock

from .importing.data_file import count_rows
from .importing.field_types import FieldType
from .importing.in_use import fields_in_use
from .importing.problems import UnreadableFile
from .models import ApplicantKind, Dataset, DatasetField, DatasetTag, DeliveryMode, Openness, Phrase


class PrivateFile(AdminFileWidget):
    """Names the file without a link: data are handed over on the grounds of an agreement, and in no other way."""

    template_name = "catalogue/admin_file.html"


class DatasetForm(forms.ModelForm):
    """Lists as check boxes; the rules that the database holds too, in words."""

    applicant_kinds = forms.MultipleChoiceField(
        label=_("可申请主体"), choices=ApplicantKind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    delivery_modes = forms.MultipleChoiceField(
        label=_("提供方式"), choices=DeliveryMode.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        widgets = {"data_file": PrivateFile}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("fast_track") and cleaned.get("openness") != Openness.CONDITIONAL:
            self.add_error("fast_track", _("只有“有条件开放”的数据集才能列入免申即用。"))
        if "provider" in self.changed_data and self.instance.pk and fields_in_use([self.instance.pk]):
            self.add_error("provider", _("该数据集有在办申请，办结前不能更换数据提供单位。"))
        return cleaned


class FieldForm(forms.ModelForm):
    """The type is one of those that the pages know how to name."""

    type = forms.ChoiceField(label=_("类型"), choices=FieldType.choices)

    class Meta:
        widgets = {name: forms.TextInput(attrs={"size": 18}) for name in ("name", "title")}


class FieldFormSet(forms.BaseInlineFormSet):
    """The fields of a data set, and its file, which must have a column for each of them."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        kept = [form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        self._stay_while_used({form.cleaned_data["name"] for form in kept})
        if self.instance.data_file:
            try:
                rows = count_rows(self.instance.data_file, [form.cleaned_data["name"] for form in kept])
            except (UnreadableFile, OSError) as error:
                raise ValidationError(str(error)) from error
            self.instance.row_count = rows

    def _stay_while_used(self, names: set[str]) -> None:
        if self.instance.pk:
            asked = {name for fields in fields_in_use([self.instance.pk])[self.instance.pk] for name in fields}
            there = set(self.instance.fields.values_list("name", flat=True))
            if gone := sorted(asked & there - names):
                message = _("在办申请正在使用字段 %(names)s，办结前不能删除或者改名。")
                raise ValidationError(message % {"names": _("、").join(gone)})


class FieldInline(admin.TabularInline):
    model = DatasetField
    form = FieldForm
    formset = FieldFormSet
    extra = 0


class TagInline(admin.TabularInline):
    model = DatasetTag
    extra = 1


@admin.register(Dataset)
class DatasetAdmin(admin.ModelAdmin):
    """A data set and its fields on one page; many at once come in by manage.py import_catalogue."""

    form = DatasetForm
    inlines = [TagInline, FieldInline]
    list_display = ("code", "title", "domain", "provider", "openness", "fast_track", "field_count", "has_data")
    list_filter = ("openness", "fast_track", "domain", "provider")
    list_select_related = ("provider",)
    search_fields = ("code", "title", "description", "provider__name")
    autocomplete_fields = ("provider",)
    readonly_fields = ("row_count", "updated_on")
    fieldsets = (
        (None, {"fields": ("code", "title", "domain", "provider", "description", "source", "demonstration")}),
        (_("开放"), {"fields": ("openness", "grade", "fast_track", "conditions", "applicant_kinds")}),
        (_("数据"), {"fields": ("delivery_modes", "update_frequency", "data_file", "row_count", "updated_on")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Dataset]:
        return super().get_queryset(request).annotate(number_of_fields=Count("fields"))

    @admin.display(description=_("字段数"))
    def field_count(self, dataset: Any) -> int:
        return int(dataset.number_of_fields)

    @admin.display(description=_("数据文件"), boolean=True)
    def has_data(self, dataset: Dataset) -> bool:
        return bool(dataset.data_file)

    def get_readonly_fields(self, request: HttpRequest, obj: Dataset | None = None) -> tuple[str, ...]:
        """A code is printed in agreements and stands in addresses: it is given once."""
        return ("code", *self.readonly_fields) if obj else self.readonly_fields

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The file was counted while its fields were checked; a new one sets the day of the data."""
        super().save_related(request, form, formsets, change)
        dataset: Dataset = form.instance
        if "data_file" in form.changed_data:
            dataset.updated_on = localdate(clock.now())
        if not dataset.data_file:
            dataset.row_count = 0
        dataset.save(update_fields=["row_count", "updated_on"])


@admin.register(Phrase)
class PhraseAdmin(admin.ModelAdmin):
    """常用语: by what they are for and whose they are, in the order in which they are offered."""

    list_display = ("title", "kind", "department", "position", "in_use", "text")
    list_filter = ("kind", "in_use", "department")
    list_editable = ("position", "in_use")
    list_select_related = ("department",)
    search_fields = ("title", "text")
