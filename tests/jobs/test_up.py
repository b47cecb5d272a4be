"""Does one command serve, repair itself, stop as one, and leave nothing behind, even when killed?"""

import os
import signal
import socket
import subprocess
from pathlib import Path
from urllib.request import urlopen

import pytest

from jobs.supervision.address import Address, AddressRefused
from tests.jobs.processes import Workshop, until
from tests.servers.ports import free_port

Group = tuple[subprocess.Popen[str], int]


def processes_of(session: int) -> dict[int, str]:
    """Command lines of what that process and its descendants are now, by process id (Linux)."""
    parents, commands = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            commands[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
        if state != "Z":
            parents[int(folder.name)] = int(parent)
    found = [pid for pid in [session] if pid in parents]
    while more := [pid for pid, parent in parents.items() if parent in found and pid not in found]:
        found += more
    return {pid: commands[pid] for pid in found}


def find(group: Group, words: str) -> list[int]:
    """Process ids, parents first."""
    return [pid for pid, command in processes_of(group[0].pid).items() if words in command]


def is_alive(pid: int) -> bool:
    try:
        return "Z" not in (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
            return page.read() == b"open"
    except OSError:
        return False


def everything_is_gone(pids: dict[int, str], port: int) -> bool:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
    return not [pid for pid in pids if is_alive(pid)]


@pytest.fixture
def group(file_workshop: Workshop) -> Group:
    """`up` on a free port, after it said that it is ready."""
    port = free_port()
    up = file_workshop.start("up", f"--port={port}", "--web=1")
    assert up.stdout is not None
    lines = iter(up.stdout.readline, "")
    ready = next(line for line in lines if "http" in line)
    assert ready == f"网站和后台任务已启动，按 Ctrl+C 停止。请用浏览器打开：http://127.0.0.1:{port}/\n"
    return up, port


def test_the_group_serves_repairs_itself_and_stops_as_one(group: Group) -> None:
    up, port = group
    assert answers(port)

    (worker,) = find(group, "django worker")
    os.kill(worker, signal.SIGKILL)
    until(lambda: find(group, "django worker") not in ([], [worker]))

    # The web server's own child would go on serving beside the new one; it goes as well.
    before = find(group, "granian")
    os.kill(before[0], signal.SIGKILL)
    until(lambda: find(group, "granian") and not {*before} & {*find(group, "granian")})
    until(lambda: answers(port))

    everything = processes_of(up.pid)
    up.terminate()
    assert up.wait(timeout=20) == 0
    assert everything_is_gone(everything, port)


def test_a_killed_supervisor_takes_everything_with_it(group: Group) -> None:
    up, port = group
    everything = processes_of(up.pid)
    assert len(everything) >= 4
    up.kill()
    try:
        until(lambda: everything_is_gone(everything, port))
    finally:
        for pid in filter(is_alive, everything):
            os.kill(pid, signal.SIGKILL)


def test_a_job_that_has_begun_is_finished_before_the_group_stops(file_workshop: Workshop, group: Group) -> None:
    file_workshop.hold()
    file_workshop.manage("put", "1")
    until(file_workshop.sent)
    group[0].send_signal(signal.SIGINT)
    file_workshop.release()
    assert group[0].wait(timeout=20) == 0
    assert file_workshop.states() == ["done"]


def test_a_taken_port_is_named_before_anything_starts(file_workshop: Workshop) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        up = file_workshop.start("up", f"--port={port}")
        said, _ = up.communicate(timeout=20)
    assert up.returncode == 1
    assert f"端口 {port} 已被其他程序占用，网站未启动。" in said
    assert f"PORT={port + 1}" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("given", "environment", "url"),
    [
        ((None, None), {}, "http://127.0.0.1:8000/"),
        ((None, None), {"HOST": "0.0.0.0", "PORT": "80"}, "http://0.0.0.0:80/"),
        (("::1", "81"), {"HOST": "0.0.0.0", "PORT": "80"}, "http://[::1]:81/"),
    ],
)
def test_the_address_is_the_given_one_else_the_environments_else_the_default(
    given: tuple[str | None, str | None], environment: dict[str, str], url: str
) -> None:
    assert Address.chosen(*given, environment).url == url


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "８０"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(AddressRefused, match="1 至 65535"):
        Address.chosen(None, port, {})


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(AddressRefused, match=r"HOST=127\.0\.0\.1"):
        Address("192.0.2.1", 8000).check_is_free()
