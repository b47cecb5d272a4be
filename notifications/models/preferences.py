"""What a person has chosen about his messages; who has chosen nothing has no row."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..topics import CHANNELS, FIXED, Channel, Mail, Topic


class Preferences(models.Model):
    """`mail` holds a Mail for each topic, `sms` the topics that also come by short message; what is not there is as
    it is for everybody: mail at once, no short message."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="message_preferences", verbose_name=_("用户")
    )
    mail = models.JSONField(_("邮件"), default=dict, blank=True)
    sms = models.JSONField(_("短信"), default=list, blank=True)
    english = models.BooleanField(_("邮件附英文译文"), default=False)
    # None: as the installation has it (WURI_OFFICE_HOURS).
    office_hours = models.BooleanField(_("公务消息仅在工作时间发送"), null=True, default=None)

    class Meta:
        verbose_name = _("消息设置")
        verbose_name_plural = _("消息设置")

    def __str__(self) -> str:
        return str(self.user)

    @classmethod
    def of(cls, user: Any) -> "Preferences":
        """The person's own, or what holds without any; not saved."""
        return cls.objects.filter(user=user).first() or cls(user=user)

    def mail_about(self, topic: str) -> Mail:
        """When mail about a topic goes out; what has to be served goes out at once."""
        if topic not in Topic.values or topic in FIXED:
            return Mail.NOW
        chosen = self.mail.get(topic)
        return Mail(chosen) if chosen in Mail.values else Mail.NOW

    def sms_about(self, topic: str) -> bool:
        """Whether a short message goes out too."""
        return topic in self.sms and topic in Topic.values and Channel.SMS in CHANNELS[Topic(topic)]

    @property
    def waits_for_the_office(self) -> bool:
        """Whether official messages come in office hours only."""
        return settings.WURI_OFFICE_HOURS if self.office_hours is None else self.office_hours
