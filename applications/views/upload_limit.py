"""Files over the limit are dropped while they arrive, before any of them is stored."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

# A form has a place for each kind of document; a request that claims to carry more is not read at all.
MOST_FILES_AT_ONCE = 5

View = Callable[..., HttpResponseBase]


class UploadLimit(FileUploadHandler):
    """Counts the bytes of each file; from the first byte too many on, the rest of that file is thrown away.

    `request.too_large` maps the names of such fields to the names of their files.
    """

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.limit = settings.WURI_UPLOAD_MAX_BYTES
        request.too_large = {}  # type: ignore[attr-defined]

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *rest: Any, **more: Any) -> None:
        if content_length > MOST_FILES_AT_ONCE * self.limit:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > self.limit:
            self.request.too_large[self.field_name] = self.file_name  # type: ignore[union-attr]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers behind this one make the file."""


def limits_uploads(view: View) -> View:
    """A view whose request is read under UploadLimit.

    Django's check against forged requests reads the whole request: it has to come after the limit is in place, so
    the view is taken out of the middleware's check and checked here, inside.
    """
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def limited(request: HttpRequest, *args: Any, **where: Any) -> HttpResponseBase:
        request.upload_handlers.insert(0, UploadLimit(request))
        return checked(request, *args, **where)

    return limited
