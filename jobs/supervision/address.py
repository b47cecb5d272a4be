"""Where the site listens: reading the address, finding it taken, hearing it answer."""

import errno
import http.client
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}


class AddressRefused(Exception):
    """The site cannot listen there; the message says why and what to do."""


@dataclass(frozen=True)
class Address:
    """A host (name or number) and a TCP port."""

    host: str
    port: int

    @classmethod
    def chosen(cls, host: str | None, port: str | None, environment: Mapping[str, str]) -> Self:
        """As given, else HOST and PORT of the environment, else 127.0.0.1:8000. Raises AddressRefused."""
        text = port or environment.get("PORT") or "8000"
        if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
            raise AddressRefused(_("端口“%(port)s”无效，请填写 1 至 65535 之间的整数。") % {"port": text})
        return cls(host or environment.get("HOST") or "127.0.0.1", int(text))

    @property
    def url(self) -> str:
        """http://HOST:PORT/"""
        return f"http://[{self.host}]:{self.port}/" if ":" in self.host else f"http://{self.host}:{self.port}/"

    def check_is_free(self) -> None:
        """Raises AddressRefused when somebody listens there already, or nobody may."""
        try:
            family, kind, protocol, _name, where = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)[0]
            with socket.socket(family, kind, protocol) as trial:
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                trial.bind(where)
        except OSError as error:
            raise AddressRefused(self._explain(error)) from error

    def answers(self, timeout: float = 2.0) -> bool:
        """Whether a web server answers there, with whatever status."""
        connection = http.client.HTTPConnection(EVERYWHERE.get(self.host, self.host), self.port, timeout=timeout)
        try:
            connection.request("HEAD", "/")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        return True

    def other_port(self) -> int:
        """The next port, to suggest."""
        return self.port + 1 if self.port < 65535 else 8000

    def _explain(self, error: OSError) -> str:
        facts = {"host": self.host, "port": self.port, "other": self.other_port(), "error": error.strerror}
        return self._sentence(error.errno) % facts

    def _sentence(self, number: int | None) -> str:
        if number == errno.EADDRINUSE:
            return _(
                "端口 %(port)d 已被其他程序占用，网站未启动。"
                "请先停止该程序，或者改用其他端口，例如设置环境变量 PORT=%(other)d 后重新启动。"
            )
        if number == errno.EACCES:
            return _(
                "没有权限监听端口 %(port)d，网站未启动。请改用 1024 以上的端口，例如设置环境变量 PORT=8000 后重新启动。"
            )
        return _(
            "无法监听地址 %(host)s 的端口 %(port)d（%(error)s），网站未启动。"
            "请检查环境变量 HOST，例如改为 HOST=127.0.0.1 后重新启动。"
        )
