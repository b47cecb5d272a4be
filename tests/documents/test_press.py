"""Whatever a document does to the typesetting process, the caller gets an ordinary refusal and the next one works."""

import os
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from applications.documents import press as press_module
from applications.documents.engine import render_agreement
from applications.documents.press import Press
from applications.documents.refusals import (
    RendererBusy,
    RendererCrashed,
    RenderTooCostly,
)
from applications.documents.sheet import Sheet

from . import samples

MOMENT = "2026-09-25T09:00:00+08:00"


def sheet(html: str) -> bytes:
    return Sheet(
        html=f'<html lang="zh-CN">{html}', css=["official.css"], created=MOMENT, modified=MOMENT, identifier="00"
    ).to_message()


SMALL = sheet("<p>正文</p>")
BOMB = sheet("<table style='table-layout: auto'><tr><td>" + "公共数据利用协议" * 20000 + "</table>")


def test_a_document_that_takes_too_much_cpu_is_stopped(fresh_press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WURI_DOCUMENT_CPU_SECONDS", "2")
    with pytest.raises(RenderTooCostly) as refusal:
        fresh_press.print(BOMB)
    assert refusal.value.details == {"limit": "cpu"}
    assert fresh_press.print(SMALL).startswith(b"%PDF")


def test_a_document_that_takes_too_long_is_stopped(fresh_press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WURI_DOCUMENT_WALL_SECONDS", "3")
    with pytest.raises(RenderTooCostly) as refusal:
        fresh_press.print(BOMB)
    assert refusal.value.details == {"limit": "wall"}


def test_a_document_nested_too_deep_is_refused(press: Press) -> None:
    with pytest.raises(RenderTooCostly) as refusal:
        press.print(sheet("<div>" * 500 + "正文"))
    assert refusal.value.details == {"limit": "depth"}


def test_a_document_that_takes_too_much_memory_is_refused(fresh_press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WURI_DOCUMENT_MEMORY_MB", "400")
    with pytest.raises(RenderTooCostly) as refusal:
        fresh_press.print(sheet(f"<!--{'x' * 80_000_000}-->"))
    assert refusal.value.details == {"limit": "memory"}


def process_of(press: Press) -> int:
    process = press._process
    assert process
    return process.pid


def children_of(process: int) -> list[int]:
    stats = [path.read_text() for path in Path("/proc").glob("[0-9]*/stat")]
    rows = [(int(stat.split()[0]), int(stat.rpartition(")")[2].split()[1])) for stat in stats]
    return [child for child, parent in rows if parent == process]


def waiting_fork(press: Press) -> int:
    """The fork that the next sheet goes to."""
    deadline = time.monotonic() + 30
    while len(forks := children_of(process_of(press))) != 1 and time.monotonic() < deadline:
        time.sleep(0.02)
    (waiting,) = forks
    return waiting


def kill_once_it_prints(press: Press, fork: int, with_signal: signal.Signals) -> threading.Thread:
    """Send a signal to a fork as soon as another waits in its place."""

    def wait_and_kill() -> None:
        deadline = time.monotonic() + 30
        while len(children_of(process_of(press))) < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        os.kill(fork, with_signal)

    thread = threading.Thread(target=wait_and_kill)
    thread.start()
    return thread


@pytest.mark.parametrize("with_signal", [signal.SIGSEGV, signal.SIGKILL])
def test_a_crash_while_printing_is_an_ordinary_refusal(press: Press, with_signal: signal.Signals) -> None:
    press.print(SMALL)
    killer = kill_once_it_prints(press, waiting_fork(press), with_signal)
    with pytest.raises(RendererCrashed) as refusal:
        press.print(BOMB)
    killer.join()
    assert refusal.value.exit_code == -with_signal
    assert press.print(SMALL).startswith(b"%PDF")


def test_a_fork_that_dies_while_it_waits_is_replaced(press: Press) -> None:
    first = press.print(SMALL)
    waiting = waiting_fork(press)
    os.kill(waiting, signal.SIGKILL)
    assert has_ended(waiting)
    assert press.print(SMALL) == first


def test_the_waiting_fork_ends_with_its_process(press: Press) -> None:
    press.print(SMALL)
    waiting = waiting_fork(press)
    os.kill(process_of(press), signal.SIGKILL)
    assert has_ended(waiting)


def has_ended(process: int) -> bool:
    """Whether it ends within ten seconds."""
    deadline = time.monotonic() + 10
    while is_running(process) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not is_running(process)


def is_running(process: int) -> bool:
    try:
        return ") Z" not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False


def test_a_killed_process_is_replaced_at_the_next_document(press: Press) -> None:
    first = press.print(SMALL)
    killed = process_of(press)
    os.kill(killed, signal.SIGKILL)
    assert press.print(SMALL) == first
    assert process_of(press) != killed


def test_closing_ends_the_process_and_the_next_document_starts_another(press: Press) -> None:
    press.print(SMALL)
    ended = process_of(press)
    press.close()
    assert not Path(f"/proc/{ended}").exists()
    assert press.print(SMALL).startswith(b"%PDF")


def test_the_process_knows_no_secret_of_the_settings(fresh_press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "in-the-environment")
    fresh_press.print(SMALL)
    assert b"in-the-environment" not in Path(f"/proc/{process_of(fresh_press)}/environ").read_bytes()


def test_two_documents_at_once_do_not_disturb_each_other(press: Press) -> None:
    alone = press.print(SMALL)
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.append(press.print(SMALL))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [alone] * 4


def test_a_person_does_not_wait_for_ever_for_a_place(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press_module, "QUEUE_SECONDS", 0.05)
    with press._place(), press._place(), pytest.raises(RendererBusy):
        press.print(SMALL)


def test_a_forked_web_process_leaves_its_parents_process_alone(press: Press) -> None:
    made = press.print(SMALL)
    child = os.fork()
    if child == 0:
        press.forget()
        os._exit(0 if press._process is None else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert press.print(SMALL) == made


def test_the_identifier_of_a_file_is_the_digest_of_its_facts(signed_pdf: bytes) -> None:
    facts = samples.signed()
    assert facts.digest[:32].encode() in signed_pdf
    assert facts.digest[:32].encode() not in render_agreement(replace(facts, quota="不限"))
