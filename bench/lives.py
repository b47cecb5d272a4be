"""How many whole lives a second, beside viewflow's flow alone and beside the ORM writing the same rows?

    python -m bench.lives [--lives 10] [--rounds 5]                                      SQLite, as in production
    python -m tests.servers.postgresql python -m bench.lives [--lives 10] [--rounds 5]   PostgreSQL

A life is the eleven moves of tests/workflow/test_statements.py, from the hand-in over a supplement and a consultation
to the end of use, each in a transaction of its own; drafts and texts of agreements are there before. The three ways
take turns in one process. Wuri's writes the journal, the clocks, the work list, the dossier and the messages with their
mails; viewflow's only tasks and their processes; the third the rows of the first, which it has seen before.
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable

from django.core.management import call_command
from django.db import connection

import bench  # noqa: F401  sets Django up before anything of it is read
from bench.machine import machine
from bench.plain_flow import live_plainly
from bench.same_rows import Move, all_rows, write_again, written
from tests.factories import Life, a_life
from tests.factories.verbs import put_text_on_file
from tests.workflow.test_statements import eleven_moves

WAYS = ("wuri", "viewflow alone", "same rows by the ORM")


class Watch:
    """Adds up seconds, by the wall and of this process."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0

    def time(self, work: Callable[[], object]) -> None:
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        self.wall += time.perf_counter() - wall
        self.cpu += time.process_time() - cpu


def live(life: Life, watch: Watch, look: Callable[[bool], object] = lambda is_move: None) -> None:
    """One life by the product's own actions; only these are timed. `look` is called after each move, and after each
    text that the background would have made."""
    for action, actor, said in eleven_moves(life.cast):
        application = life.application
        if action.__name__ in ("sign", "seal"):
            said |= {"seen_sha256": put_text_on_file(life).sha256}
            look(False)
        watch.time(lambda: action(application=application, actor=actor, now=life.moment, **said))  # noqa: B023
        life.moment += life.step
        look(True)
    assert life.application.case.state == "closed"


def a_pattern() -> tuple[int, list[Move]]:
    """A life and what each of its moves wrote."""
    life = a_life()
    seen, moves = all_rows(), []

    def look(is_move: bool) -> None:
        nonlocal seen
        now = all_rows()
        if is_move:
            moves.append(written(seen, now))
        seen = now

    live(life, Watch(), look)
    return life.pk, moves


def one_round(way: str, lives: int, pattern: int, moves: list[Move]) -> Watch:
    """So many lives in one way; the drafts are made before."""
    drafts = [a_life() for _ in range(lives)] if way != "viewflow alone" else []
    watch = Watch()
    if way == "wuri":
        for life in drafts:
            live(life, watch)
    elif way == "viewflow alone":
        user = USERS[0]
        watch.time(lambda: [live_plainly(user) for _ in range(lives)])
    else:
        watch.time(lambda: [write_again(moves, pattern, life.pk) for life in drafts])
    return watch


USERS: list[object] = []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lives", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    print(machine())
    call_command("migrate", verbosity=0)
    live(first := a_life(), Watch())  # what a process reads once, and the counters of the year
    USERS.append(first.applicant)
    pattern, moves = a_pattern()
    rows = sum(len(move.new) for move in moves), sum(len(move.changed) for move in moves)
    found: dict[str, list[Watch]] = {way: [] for way in WAYS}
    for way in WAYS:
        one_round(way, 1, pattern, moves)  # warm
    for _ in range(asked.rounds):
        for way in random.sample(WAYS, len(WAYS)):
            found[way].append(one_round(way, asked.lives, pattern, moves))
    print(f"{connection.vendor}, {rows[0]} new rows and {rows[1]} changed ones a life, {asked.rounds} rounds of "
          f"{asked.lives} lives, median")  # fmt: skip
    for way, watches in found.items():
        wall = statistics.median(watch.wall for watch in watches) / asked.lives
        cpu = statistics.median(watch.cpu for watch in watches) / asked.lives
        print(f"{way:<22} {1 / wall:>6.1f} lives/s, {cpu * 1000:>6.1f} ms of CPU each")


if __name__ == "__main__":
    main()
