"""Pages go out compressed; files go out as they are, with their length and digest."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressedPages(GZipMiddleware):
    """Django's compression, which pads each answer at random against BREACH, for pages only."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_page = response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming
        return super().process_response(request, response) if is_page else response
