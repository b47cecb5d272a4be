"""What people write on the pages of delivery."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms.profile import Line
from applications.importing.data_file import count_rows
from applications.importing.problems import UnreadableFile
from applications.models import Dataset


class KeyForm(forms.Form):
    name = Line(
        label=_("密钥用途"),
        max_length=40,
        help_text=_("写明由哪个系统使用，便于日后更换或者撤销。"),
        error_messages={"required": _("请写明密钥由哪个系统使用。")},
    )


class UploadForm(forms.Form):
    """A CSV file with a column for each field of the data set; examined before anything is changed."""

    file = forms.FileField(
        label=_("数据文件（CSV，UTF-8）"),
        help_text=_("第一行为字段名，应包含目录所列的全部字段。上传后生成新的快照，原有快照不变。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": _("请选择要上传的 CSV 文件。"), "empty": _("文件是空的，请重新选择。")},
    )

    def __init__(self, *args: Any, dataset: Dataset, **options: Any) -> None:
        super().__init__(*args, **options)
        self.dataset = dataset

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            count_rows(file, [field.name for field in self.dataset.fields.all()])
        except UnreadableFile as error:
            raise forms.ValidationError(str(error)) from error
        return file
