"""Real workers, really killed: is every job's effect there once, and every repeated send recognisable?"""

import signal
from collections import Counter

import pytest

from tests.jobs.processes import Workshop, until

pytestmark = pytest.mark.both


def test_a_job_whose_worker_was_killed_is_taken_over_and_sends_again_with_the_same_key(workshop: Workshop) -> None:
    workshop.manage("put", "1")
    workshop.hold()
    first = workshop.worker()
    until(workshop.sent)
    first.kill()
    first.wait()
    workshop.release()
    second = workshop.worker()
    until(lambda: workshop.states() == ["done"])
    ((result, attempt),) = workshop.rows("SELECT result, attempt FROM workshop_effect")
    assert (result, attempt) == (f"sent by {second.pid}", 2)
    assert workshop.sent() == ["job-1", "job-1"]


def test_no_job_is_lost_or_done_twice_by_workers_side_by_side_one_of_them_killed(workshop: Workshop) -> None:
    workshop.manage("put", "120")
    victim = workshop.worker()
    workshop.worker()
    until(lambda: workshop.states().count("done") > 20)
    victim.kill()
    victim.wait()
    workshop.worker()
    until(lambda: set(workshop.states()) == {"done"})
    effects = Counter(job for (job,) in workshop.rows("SELECT job FROM workshop_effect"))
    assert effects == Counter(range(1, 121))
    # Two sends of one job come from the one that was killed at most; all carry their job's key.
    sends = Counter(workshop.sent())
    assert set(sends) == {f"job-{number}" for number in range(1, 121)}
    assert sum(sends.values()) <= 121


@pytest.mark.parametrize("signal_number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_is_asked_to_stop_finishes_its_job_first(workshop: Workshop, signal_number: int) -> None:
    workshop.manage("put", "2")
    workshop.hold()
    worker = workshop.worker()
    until(workshop.sent)
    worker.send_signal(signal_number)
    workshop.release()
    assert worker.wait(timeout=20) == 0
    assert workshop.states() == ["done", "ready"]
