"""Does the throw-away PostgreSQL come, serve and go?"""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.servers.postgresql import throwaway_postgresql

pytestmark = pytest.mark.slow


def test_the_server_answers_on_loopback_and_is_gone_afterwards() -> None:
    with throwaway_postgresql() as url, psycopg.connect(url) as connection:
        (data,) = connection.execute("SHOW data_directory").fetchone() or ("",)
        home = Path(data).parent
        assert connection.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)
    assert not home.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=2)


def test_the_server_refuses_who_has_no_password() -> None:
    with throwaway_postgresql() as url:
        port = urlsplit(url).port
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(f"postgresql://wuri@127.0.0.1:{port}/postgres", passfile="/dev/null")


def test_the_command_is_told_the_address_and_its_exit_code_comes_back() -> None:
    command = [
        sys.executable,
        "-c",
        "import os, sys; sys.exit(7 if os.environ['DATABASE_URL'].startswith('postgresql://') else 1)",
    ]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    asked = subprocess.run([sys.executable, "-m", "tests.servers.postgresql", *command], env=environment, check=False)
    assert asked.returncode == 7
