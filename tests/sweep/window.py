"""A window with pages in it: what the site answered once, served again with its own headers and style sheets."""

import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from axe_playwright_python.base import AXE_FILE_PATH
from django.contrib.staticfiles import finders

AXE = "/axe.js"


class Window(ThreadingHTTPServer):
    """`pages` are markup and policy by path; everything else is a static file."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.pages: dict[str, tuple[str, str]] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def show(self, path: str, markup: str, policy: str) -> str:
        """The address at which the page can be looked at from now on."""
        self.pages[path] = (markup, policy)
        return self.url + path


class Answer(BaseHTTPRequestHandler):
    server: Window
    protocol_version = "HTTP/1.1"
    # Headers and body go out in two writes, which Nagle's algorithm would hold up by 40 ms.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path in self.server.pages:
            markup, policy = self.server.pages[path]
            self._send(markup.encode(), "text/html; charset=utf-8", "Content-Security-Policy", policy)
            return
        found = AXE_FILE_PATH if path == AXE else finders.find(path.removeprefix("/static/"))
        if not found:
            self.send_error(404)
            return
        kind = mimetypes.guess_type(str(path))[0] or "application/octet-stream"
        self._send(Path(str(found)).read_bytes(), kind, "Cache-Control", "max-age=3600")

    def _send(self, body: bytes, kind: str, header: str, value: str) -> None:
        self.send_response(200)
        for name, said in (("Content-Type", kind), ("Content-Length", str(len(body))), (header, value)):
            self.send_header(name, said)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the browser's own complaints are heard."""


@contextmanager
def a_window() -> Iterator[Window]:
    window = Window()
    thread = threading.Thread(target=window.serve_forever, daemon=True)
    thread.start()
    yield window
    window.shutdown()
    window.server_close()
    thread.join()
