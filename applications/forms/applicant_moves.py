"""What an applicant does with his application."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.close import close
from ..actions.first_sign import first_sign
from ..actions.nudge import nudge
from ..actions.resubmit import resubmit
from ..actions.sign import sign
from ..actions.submit_all import submit_all
from ..actions.withdraw import withdraw
from ..changes import Changes, of_rounds
from ..models import Application
from .move_form import MoveForm


class SubmitForm(MoveForm):
    name = "submit"
    consequence = _("提交后系统即时出具收件回执，自次一工作日起计算答复时限。")
    done = _("申请已提交，收件回执已经出具，可以在“文书与材料”中下载。")

    def carry_out(self, common: dict[str, Any]) -> Application:
        return submit_all(**common)


class ResubmitForm(MoveForm):
    """One answer field for each item that was asked for."""

    name = "resubmit"
    template = "applications/resubmit.html"
    consequence = _("提交后恢复计算答复时限，由承办人继续办理。")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        supplement = self.application.supplements.filter(answered_at__isnull=True).first()
        for item in supplement.items.all() if supplement else []:
            self.fields[f"answer_{item.position}"] = forms.CharField(
                label=_("第 %(n)d 项：%(subject)s") % {"n": item.position, "subject": item.subject},
                help_text=item.problem,
                max_length=1000,
                initial=item.answer,
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"required": _("请写明本项的补正情况。")},
            )
        self.fields["reply"] = forms.CharField(
            label=_("其他说明"),
            max_length=2000,
            required=False,
            initial=supplement.reply if supplement else "",
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    @property
    def changes(self) -> Changes:
        """What has been changed since the defects were told, to be looked over before it goes back."""
        asked = list(self.application.supplements.order_by("pk"))
        return of_rounds(self.application, asked, self.application.attachments.order_by("pk"))[-1][1]

    @property
    def answers(self) -> dict[int, str]:
        """What was said of each item, by its position; without what does not fit."""
        return {
            int(field.removeprefix("answer_")): text
            for field, text in self.cleaned_data.items()
            if field.startswith("answer_")
        }

    def carry_out(self, common: dict[str, Any]) -> Application:
        return resubmit(**common, answers=self.answers, reply=self.cleaned_data["reply"])


class AnswersForm(ResubmitForm):
    """The same answers while they are still being written: none of them is owed yet."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.required = False


def password_field() -> forms.CharField:
    """Whoever finds a browser left open does not sign for another."""
    return forms.CharField(
        label=_("登录密码"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("签订协议须再次输入您的登录密码，以确认是本人操作。"),
        error_messages={"required": _("请输入您的登录密码。")},
    )


class SignForm(MoveForm):
    name = "sign"
    consequence = _("签订后由数据提供单位盖章，盖章后协议生效。")

    sha256 = forms.CharField(widget=forms.HiddenInput, required=False)
    read = forms.BooleanField(
        label=_("我已通读协议全文，有权代表申请人签订，同意以电子形式订立。"),
        error_messages={"required": _("请先打开协议全文阅读，再勾选本项。")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        agreement = getattr(self.application, "agreement", None)
        self.fields["sha256"].initial = agreement.sha256 if agreement else ""
        # Those who sign in elsewhere (the demonstration's people, single sign-on) have no password here.
        if self.actor and self.actor.has_usable_password():
            self.fields["password"] = password_field()

    def clean_password(self) -> str:
        typed: str = self.cleaned_data["password"]
        if not self.actor or not self.actor.check_password(typed):
            raise forms.ValidationError(_("密码不正确，未签订。请重新输入您的登录密码。"))
        return typed

    def carry_out(self, common: dict[str, Any]) -> Application:
        return sign(**common, seen_sha256=self.cleaned_data["sha256"], address=self.address)


class FirstSignForm(SignForm):
    """The same declaration by the first of two."""

    name = "first_sign"
    consequence = _("本协议须由申请单位两人签署。您签署后，由本单位另一名申请经办人签订。")
    done = _("已签署，请通知本单位另一名申请经办人阅读并签订协议。")

    def carry_out(self, common: dict[str, Any]) -> Application:
        return first_sign(**common, seen_sha256=self.cleaned_data["sha256"], address=self.address)


class WithdrawForm(MoveForm):
    name = "withdraw"
    consequence = _("撤回后本次申请结束，不能恢复；仍需使用数据的，请重新申请。")
    grave = True

    reasons = forms.CharField(
        label=_("撤回原因（可不填）"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def carry_out(self, common: dict[str, Any]) -> Application:
        return withdraw(**common, reasons=self.cleaned_data["reasons"])


class CloseForm(MoveForm):
    name = "close"
    button = _("结束使用并办结")
    consequence = _("办结后不能再领取数据。")
    grave = True

    confirmed = forms.BooleanField(
        label=_("已停止使用数据，并按协议返还或者销毁了全部副本。"),
        error_messages={"required": _("请先按协议处置数据副本，再勾选本项。")},
    )
    statement = forms.CharField(
        label=_("处置情况说明"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def carry_out(self, common: dict[str, Any]) -> Application:
        return close(**common, confirmed=True, statement=self.cleaned_data["statement"])


class NudgeForm(MoveForm):
    name = "nudge"
    consequence = _("承办人将收到提醒；办理时限过半后可以催办，每个工作日一次。")

    message = forms.CharField(label=_("留言（可不填）"), max_length=200, required=False)

    def carry_out(self, common: dict[str, Any]) -> Application:
        return nudge(**common, message=self.cleaned_data["message"])
