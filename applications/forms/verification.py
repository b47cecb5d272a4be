"""What a visitor of the verification page hands over: a file, or the code on a document."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class FileForm(forms.Form):
    """`cleaned_data["file"]` is an upload of tolerable size. Its content is judged, never its name."""

    file = forms.FileField(
        label=gettext_lazy("协议文件（PDF）"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        help_text=gettext_lazy("文件只在服务器上比对，不会保存。"),
        error_messages={"required": gettext_lazy("请选择要核验的文件。")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.WURI_UPLOAD_MAX_BYTES:
            limit = settings.WURI_UPLOAD_MAX_BYTES // (1024 * 1024)
            raise forms.ValidationError(_("文件超过 %(limit)s MB，不是本系统出具的协议。") % {"limit": limit})
        return file


class CodeForm(forms.Form):
    """The code, as printed under the square."""

    code = forms.CharField(
        label=gettext_lazy("核验码"),
        max_length=200,
        help_text=gettext_lazy("文书上二维码所指网址的最后 16 位。"),
        error_messages={"required": gettext_lazy("请填写核验码。")},
    )
