"""What people write on the pages of delivery."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms.profile import Line
from applications.importing.data_file import count_rows
from applications.importing.problems import UnreadableFile
from applications.models import Dataset

from .models import UseReport


class KeyForm(forms.Form):
    name = Line(
        label=_("密钥用途"),
        max_length=40,
        help_text=_("写明由哪个系统使用，便于日后更换或者撤销。"),
        error_messages={"required": _("请写明密钥由哪个系统使用。")},
    )


class ReportForm(forms.ModelForm):
    """What was made of the data; the applicant says whether it may be published."""

    WORDS = ("products", "results", "benefits", "problems")

    class Meta:
        model = UseReport
        fields = ["products", "results", "benefits", "problems", "may_be_published"]
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ("products", "results", "benefits", "problems")}
        help_texts = {
            "products": _("名称、服务对象、上线时间；没有的写“无”。"),
            "may_be_published": _("同意后，经数据提供单位审阅，产品、成果和效益在“应用成果”中向社会公开。"),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("products", "results", "benefits"):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = _("请填写本项；没有的写“无”。")


class ReviewForm(forms.Form):
    """Received, or to be mended; published where the applicant agrees."""

    outcome = forms.ChoiceField(
        label=_("审阅结果"), choices=[("accept", _("接收")), ("return", _("退回修改"))], widget=forms.RadioSelect
    )
    publish = forms.BooleanField(label=_("公开其中的成果"), required=False)
    remark = forms.CharField(label=_("意见"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, report: UseReport, **options: Any) -> None:
        super().__init__(*args, **options)
        if not report.may_be_published:
            del self.fields["publish"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said.setdefault("publish", False)
        if said.get("outcome") == "return" and not said.get("remark"):
            self.add_error("remark", _("退回修改的，请写明需要补充的内容。"))
        return said


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
