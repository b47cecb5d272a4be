"""One document on its way to the typesetting process: only what JSON can carry."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Self


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """`created` and `modified` are ISO moments with offset, to the second; `identifier` is hex.

    `css` names our own stylesheets, `key_facts` must stand in the finished text,
    `attachment` is [file name, description, text] or None. `running` is what stands at the head of every page but the
    first; where it is given, the finished text must be that of the page sign by sign.
    """

    html: str
    css: list[str]
    created: str
    modified: str
    identifier: str
    key_facts: list[str] = field(default_factory=list)
    attachment: list[str] | None = None
    running: str = ""
    # name of a signature field -> [id of the element it hangs on, tooltip, width, height (mm)]
    fields: dict[str, list[Any]] = field(default_factory=dict)

    def to_message(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False).encode()

    @classmethod
    def from_message(cls, message: bytes) -> Self:
        return cls(**json.loads(message))
