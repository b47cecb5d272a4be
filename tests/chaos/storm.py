"""The storm: people act over http, processes are killed, servers sulk; and what must be true when it is over."""

import http.client
import json
import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.chaos.installation import Installation
from tests.chaos.sinks import MOODS, HookSink, MailSink

# Lives without an agreement, whose typesetting would be most of the work; all but the last end.
LIVES = (
    ("submit", "accept", "assess", "refuse"),
    ("submit", "request_supplement", "resubmit", "accept", "assess", "refuse"),
    ("submit", "accept", "consult", "give_opinion", "refuse"),
    ("submit", "withdraw"),
    ("submit", "not_accept"),
)
# So long may a call go without an answer, or nothing get done when the weather is fine again.
PATIENCE = 300.0
LEFT = (
    "SELECT (SELECT count(*) FROM notifications_message WHERE mail = 'waiting')"
    " + (SELECT count(*) FROM jobs_job WHERE state <> 'done')"
)


@dataclass
class Report:
    """What happened."""

    steps: int = 0
    repeats: int = 0
    kills: int = 0
    moods: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    seconds: float = 0.0
    settled: float = 0.0

    def __str__(self) -> str:
        return (
            f"{self.steps} steps in {self.seconds:.0f} s ({self.repeats} calls repeated), {self.kills} kills, "
            f"mail server {', '.join(self.moods) or 'well'}; settled {self.settled:.0f} s later"
        )


class Storm:
    """One run over the drafts `keys`. `drop_database` lets the database fail for a moment."""

    def __init__(
        self, house: Installation, mail: MailSink, hook: HookSink, drop_database: Callable[[], None], seed: int
    ) -> None:
        self.house, self.mail, self.hook = house, mail, hook
        self.report = Report()
        self._drop_database = drop_database
        self._chosen = random.Random(seed)
        self._lock = threading.Lock()
        self._over = threading.Event()

    def rage(self, keys: Sequence[int], *, people: int, every: float, rate: float = 0.0, blows: int = 0) -> Report:
        """Act on every draft to its end while something breaks every so many seconds, `blows` times at most if there
        is a number; then let it settle. `rate`: steps a second of all together, at most."""
        began = time.monotonic()
        waiting = list(enumerate(keys))
        hands = [threading.Thread(target=self._live, args=(waiting, rate / people)) for _ in range(people)]
        for thread in hands:
            thread.start()
        end = threading.Thread(target=self._wait_for, args=(hands,))
        end.start()
        # In this thread: what it starts again dies with the thread that started it (setpriv --pdeathsig).
        self._trouble(every, blows or 10**9)
        end.join()
        self.report.seconds, self.report.kills = time.monotonic() - began, self.house.kills
        assert not self.report.failed, self.report.failed
        self.settle()
        return self.report

    def _wait_for(self, hands: Sequence[threading.Thread]) -> None:
        for thread in hands:
            thread.join()
        self._over.set()

    def settle(self) -> None:
        """The weather is fine again; an administrator sends again what had failed for good."""
        began = moved = time.monotonic()
        self.mail.turn("")
        self.hook.mood = ""
        least: int | None = None
        while left := self.house.rows(LEFT)[0][0]:
            if least is None or left < least:
                least, moved = left, time.monotonic()
            assert time.monotonic() - moved < PATIENCE, self.house.rows(
                "SELECT name, state, count(*), max(last_error) FROM jobs_job WHERE state <> 'done' GROUP BY 1, 2"
            )
            self.house.tend()
            if self.house.rows("SELECT count(*) FROM jobs_job WHERE state = 'dead'")[0][0]:
                self.house.run("jobs", "--retry", "all")
            time.sleep(0.3)
        self.report.settled = time.monotonic() - began

    def _live(self, waiting: list[tuple[int, int]], rate: float) -> None:
        try:
            self._lives(waiting, rate)
        except AssertionError as error:  # of this thread nobody would hear
            self.report.failed.append(str(error))

    def _lives(self, waiting: list[tuple[int, int]], rate: float) -> None:
        while True:
            with self._lock:
                if not waiting:
                    return
                place, key = waiting.pop()
            seen = 0
            for verb in LIVES[place % len(LIVES)]:
                began = time.monotonic()
                seen = self._act(key, verb, seen)
                if rate:
                    time.sleep(max(0.0, 1 / rate - (time.monotonic() - began)))

    def _act(self, key: int, verb: str, seen: int) -> int:
        """Until an answer comes: who got none cannot know whether the step was taken."""
        calls, began = 0, time.monotonic()
        while True:
            calls += 1
            assert time.monotonic() - began < PATIENCE, f"{verb} of {key} is never answered"
            port = self.house.ports[(key + calls) % len(self.house.ports)]
            answer = post(port, f"/act/{key}/{verb}/{seen}/")
            if answer and answer["status"] == 200:
                break
            assert not answer, f"{verb} of {key} is refused: {answer}"
            time.sleep(0.1)
        with self._lock:
            self.report.steps += 1
            self.report.repeats += calls - 1
        return int(answer["seq"])

    def _trouble(self, every: float, blows: int) -> None:
        # One of each first, so that even a short storm has seen them all.
        first = [self._kill_worker, self._sulk, self._kill_web, self._drop, self._kill_worker]
        more = [self._kill_worker, self._kill_worker, self._kill_web, self._sulk, self._sulk, self._drop]
        for number in range(blows):
            if self._over.wait(every):
                return
            (first[number] if number < len(first) else self._chosen.choice(more))()
            self.house.tend()

    def _kill_worker(self) -> None:
        self.house.kill_one(self._chosen, "worker")

    def _kill_web(self) -> None:
        # Only one that serves: on a busy machine it would else be killed for ever while it starts.
        up = [port for port in self.house.ports if get(port, "/healthz") == 200]
        if up:
            self.house.kill_one(self._chosen, f"web {self._chosen.choice(up)}")

    def _drop(self) -> None:
        self.report.moods.append("(database)")
        self._drop_database()

    def _sulk(self) -> None:
        mood = "" if self.mail.mood else self._chosen.choice(MOODS)
        self.report.moods += [mood] if mood else []
        self.mail.turn(mood)
        self.hook.mood = mood


def post(port: int, path: str) -> dict[str, object] | None:
    """The answer as an object with its status; None when there was none, or an error."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=15)
    try:
        connection.request("POST", path)
        response = connection.getresponse()
        said = response.read()
        return {**json.loads(said), "status": response.status} if response.status in (200, 409) else None
    except (OSError, ValueError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def get(port: int, path: str) -> int:
    """The status of a page; 0 when nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def check(house: Installation, mail: MailSink, hook: HookSink) -> dict[str, int]:
    """What must be true in the end; how much there was of each. Raises AssertionError."""
    messages = {f"<wuri.message.{key}@127.0.0.1>" for (key,) in house.rows("SELECT id FROM notifications_message")}
    assert set(mail.arrived) == messages, f"{len(messages - set(mail.arrived))} lost"
    entries = house.rows("SELECT case_id, seq FROM workflow_event")
    (endpoint,) = [key for (key,) in house.rows("SELECT id FROM notifications_endpoint")]
    assert set(hook.arrived) == {f"push:{endpoint}:{case}:{seq}" for case, seq in entries}
    # Every entry of these lives has told somebody; nobody was told of one twice.
    told = house.rows("SELECT case_id, seq, recipient_id, count(*) FROM notifications_message GROUP BY 1, 2, 3")
    assert {count for *_key, count in told} == {1}
    assert {(case, seq) for case, seq, *_rest in told} == set(entries)
    (stuck,) = house.rows(
        "SELECT count(*) FROM workflow_case WHERE state NOT IN ('refused', 'withdrawn', 'not_accepted')"
    )[0]
    assert stuck == 0, f"{stuck} cases are stuck"
    house.run("chaos_prove")
    return {
        "entries": len(entries),
        "messages": len(messages),
        "mails sent more than once, under one id": sum(mail.arrived.values()) - len(messages),
        "calls made more than once, under one id": sum(hook.arrived.values()) - len(entries),
    }
