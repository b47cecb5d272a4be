"""Messages, what is kept of their sending, and what people have chosen."""

from .breaker import Breaker
from .digest import Digest, DigestKind
from .endpoint import Endpoint, EndpointKind
from .message import MailState, Message, running_clocks
from .preferences import Preferences

__all__ = [
    "Breaker",
    "Digest",
    "DigestKind",
    "Endpoint",
    "EndpointKind",
    "MailState",
    "Message",
    "Preferences",
    "running_clocks",
]
