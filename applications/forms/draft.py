"""The applicant's form: nothing is required while it is a draft, but what is there must fit."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Application, DeliveryMode

LONGEST_TERM = 60


class Prose(forms.CharField):
    """Text of several lines; a line's end is one sign here as it is in the browser's own count."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": rows}), **options)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value))


def prose(field: str, label: Any, help_text: Any, rows: int = 4) -> Prose:
    """A field as long as the record's column."""
    return Prose(label=label, help_text=help_text, rows=rows, max_length=length_of(field))


def line(field: str, label: Any, help_text: Any = "", **attrs: str) -> forms.CharField:
    """One line, as long as the record's column."""
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=length_of(field), widget=widget
    )  # fmt: skip


def length_of(field: str) -> int:
    """The longest text that the record takes."""
    return int(getattr(Application._meta.get_field(field), "max_length", 0))


class DraftForm(forms.Form):
    """What an applicant says. `revision` is the one the page was made from; it guards against overwriting."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    purpose = line("purpose", _("应用场景名称"), _("用一句话说明拿数据做什么，例如“公交线网优化研究”。"))
    use_case = prose(
        "use_case", _("应用场景描述"), _("写明数据用在哪个系统或者产品、怎样用、由谁用、解决什么问题。"), rows=6
    )
    benefit = prose("benefit", _("预期成效"), _("写明可以衡量的成效。"))
    requested_fields = forms.MultipleChoiceField(
        label=_("申请字段"),
        help_text=_("只选择应用场景确实需要的字段；标有“敏感”的字段审核更严，请在应用场景说明中写明必要性。"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("所选字段不在该数据集中，请重新选择。")},
    )
    delivery_mode = forms.ChoiceField(
        label=_("提供方式"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("该数据集不支持所选的提供方式，请重新选择。")},
    )
    term_months = forms.IntegerField(
        label=_("使用期限（月）"),
        help_text=_("填写 1 至 60 的整数，自签订协议之日起计算。"),
        required=False,
        min_value=1,
        max_value=LONGEST_TERM,
        error_messages={
            "invalid": _("请填写整数，例如 12。"),
            "min_value": _("使用期限不能少于 1 个月。"),
            "max_value": _("使用期限不能超过 60 个月。"),
        },
    )
    security_measures = prose(
        "security_measures",
        _("安全保护措施"),
        _("写明数据存储在哪里、谁可以访问、怎样留痕、期满怎样处置副本。"),
        rows=6,
    )
    recipients = prose(
        "recipients", _("成果提供对象"), _("写明成果提供给谁；仅内部使用的，请写明“仅内部使用”。"), rows=3
    )
    contact_name = line("contact_name", _("联系人"), autocomplete="name")
    contact_phone = line("contact_phone", _("联系电话"), autocomplete="tel", inputmode="tel")
    contact_address = line(
        "contact_address", _("联系地址"), _("用于签订协议和送达文书。"), autocomplete="street-address"
    )
    undertaking = forms.BooleanField(label=_("我已阅读并承诺遵守上述事项。"), required=False)

    def __init__(self, data: Any = None, *, application: Application, only: tuple[str, ...] | None = None) -> None:
        """`only` these fields are on the page: what it does not send about the others means nothing."""
        self.application = application
        super().__init__(data, initial={name: getattr(application, name) for name in self.base_fields})
        self.columns = {
            field.name: str(_("%(title)s（敏感）") % {"title": field.title}) if field.is_sensitive else field.title
            for field in application.dataset.fields.all()
        }
        modes = [(mode, DeliveryMode(mode).label) for mode in application.dataset.delivery_modes]
        cast(forms.ChoiceField, self.fields["requested_fields"]).choices = list(self.columns.items())
        cast(forms.ChoiceField, self.fields["delivery_mode"]).choices = modes
        if only is not None:
            self.fields = {name: self.fields[name] for name in ("revision", *only)}

    def clean_requested_fields(self) -> list[str]:
        """Each once, in the order of the data set."""
        chosen = set(self.cleaned_data["requested_fields"])
        return [name for name in self.columns if name in chosen]

    def changes(self) -> dict[str, Any]:
        """The valid answers that differ from the record; what is not valid is left as it was."""
        said = {name: self.cleaned_data[name] for name in self.cleaned_data if name != "revision"}
        return {name: value for name, value in said.items() if value != getattr(self.application, name)}
