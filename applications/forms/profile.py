"""What a person tells of himself, and what a body tells of itself."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from accounts.credit_code import validate_credit_code
from accounts.models import Organisation, OrganisationKind, User

PHONE = RegexValidator(r"^[0-9０-９+（）()\-－—\s转#]{5,30}$", _("请填写电话号码，只用数字、空格和“+”“-”“()”。"))

ONCE = {"unique": _("该单位已在本平台注册，请联系本单位的管理员将您加入。")}


class Line(forms.CharField):
    """One line: what a browser would not send, a line break or a mark that turns the line round, is taken out."""

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value))
        return " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())


def phone(label: Any, *, required: bool) -> Line:
    widget = forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"})
    return Line(label=label, required=required, max_length=30, validators=[PHONE], widget=widget)


class ProfileForm(forms.ModelForm):
    """Name and telephone; the e-mail address has a page of its own, where the new one is proved."""

    name = Line(label=_("姓名"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = phone(_("联系电话"), required=True)

    class Meta:
        model = User
        fields = ["name", "phone"]


class ParticularsForm(forms.ModelForm):
    """How to reach a body; its name and code are those of its certificate and are not changed here."""

    address = Line(label=_("地址"), max_length=200, required=False)
    contact_name = Line(label=_("联系人"), max_length=60, required=False)
    phone = phone(_("联系电话"), required=False)

    class Meta:
        model = Organisation
        fields = ["address", "contact_name", "phone"]


class RegisterForm(ParticularsForm):
    """A body that is not on the platform yet."""

    kind = forms.ChoiceField(
        label=_("单位类别"),
        choices=[(kind.value, kind.label) for kind in OrganisationKind if kind != OrganisationKind.DEPARTMENT],
        widget=forms.RadioSelect,
    )
    name = Line(label=_("单位名称"), max_length=120, help_text=_("与登记证书一致。"), error_messages=ONCE)
    credit_code = Line(
        label=_("统一社会信用代码"), max_length=18, help_text=_("18 位，见营业执照或法人证书。"), error_messages=ONCE
    )

    field_order = ("kind", "name", "credit_code", "address", "contact_name", "phone")

    class Meta(ParticularsForm.Meta):
        fields = ["kind", "name", "credit_code", "address", "contact_name", "phone"]

    def clean_credit_code(self) -> str:
        code: str = self.cleaned_data["credit_code"].upper()
        validate_credit_code(code)
        return code


class InviteForm(forms.Form):
    """To whom the invitation goes."""

    email = forms.EmailField(
        label=_("电子邮箱"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("对方用这个邮箱登录后接受邀请；还没有账号的，先用它注册。"),
    )
