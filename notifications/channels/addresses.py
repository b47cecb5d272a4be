"""Which addresses may be called from inside the network? Only what an administrator entered, and never these."""

import ipaddress
import socket
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _


class AddressRefused(ValueError):
    """The address is not one that Wuri calls; the message says why."""


def check_address(url: str) -> None:
    """Raises AddressRefused when the form of the address is wrong; no name is looked up."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError as error:
        raise AddressRefused(_("地址格式不正确。")) from error
    if parts.scheme not in ("https", "http") or not host or not url.isascii() or any(c.isspace() for c in url):
        raise AddressRefused(_("请填写以 https:// 开头的完整地址。"))
    if parts.username or parts.password:
        raise AddressRefused(_("地址中不能包含用户名或密码。"))
    allowed = settings.WURI_PUSH_HOSTS
    if allowed and host not in allowed:
        raise AddressRefused(_("主机 %(host)s 不在允许推送的范围内（WURI_PUSH_HOSTS）。") % {"host": host})
    if parts.scheme == "http" and host not in settings.WURI_PUSH_PLAIN_HOSTS:
        raise AddressRefused(_("请使用 https；确需 http 的内网主机请列入 WURI_PUSH_PLAIN_HOSTS。"))


def resolve(host: str, port: int) -> str:
    """One address (a number) of the host, after each of them was looked at; raises AddressRefused, OSError.

    The connection is then made to this very number: a name that answers differently the second time changes nothing.
    """
    numbers = [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for number in numbers:
        address = ipaddress.ip_address(number.partition("%")[0])
        # 169.254.169.254 is where clouds keep the keys of a machine.
        if address.is_link_local or address.is_multicast or address.is_unspecified or address.is_reserved:
            raise AddressRefused(_("主机 %(host)s 指向不允许访问的地址。") % {"host": host})
        if address.is_loopback and host not in settings.WURI_PUSH_PLAIN_HOSTS:
            raise AddressRefused(_("主机 %(host)s 指向本机；确需如此请列入 WURI_PUSH_PLAIN_HOSTS。") % {"host": host})
    return numbers[0]
