"""A key for one signature, made before it is wanted: to find its primes takes as long as to put a seal on.

It waits in memory alone, goes to the first who asks, and to nobody else; a process that is forked off starts without.
"""

import os
import threading

from cryptography.hazmat.primitives.asymmetric import rsa

BITS = 2048


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, BITS)


class KeyAhead:
    """Hands out keys that nobody has had."""

    def __init__(self) -> None:
        self.forget()
        os.register_at_fork(after_in_child=self.forget)

    def forget(self) -> None:
        self._lock = threading.Lock()
        self._made: list[rsa.RSAPrivateKey] = []
        self._making = False

    def take(self) -> rsa.RSAPrivateKey:
        """The key that is ready, or one made now; the next is begun."""
        with self._lock:
            key = self._made.pop() if self._made else None
            begin, self._making = not self._making, True
        if begin:
            threading.Thread(target=self._make, name="one-time-key", daemon=True).start()
        return key or new_key()

    def _make(self) -> None:
        key = new_key()
        with self._lock:
            self._made, self._making = [key], False


one_time_keys = KeyAhead()
