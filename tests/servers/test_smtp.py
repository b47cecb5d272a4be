"""Does the mail server keep what it accepts, and only that?"""

import smtplib

import pytest
from django.core.mail import send_mail

from tests.servers.smtp import MailServer


def send(subject: str) -> None:
    send_mail(subject, "您的申请已受理。", "wuri@example.org", ["applicant@example.org"])


def test_djangos_mail_arrives_over_a_real_connection(mail_by_smtp: MailServer) -> None:
    send("受理通知书")
    (message,) = mail_by_smtp.messages
    assert message["Subject"] == "受理通知书"
    assert message.get_content().strip() == "您的申请已受理。"
    assert mail_by_smtp.recipients == [["applicant@example.org"]]


def test_a_server_told_to_refuse_keeps_nothing_and_then_accepts_again(mail_by_smtp: MailServer) -> None:
    mail_by_smtp.answers.append("451 Try again later")
    with pytest.raises(smtplib.SMTPDataError):
        send("第一次")
    send("第二次")
    assert [message["Subject"] for message in mail_by_smtp.messages] == ["第二次"]


def test_a_stopped_server_refuses_the_connection(mail_by_smtp: MailServer) -> None:
    mail_by_smtp.stop()
    with pytest.raises(ConnectionRefusedError):
        send("无人接收")
