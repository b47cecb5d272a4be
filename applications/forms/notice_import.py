"""Handing in a holiday notice: pasted or uploaded, with what its text does not say."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calendars.drafts import Draft, decoded, read_drafts
from calendars.intake import all_facts
from calendars.notices import NoticeUnreadable

LARGEST = 1024 * 1024


class NoticeImportForm(forms.Form):
    """`drafts` holds what was read. `seen` is the digest of the text whose preview the person has before him."""

    text = forms.CharField(
        label=gettext_lazy("通知全文"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy("粘贴国务院办公厅通知的全文，或者 JSON 格式的通知记录。"),
    )
    file = forms.FileField(
        label=gettext_lazy("或者选择文件"),
        required=False,
        help_text=gettext_lazy("文本文件或者 JSON 文件，不超过 1 MB；选择文件后以文件内容为准。"),
    )
    published_on = forms.DateField(
        label=gettext_lazy("公布日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("与成文日期不同时填写。"),
    )
    url = forms.URLField(label=gettext_lazy("公布网址"), required=False, assume_scheme="https")
    overruled = forms.CharField(
        label=gettext_lazy("保留疑点的理由"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("检查中有“提示”而通知原文确实如此的，写明理由后方可录入。"),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Read the notice; what cannot be read is said at the text."""
        data: dict[str, Any] = super().clean() or {}
        try:
            text = self._text(data)
            self.drafts: tuple[Draft, ...] = read_drafts(
                text, all_facts(), published_on=data.get("published_on"), url=data.get("url") or ""
            )
            self.digest = self.drafts[0].sha256
        except NoticeUnreadable as error:
            self.add_error("text", str(error))
        return data

    def _text(self, data: dict[str, Any]) -> str:
        file = data.get("file")
        if not file:
            return data.get("text") or ""
        if file.size > LARGEST:
            raise NoticeUnreadable(_("文件超过 1 MB，不像一份放假通知。"))
        return decoded(file.read())

    @property
    def was_seen(self) -> bool:
        """Whether the preview that the person saw was of this very text."""
        return bool(self.cleaned_data.get("seen") == self.digest)

    def shown_again(self) -> "NoticeImportForm":
        """The form for the page with the preview: an uploaded file has become text, and `seen` is its digest."""
        data = {name: self.data.get(name, "") for name in self.fields}
        again = NoticeImportForm(data | {"text": self.drafts[0].text, "seen": self.digest})
        again.full_clean()
        return again


class ApprovalForm(forms.Form):
    """The second person's word. A local notice counts only with its legal basis."""

    legal_basis = forms.CharField(
        label=gettext_lazy("影响办理时限的依据"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
