"""A small real seal service on loopback that speaks docs/seal-service.md, with certificates of its own making."""

import base64
import json
from collections import deque
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from applications.seals.authority import Authority
from applications.seals.local import LocalSeals
from applications.seals.order import SealOrder, Side

TOKEN = "token of the tests"


class SealService:
    """`answers` are given first: (status, body). `seen` holds every order that was asked for, `done` those sealed."""

    def __init__(self, folder: Path) -> None:
        self.seals = LocalSeals(Authority(folder / "keys", "passphrase of the service"))
        self.roots = folder / "roots.pem"
        self.seals.trusted()
        self.roots.write_bytes((folder / "keys" / "root.crt").read_bytes())
        self.answers: deque[tuple[int, Any]] = deque()
        self.seen: list[dict[str, Any]] = []
        self.done: dict[str, bytes] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self.server.server_port}/wuri"

    def start(self) -> None:
        Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def answer(self, path: str, headers: Any, body: bytes) -> tuple[int, Any]:
        """The status and the JSON for one request."""
        if path != "/wuri/seals":
            return 404, {"message": "没有这个地址"}
        if headers["Authorization"] != f"Bearer {TOKEN}":
            return 403, {"message": "令牌无效"}
        asked = json.loads(body)
        self.seen.append(asked)
        if self.answers:
            return self.answers.popleft()
        reference = headers["Idempotency-Key"]
        if reference not in self.done:
            self.done[reference] = self._seal(asked)
        return 200, {"pdf": base64.b64encode(self.done[reference]).decode()}

    def _seal(self, asked: dict[str, Any]) -> bytes:
        order = SealOrder(
            agreement=asked["agreement"],
            side=Side(asked["field"]),
            party=asked["party"],
            credit_code=asked["credit_code"],
            is_person=asked["is_person"],
            signer=asked["signer"],
            at=datetime.fromisoformat(asked["at"]),
        )
        return self.seals.affix(base64.b64decode(asked["pdf"]), order)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, answer = service.answer(self.path, self.headers, body)
                text = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", service.address + "/seals")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *words: Any) -> None:
                """Says nothing."""

        return Handler
