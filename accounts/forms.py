"""The extra fields of a sign-up: who the person is, and for which body he applies."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .credit_code import validate_credit_code
from .models import Membership, Organisation, OrganisationKind, User
from .roles import Role

APPLICANT_KINDS = [
    ("natural_person", _("自然人（以个人名义申请）")),
    (OrganisationKind.LEGAL_PERSON, _("法人")),
    (OrganisationKind.ORGANIZATION, _("非法人组织")),
]


class SignupForm(forms.Form):
    """Fields beside e-mail and password; allauth calls `signup` when all is valid."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    phone = forms.CharField(label=_("联系电话"), max_length=30)
    applicant_kind = forms.ChoiceField(label=_("申请人类别"), choices=APPLICANT_KINDS, widget=forms.RadioSelect)
    organisation_name = forms.CharField(
        label=_("单位名称"), max_length=120, required=False, help_text=_("以单位名义申请时填写，与登记证书一致。")
    )
    credit_code = forms.CharField(
        label=_("统一社会信用代码"), max_length=18, required=False, help_text=_("18 位，见营业执照或法人证书。")
    )

    def clean_credit_code(self) -> str:
        code: str = self.cleaned_data["credit_code"].strip().upper()
        if code:
            validate_credit_code(code)
            if Organisation.objects.filter(credit_code=code).exists():
                raise forms.ValidationError(_("该单位已在本平台注册，请联系本单位的管理员将您加入。"))
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("applicant_kind") in ("", None, "natural_person"):
            return cleaned
        for field in ("organisation_name", "credit_code"):
            if not cleaned.get(field) and field not in self.errors:
                self.add_error(field, _("以单位名义申请时必须填写本项。"))
        name = cleaned.get("organisation_name")
        if name and Organisation.objects.filter(name=name).exists():
            self.add_error("organisation_name", _("该单位已在本平台注册，请联系本单位的管理员将您加入。"))
        return cleaned

    def signup(self, request: HttpRequest, user: User) -> None:
        """Fill in the person and, where he applies for a body, the body and his place in it."""
        user.name, user.phone = self.cleaned_data["name"], self.cleaned_data["phone"]
        user.save(update_fields=["name", "phone"])
        if self.cleaned_data["applicant_kind"] == "natural_person":
            return
        body = Organisation.objects.create(
            kind=self.cleaned_data["applicant_kind"],
            name=self.cleaned_data["organisation_name"],
            credit_code=self.cleaned_data["credit_code"],
            contact_name=user.name,
            phone=user.phone,
        )
        Membership.objects.create(user=user, organisation=body, role=Role.APPLICANT, is_admin=True)
