"""What stands on a page, without its markup."""

import re
from html import unescape
from typing import Any

from django.http import HttpResponse


def text_of(response: Any) -> str:
    """All that can be read, blanks and line breaks made one."""
    assert isinstance(response, HttpResponse)
    page = re.sub(r"<(script|style)\b.*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def squeezed(response: Any) -> str:
    """The same without any blanks: for sentences that markup cuts in pieces."""
    return text_of(response).replace(" ", "")


def hidden(response: Any, name: str) -> str:
    """The value of a hidden field."""
    fields = re.findall(r"<input[^>]*>", response.content.decode())
    [field] = [one for one in fields if 'type="hidden"' in one and f'name="{name}"' in one][:1]
    found = re.search(r'value="([^"]*)"', field)
    return found[1] if found else ""
