"""The steps of a supervisor, and of an officer concerned, on the page of a breach: one form each, by the name of its
act."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, OrganisationKind, User
from applications.appeal import default_appeal
from applications.forms.profile import Line
from applications.models import Application

from ..actions.decide import decide
from ..actions.decide_appeal import decide_appeal
from ..actions.examine import examine
from ..actions.hear import hear
from ..actions.identify import identify
from ..actions.suspend_grants import suspend_grants
from ..actions.take_up import take_up
from ..models import AppealOutcome, Breach, Outcome
from .fields import Text, day

# The longest that an entry can stand on the breach list.
LONGEST = timedelta(days=3 * 366)
MOST_APPLICATIONS = 50


class ActForm(forms.Form):
    """`title` names the act on its button; `bad` is for what cannot be undone."""

    act = ""
    title: str | Promise = ""
    bad = False

    def __init__(self, *args: Any, breach: Breach, today: date, **options: Any) -> None:
        options.setdefault("auto_id", f"{self.act}-%s")
        super().__init__(*args, **options)
        self.breach, self.today = breach, today

    def carry_out(self, actor: User, now: datetime) -> None:
        """Call the action. Raises a Refused."""
        raise NotImplementedError


class TakeUp(ActForm):
    act, title = "take_up", _("受理核查")

    def carry_out(self, actor: User, now: datetime) -> None:
        take_up(breach=self.breach, actor=actor, now=now)


class Identify(ActForm):
    act, title = "identify", _("确定当事人")
    numbers = Line(
        label=_("涉及的申请编号"),
        max_length=1000,
        required=False,
        help_text=_("多个编号以空格或者顿号分开，须为同一申请人的申请。"),
    )
    body = Line(label=_("当事人单位"), max_length=120, required=False, help_text=_("没有具体申请的，填写单位全称。"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        wanted = [one for one in re.split(r"[\s,，、;；]+", said.get("numbers", "")) if one][:MOST_APPLICATIONS]
        found = Application.objects.select_related("case__body", "case__applicant").filter(case__number__in=wanted)
        said["applications"] = list(found.order_by("pk"))
        self._check_applications(set(wanted), said["applications"])
        said["found_body"] = None
        if not wanted and not self.errors:
            said["found_body"] = self._body(said.get("body", ""))
        return said

    def _check_applications(self, wanted: set[str], found: list[Application]) -> None:
        unknown = wanted - {str(one.case.number) for one in found}
        if unknown:
            self.add_error(
                "numbers", _("没有编号为 %(numbers)s 的申请，请核对。") % {"numbers": _("、").join(sorted(unknown))}
            )
        if len({(one.case.body_id, one.case.body_id or one.case.applicant_id) for one in found}) > 1:
            self.add_error("numbers", _("所填申请不属于同一申请人，请分别处理。"))

    def _body(self, name: str) -> Organisation | None:
        found = Organisation.objects.exclude(kind=OrganisationKind.DEPARTMENT).filter(name=name).first()
        if found is None:
            self.add_error("body", _("没有名为“%(name)s”的申请单位，请填写全称，或者填写申请编号。") % {"name": name})
        return found

    def carry_out(self, actor: User, now: datetime) -> None:
        said = self.cleaned_data
        identify(
            breach=self.breach, actor=actor, applications=said["applications"], body=said["found_body"], now=now
        )  # fmt: skip


class Examine(ActForm):
    act, title = "examine", _("记录核查情况")
    text = Text(label=_("核查情况"), max_length=4000, missing=_("请写明核查情况。"))

    def carry_out(self, actor: User, now: datetime) -> None:
        examine(breach=self.breach, actor=actor, text=self.cleaned_data["text"], now=now)


class Suspend(ActForm):
    act, title, bad = "suspend", _("中止开放"), True
    reasons = Text(
        label=_("理由和依据"),
        max_length=1000,
        missing=_("请写明中止的理由和依据。"),
        help_text=_("涉及的申请中使用中的全部中止，正在进行的下载同时停止；申请人能看到理由。"),
    )

    def carry_out(self, actor: User, now: datetime) -> None:
        suspend_grants(breach=self.breach, actor=actor, reasons=self.cleaned_data["reasons"], now=now)


class Hear(ActForm):
    act, title = "hear", _("告知并听取陈述申辩")
    charge = Text(
        label=_("告知的事实和拟作处理"),
        max_length=4000,
        rows=6,
        missing=_("请写明认定的事实和拟作的处理。"),
        help_text=_("当事人能看到全文，不得透露举报人的任何信息。"),
    )

    def carry_out(self, actor: User, now: datetime) -> None:
        hear(breach=self.breach, actor=actor, charge=self.cleaned_data["charge"], now=now)


class Decide(ActForm):
    act, title, bad = "decide", _("作出处理决定"), True
    outcome = forms.ChoiceField(label=_("处理结果"), choices=Outcome.choices, widget=forms.RadioSelect)
    reasons = Text(label=_("事实和理由"), max_length=4000, rows=6, missing=_("请写明认定的事实和理由。"))
    ground = Text(label=_("依据"), max_length=1000, rows=2, missing=_("请写明依据的规定或者协议条款。"))
    remedy = Text(label=_("救济途径"), max_length=1000, rows=3, required=False)
    until = day(label=_("列入违规名单至"), required=False, help_text=_("列入违规名单的必填，到期自动移出，最长三年。"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["remedy"].initial = default_appeal()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        outcome, until = said.get("outcome"), said.get("until")
        if outcome in (Outcome.WARNED, Outcome.RESTRICTED) and not said.get("remedy"):
            self.add_error("remedy", _("不利于当事人的决定应当写明救济途径。"))
        if outcome == Outcome.RESTRICTED and not self.errors:
            if until is None:
                self.add_error("until", _("请填写移出违规名单的日期。"))
            elif not self.today < until <= self.today + LONGEST:
                self.add_error("until", _("移出日期应当在今日之后，最长三年。"))
        return said

    def carry_out(self, actor: User, now: datetime) -> None:
        said = self.cleaned_data
        outcome = Outcome(said["outcome"])
        until = said["until"] if outcome == Outcome.RESTRICTED else None
        words = {name: said[name] for name in ("reasons", "ground", "remedy")}
        decide(breach=self.breach, actor=actor, outcome=outcome, until=until, now=now, **words)


class DecideAppeal(ActForm):
    act, title = "decide_appeal", _("处理申诉")
    outcome = forms.ChoiceField(label=_("申诉结果"), choices=AppealOutcome.choices, widget=forms.RadioSelect)
    reasons = Text(label=_("申诉处理理由"), max_length=4000, missing=_("请写明处理申诉的理由。"))

    def carry_out(self, actor: User, now: datetime) -> None:
        outcome = AppealOutcome(self.cleaned_data["outcome"])
        decide_appeal(
            breach=self.breach, actor=actor, outcome=outcome, reasons=self.cleaned_data["reasons"], now=now
        )  # fmt: skip


ACTS: dict[str, type[ActForm]] = {
    form.act: form for form in (TakeUp, Identify, Examine, Suspend, Hear, Decide, DecideAppeal)
}
