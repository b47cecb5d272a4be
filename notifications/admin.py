"""Places outside that are told of entries: only the administration writes them, and no page shows a secret again."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .models import Endpoint


class EndpointForm(forms.ModelForm):
    """A secret that is left empty stays as it is."""

    secret = forms.CharField(
        label=_("签名密钥"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "系统接口至少 24 个字符；钉钉、飞书填写机器人的加签密钥；企业微信不填。已保存的密钥不再显示，留空则不变。"
        ),
    )

    class Meta:
        model = Endpoint
        fields = ("kind", "name", "url", "secret", "department", "events", "is_active")

    def clean_secret(self) -> Any:
        return self.cleaned_data["secret"] or self.instance.secret


@admin.register(Endpoint)
class EndpointAdmin(admin.ModelAdmin):
    form = EndpointForm
    list_display = ("name", "kind", "department", "is_active")
    list_filter = ("kind", "is_active")
