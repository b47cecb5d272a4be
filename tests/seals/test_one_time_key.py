"""A key made ahead goes to one signature only."""

import os

from applications.seals.one_time_key import KeyAhead


def test_no_two_takers_get_the_same_key_and_a_fork_starts_without() -> None:
    ahead = KeyAhead()
    taken = [ahead.take().private_numbers().d for _ in range(4)]
    assert len(set(taken)) == 4
    while not ahead._made:
        pass
    child = os.fork()
    if child == 0:
        os._exit(0 if not ahead._made and not ahead._making else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert ahead._made
