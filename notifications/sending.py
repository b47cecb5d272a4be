"""One message on its way to one person: whether, when and by what it goes."""

import smtplib
from datetime import datetime

from django.core.mail import EmailMessage

from accounts.models import User
from calendars.store import current_index
from jobs import NewJob, Postponed

from .channels.breaker import through
from .channels.sms import adapter
from .channels.trouble import ChannelTrouble, is_trouble_of_mail
from .mail import as_mail
from .models import MailState, Message, Preferences
from .short import short_message
from .topics import OFFICIAL, Mail

MAIL, SMS, DIGEST = "notifications.mail", "notifications.sms", "notifications.digest"


def mail_job(message: int, at: datetime | None = None) -> NewJob:
    """The job that sends the mail of a message, by its key: one for each, however often it is handed on."""
    return NewJob(MAIL, {"message": message}, key=f"mail:{message}", at=at)


def mail_of(message: Message, now: datetime) -> MailState:
    """Send the mail of a message, unless its reader wants none or has left; what has become of it."""
    reader = message.recipient
    if message.mailed_at or message.mail != MailState.WAITING:
        return MailState(message.mail)
    if not reader.is_active:
        return MailState.LEFT
    chosen = Preferences.of(reader)
    if chosen.mail_about(message.topic) != Mail.NOW:
        return MailState.HELD if chosen.mail_about(message.topic) == Mail.DAILY else MailState.UNWANTED
    wait_for_the_office(message, chosen, now)
    post_mail(as_mail(message, english=chosen.english), MAIL)
    return MailState.SENT


def sms_of(message: Message, key: str, now: datetime) -> bool:
    """Send the short form, if the reader wants it, has a number, and there is a way."""
    reader, way = message.recipient, adapter()
    chosen = Preferences.of(reader)
    if way is None or not reader.is_active or not reader.phone or not chosen.sms_about(message.topic):
        return False
    wait_for_the_office(message, chosen, now)
    with through("sms", SMS):
        way.send(number_of(reader), short_message(message), key)
    return True


def wait_for_the_office(message: Message, chosen: Preferences, now: datetime) -> None:
    """Raises Postponed for what an officer reads at work, while the office is closed."""
    if message.topic not in OFFICIAL or not chosen.waits_for_the_office:
        return
    opens = current_index().next_office_moment(now)
    if opens > now:
        raise Postponed(opens, "the office is closed")


def post_mail(mail: EmailMessage, job: str) -> None:
    """Hand a mail to the server; while the server is out of order, all mail waits."""
    with through("mail", job):
        try:
            mail.send()
        except OSError as error:
            if is_trouble_of_mail(error):
                raise ChannelTrouble(words_of(error)) from error
            raise


def words_of(error: OSError) -> str:
    """What the server said, or what the system did."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return f"{error.smtp_code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}"
    return f"{type(error).__name__}: {error}"


def number_of(user: User) -> str:
    """A telephone number as services want it: digits, and a leading plus."""
    return "".join(sign for sign in user.phone if sign.isdigit() or sign == "+")
