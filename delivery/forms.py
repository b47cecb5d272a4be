"""What people write on the pages of delivery."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms.profile import Line
from applications.importing.data_file import count_rows
from applications.importing.problems import UnreadableFile
from applications.models import Dataset, DeliveryMode, FollowsAs
from workflow.refusals import Refused

from .models import Grant, UseReport


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


class RenewalForm(forms.Form):
    """What is wanted of an agreement in use; a renewal keeps the columns and the way of delivery as they are."""

    how = forms.ChoiceField(
        label=_("申请事项"),
        choices=FollowsAs.choices,
        widget=forms.RadioSelect,
        help_text=_("续签：条件不变，接着原协议的期限；变更：字段或者提供方式变化，新协议签订后立即取代原协议。"),
        error_messages={"required": _("请选择续签或者变更。")},
    )
    term_months = forms.IntegerField(
        label=_("使用期限（月）"),
        min_value=1,
        max_value=60,
        error_messages={"required": _("请填写使用期限，1 至 60 个月。")},
    )
    because = forms.CharField(
        label=_("理由"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请说明为什么需要续签或者变更。")},
    )
    unchanged = forms.BooleanField(
        label=_("使用目的、应用场景、成果提供对象和安全保护措施与原申请一致，原提交的材料继续有效"),
        help_text=_("有变化的，不能在这里办理，请以本件内容重新申请。"),
        error_messages={"required": _("请确认没有变化；有变化的，请以本件内容重新申请。")},
    )

    field_order = ("how", "term_months", "fields", "delivery_mode", "because", "unchanged")

    def __init__(self, *args: Any, grant: Grant, reasons: Mapping[FollowsAs, Refused | None], **options: Any) -> None:
        super().__init__(*args, **options)
        self.reasons = reasons
        dataset, conditions = grant.application.dataset, grant.application.decision.conditions
        self.fields["fields"] = forms.MultipleChoiceField(
            label=_("字段（变更时选择）"),
            choices=[(one.name, one.title) for one in dataset.fields.all()],
            initial=list(grant.fields),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("原来没有获准的敏感字段须重新申请。"),
        )
        self.fields["delivery_mode"] = forms.ChoiceField(
            label=_("提供方式（变更时选择）"),
            choices=[(mode, DeliveryMode(mode).label) for mode in dataset.delivery_modes],
            initial=conditions["delivery_mode"],
            required=False,
        )
        self.fields["term_months"].initial = conditions["term_months"]
        self.fields["how"].initial = next((how for how, refused in reasons.items() if not refused), None)
        self.decided = (set(grant.fields), conditions["delivery_mode"])
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        how = said.get("how")
        if how and (refused := self.reasons[FollowsAs(how)]):
            self.add_error("how", str(refused))
        elif how == FollowsAs.AMENDMENT and not said.get("fields"):
            self.add_error("fields", _("请至少选择一个字段。"))
        elif how == FollowsAs.AMENDMENT and self.decided == (set(said["fields"]), said.get("delivery_mode")):
            self.add_error("how", _("字段和提供方式都没有变化；只延长期限的，请选择续签。"))
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
