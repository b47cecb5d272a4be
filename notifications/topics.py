"""What is a message about, and by which channels can it come? Every entry of the law has its row for each side that is
told of it (a test holds this to rules.py); the inbox has every message.

What the law requires to be served, and supervision orders, always come by mail as well: no one can switch that off.
"""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Topic(TextChoices):
    """What a person chooses about; the words of the preferences page."""

    SERVED = "served", _("文书与法定告知")
    PROGRESS = "progress", _("办理进度")
    REMINDER = "reminder", _("期限提醒")
    TASK = "task", _("待办事项")
    SUPERVISION = "supervision", _("督办")
    NEWS = "news", _("办件动态")
    OVERSIGHT = "oversight", _("督办日报")
    SYSTEM = "system", _("系统维护")


class Channel(StrEnum):
    """The ways to a person. Webhooks and group robots are no person's: see models/endpoint.py."""

    INBOX = "inbox"
    MAIL = "mail"
    SMS = "sms"


class Mail(TextChoices):
    """When a person wants mail about a topic."""

    NOW = "now", _("即时发送")
    DAILY = "daily", _("每日汇总")
    NEVER = "never", _("不发邮件")


T = Topic
ALL = frozenset(Channel)
WITHOUT_SMS = frozenset({Channel.INBOX, Channel.MAIL})

CHANNELS: dict[Topic, frozenset[Channel]] = {
    T.SERVED: ALL,
    T.PROGRESS: WITHOUT_SMS,
    T.REMINDER: ALL,
    T.TASK: ALL,
    T.SUPERVISION: ALL,
    T.NEWS: WITHOUT_SMS,
    T.OVERSIGHT: frozenset({Channel.MAIL}),  # is a digest itself
    T.SYSTEM: WITHOUT_SMS,
}
# Mail about these goes out at once, whatever a person chose.
FIXED = frozenset({T.SERVED, T.SUPERVISION})
# Officers read these at work; by default they wait for the office.
OFFICIAL = frozenset({T.TASK, T.SUPERVISION, T.NEWS, T.OVERSIGHT, T.SYSTEM})

# fmt: off
APPLICANT: dict[str, Topic] = {
    "submit":               T.SERVED,
    "request_supplement":   T.SERVED,
    "resubmit":             T.SERVED,
    "accept":               T.SERVED,
    "not_accept":           T.SERVED,
    "fast_track":           T.SERVED,
    "keep_assessment":      T.SERVED,
    "consult":              T.SERVED,
    "approve":              T.SERVED,
    "refuse":               T.SERVED,
    "request_review":       T.SERVED,
    "uphold":               T.SERVED,
    "reverse":              T.SERVED,
    "sign":                 T.PROGRESS,
    "first_sign":           T.SERVED,
    "seal":                 T.SERVED,
    "deliver":              T.SERVED,
    "suspend":              T.SERVED,
    "resume":               T.SERVED,
    "revoke":               T.SERVED,
    "close":                T.PROGRESS,
    "withdraw":             T.PROGRESS,
    "lapse":                T.SERVED,
    "grant_extension":      T.SERVED,
    "warn":                 T.REMINDER,
    "resettle":             T.SERVED,
    "enter_sandbox":        T.SERVED,
    "remind_report":        T.REMINDER,
    "report_overdue":       T.SERVED,
    "accept_report":        T.PROGRESS,
    "return_report":        T.SERVED,
    "announce_end":         T.REMINDER,
    "remind_statement":     T.REMINDER,
    "statement_overdue":    T.SERVED,
}
OFFICE: dict[str, Topic] = {
    "submit":               T.TASK,
    "request_supplement":   T.NEWS,
    "resubmit":             T.TASK,
    "accept":               T.TASK,
    "fast_track":           T.NEWS,
    "keep_assessment":      T.TASK,
    "assess":               T.TASK,
    "consult":              T.TASK,
    "give_opinion":         T.TASK,
    "record_silence":       T.TASK,
    "return_to_assessment": T.TASK,
    "approve":              T.NEWS,
    "refuse":               T.NEWS,
    "request_review":       T.TASK,
    "advise_review":        T.TASK,
    "uphold":               T.NEWS,
    "reverse":              T.NEWS,
    "sign":                 T.TASK,
    "seal":                 T.TASK,
    "suspend":              T.NEWS,
    "resume":               T.NEWS,
    "revoke":               T.NEWS,
    "close":                T.NEWS,
    "withdraw":             T.NEWS,
    "lapse":                T.NEWS,
    "claim":                T.NEWS,
    "assign":               T.TASK,
    "reassign":             T.TASK,
    "take_over":            T.NEWS,
    "nudge":                T.REMINDER,
    "request_extension":    T.TASK,
    "grant_extension":      T.NEWS,
    "deny_extension":       T.NEWS,
    "warn":                 T.REMINDER,
    "yellow_card":          T.SUPERVISION,
    "red_card":             T.SUPERVISION,
    "clear_order":          T.SUPERVISION,
    "resettle":             T.REMINDER,
    "draw_check":           T.TASK,
    "recheck":              T.NEWS,
    "enter_sandbox":        T.NEWS,
    "report_overdue":       T.NEWS,
    "submit_report":        T.TASK,
    "announce_end":         T.NEWS,
    "statement_overdue":    T.NEWS,
    "submit_statement":     T.NEWS,
}
# fmt: on
OF_SIDE = {"applicant": APPLICANT, "office": OFFICE}


def topic_of(kind: str, side: str) -> Topic:
    """The topic of an entry, told to one side ("applicant" or "office")."""
    return OF_SIDE[side][kind]
