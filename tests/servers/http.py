"""A real web server on loopback that keeps what it is sent, and answers as a test wants."""

import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from typing import Any

import pytest
from pytest_django import Settings


@dataclass(frozen=True)
class Call:
    """What was posted; the names of `headers` are in lower case."""

    path: str
    headers: dict[str, str]
    body: bytes


class WebServer:
    """Collects posts. `answers` are given first, one for each: (503, b""), (302, b"", {"Location": "/"})."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.answers: deque[tuple[Any, ...]] = deque()
        self.usual: tuple[int, bytes] = (200, b'{"errcode": 0}')
        # Not HTTPServer, which asks the name service who 127.0.0.1 is.
        self._server = ThreadingTCPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                headers = {name.lower(): value for name, value in self.headers.items()}
                outer.calls.append(Call(self.path, headers, body))
                status, said, *more = outer.answers.popleft() if outer.answers else outer.usual
                self.send_response(status)
                for name, value in (more[0] if more else {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, format: str, *args: Any) -> None:
                """Nothing: pytest shows what matters."""

        return Handler


@pytest.fixture
def web_server(settings: Settings) -> Iterator[WebServer]:
    """A web server of this test's own, which Wuri may call without TLS."""
    settings.WURI_PUSH_PLAIN_HOSTS = ["127.0.0.1"]
    server = WebServer()
    server.start()
    yield server
    server.stop()
