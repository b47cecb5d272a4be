"""A real mail server on loopback that keeps what it is given."""

from collections import deque
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings

from tests.servers.ports import free_port

ACCEPTED = "250 OK"


class MailServer:
    """Collects messages. `answers` are given first, one for each message offered: "451 Try again later"."""

    host = "127.0.0.1"

    def __init__(self) -> None:
        self.port = free_port()
        self.messages: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.answers: deque[str] = deque()
        self._controller = Controller(self, hostname=self.host, port=self.port)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """What the server answers to a whole message; only an accepted one is kept."""
        answer = self.answers.popleft() if self.answers else ACCEPTED
        if answer.startswith("2"):
            content = envelope.content
            assert isinstance(content, bytes)
            message = message_from_bytes(content, policy=policy.default)
            assert isinstance(message, EmailMessage)
            self.messages.append(message)
            self.recipients.append(list(envelope.rcpt_tos))
        return answer

    def start(self) -> None:
        self._controller.start()

    def stop(self) -> None:
        """From then on the port refuses connections. A test may do this before its end."""
        if self._controller.server:
            self._controller.stop()


@pytest.fixture
def smtp_server() -> Iterator[MailServer]:
    """A mail server of this test's own."""
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def mail_by_smtp(smtp_server: MailServer, settings: Settings) -> MailServer:
    """Django's mail goes over a real connection to `smtp_server`, as in an installation."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = smtp_server.host
    settings.EMAIL_PORT = smtp_server.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = False
    return smtp_server
