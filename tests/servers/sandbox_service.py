"""A small real sandbox service on loopback that speaks docs/sandbox-service.md and keeps what it gets in memory."""

import hashlib
import json
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import unquote

TOKEN = "token of the tests"


@dataclass
class Box:
    """One sandbox as the service has it."""

    order: dict[str, Any]
    manifest: dict[str, Any] = field(default_factory=dict)
    name: str = ""
    data: bytes = b""


class SandboxService:
    """`answers` are given first: (status, body). `seen` are all requests by method and path."""

    def __init__(self) -> None:
        self.answers: deque[tuple[int, Any]] = deque()
        self.seen: list[tuple[str, str]] = []
        self.boxes: dict[str, Box] = {}
        self.gone: set[str] = set()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self.server.server_port}/wuri"

    def start(self) -> None:
        Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def enters(self, account: str, secret: str) -> bool:
        """Whether somebody who signs in there would be let in."""
        digest = hashlib.sha256(secret.encode()).hexdigest()
        orders = (box.order for box in self.boxes.values())
        return any(one["open"] and (one["account"], one["secret_sha256"]) == (account, digest) for one in orders)

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> tuple[int, Any]:
        """The status and the JSON for one request."""
        self.seen.append((method, path))
        if headers["Authorization"] != f"Bearer {TOKEN}":
            return 403, {"message": "令牌无效"}
        if self.answers:
            return self.answers.popleft()
        empty, service, kind, reference, *part = path.split("/")
        if (empty, service, kind) != ("", "wuri", "sandboxes"):
            return 404, {"message": "没有这个地址"}
        if method == "DELETE":
            return self._removed(reference)
        if reference in self.gone:
            return 410, {"message": "沙箱已清除"}
        return self._put(reference, part[0] if part else "", headers, body)

    def _removed(self, reference: str) -> tuple[int, Any]:
        self.gone.add(reference)
        return (204, None) if self.boxes.pop(reference, None) else (404, {"message": "没有这个沙箱"})

    def _put(self, reference: str, part: str, headers: Any, body: bytes) -> tuple[int, Any]:
        if part == "":
            self.boxes.setdefault(reference, Box(json.loads(body) | {"open": False}))
            return 200, {"place": f"https://sandbox.example/{reference[:8]}"}
        box = self.boxes[reference]
        if part == "manifest":
            box.manifest = json.loads(body)
        elif part == "data":
            if hashlib.sha256(body).hexdigest() != headers["X-SHA256"]:
                return 422, {"message": "数据与摘要不符"}
            box.name, box.data = unquote(headers["X-File-Name"]), body
        elif part == "access":
            said = json.loads(body)
            if said["revision"] < box.order["revision"]:
                return 409, {"message": "已有更新的通知"}
            box.order = said
        return 200, {}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Handler(BaseHTTPRequestHandler):
            def _do(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                status, answer = service.answer(self.command, self.path, self.headers, body)
                text = b"" if answer is None else answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", service.address)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            do_PUT = do_DELETE = _do

            def log_message(self, *words: Any) -> None:
                """Says nothing."""

        return Handler
