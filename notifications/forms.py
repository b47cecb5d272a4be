"""Choosing by which channels one is told: a row for each topic that concerns the person."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from .models import Preferences
from .topics import CHANNELS, FIXED, Channel, Mail, Topic

ABOUT = {
    Topic.SERVED: _("受理、补正、决定、协议、交付、中止等文书和依法应当告知的事项"),
    Topic.PROGRESS: _("您本人操作的回执等不影响期限的进展"),
    Topic.REMINDER: _("期限届满前的提醒、催办"),
    Topic.TASK: _("轮到本人办理的事项"),
    Topic.SUPERVISION: _("黄牌、红牌督办和销号"),
    Topic.NEWS: _("经办事项的后续进展"),
    Topic.OVERSIGHT: _("每个工作日上午的督办情况"),
    Topic.SYSTEM: _("放假通知缺失等系统维护事项"),
}


@dataclass(frozen=True)
class Row:
    """What the page shows of a topic; without `mail` it cannot be chosen."""

    topic: Topic
    about: Any
    mail: BoundField | None
    sms: BoundField | None


class PreferencesForm(forms.Form):
    """`topics` are those that concern the person; short messages are offered when there is a way for them."""

    def __init__(
        self, data: Any = None, *, chosen: Preferences, topics: list[Topic], by_sms: bool, is_officer: bool
    ) -> None:
        super().__init__(data)
        self.chosen, self.topics = chosen, topics
        for topic in topics:
            self._offer(topic, by_sms)
        self.fields["english"] = forms.BooleanField(
            label=Preferences._meta.get_field("english").verbose_name, required=False, initial=chosen.english
        )
        if is_officer:
            self.fields["office_hours"] = forms.BooleanField(
                label=_("公务消息仅在工作时间发送"), required=False, initial=chosen.waits_for_the_office
            )

    def _offer(self, topic: Topic, by_sms: bool) -> None:
        if topic not in FIXED:
            self.fields[f"mail_{topic}"] = forms.ChoiceField(
                label=_("%(topic)s：邮件") % {"topic": topic.label},
                choices=ways_of(topic),
                initial=self.chosen.mail_about(topic),
            )
        if by_sms and Channel.SMS in CHANNELS[topic]:
            self.fields[f"sms_{topic}"] = forms.BooleanField(
                label=_("%(topic)s：短信") % {"topic": topic.label},
                required=False,
                initial=self.chosen.sms_about(topic),
            )

    def rows(self) -> Iterator[Row]:
        """A row for each topic, in order."""
        for topic in self.topics:
            mail, sms = f"mail_{topic}", f"sms_{topic}"
            yield Row(
                topic,
                ABOUT[topic],
                self[mail] if mail in self.fields else None,
                self[sms] if sms in self.fields else None,
            )

    def save(self) -> None:
        """Keep what was chosen; what the page did not offer stays as it is."""
        chosen, said = self.chosen, self.cleaned_data
        offered = {name.removeprefix("sms_") for name in said if name.startswith("sms_")}
        wanted = {topic for topic in offered if said[f"sms_{topic}"]}
        chosen.mail |= {name.removeprefix("mail_"): said[name] for name in said if name.startswith("mail_")}
        chosen.sms = sorted((set(chosen.sms) - offered) | wanted)
        chosen.english = said["english"]
        if "office_hours" in said:
            chosen.office_hours = said["office_hours"]
        chosen.save()


def ways_of(topic: Topic) -> list[tuple[str, Any]]:
    """When mail about a topic may go out; a digest is daily by itself."""
    if topic == Topic.OVERSIGHT:
        return [(Mail.NOW.value, _("发送")), (Mail.NEVER.value, Mail.NEVER.label)]
    return list(Mail.choices)
