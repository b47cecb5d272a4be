"""Does a test that leaves the machine fail?"""

import socket

import pytest

from tests.servers.loopback import LeftTheMachine, is_loopback


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.9.10", "::1"])
def test_loopback_is_known_by_name_and_address(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org", ""])
def test_everything_else_is_elsewhere(host: str) -> None:
    assert not is_loopback(host)


def test_a_connection_elsewhere_fails_the_test_that_tries_it() -> None:
    with socket.socket() as client, pytest.raises(LeftTheMachine):
        client.connect(("192.0.2.1", 80))
