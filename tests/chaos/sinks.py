"""Where mail and webhooks arrive: real servers that accept, refuse, hang up, or say nothing, as their mood is."""

import asyncio
import threading
from collections import Counter
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.servers.ports import free_port

MOODS = ("451", "550", "hang", "drop", "down")


class MailSink:
    """Counts each Message-ID that it accepted. `mood`: "" or one of MOODS."""

    def __init__(self) -> None:
        self.port = free_port()
        self.mood = ""
        self.arrived: Counter[str] = Counter()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Accept, or do what the mood says. After "drop" the client cannot know whether the mail was taken."""
        assert isinstance(envelope.content, bytes)
        key = str(message_from_bytes(envelope.content)["Message-ID"])
        if self.mood in ("451", "550"):
            return f"{self.mood} not now"
        if self.mood == "hang":
            await asyncio.sleep(3)
            return "451 too late"
        self.arrived[key] += 1
        if self.mood == "drop":
            server.transport.close()
        return "250 OK"

    def start(self) -> None:
        self._controller.start()

    def stop(self) -> None:
        if self._controller.server:
            self._controller.stop()

    def turn(self, mood: str) -> None:
        """Change the mood; "down" means that nobody listens."""
        if (mood == "down") != (self.mood == "down"):
            if mood == "down":
                self.stop()
            else:
                self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
                self._controller.start()
        self.mood = mood


class HookSink:
    """Counts each webhook-id that it accepted; answers 503 while it is out of humour."""

    def __init__(self) -> None:
        self.mood = ""
        self.arrived: Counter[str] = Counter()
        sink = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", "0")))
                if not sink.mood:
                    sink.arrived[self.headers["webhook-id"]] += 1
                self.send_response(503 if sink.mood else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                """Nothing."""

        self._server = ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
