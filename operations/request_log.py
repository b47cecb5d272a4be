"""One line in the log for each request, and one id for all that it leaves behind, into its jobs."""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from jobs import trace

log = logging.getLogger("wuri.requests")

# Who reports a breach is recorded nowhere but with the report, and only if he wants it.
UNNAMED = ("/conduct/report/",)
QUIET = ("/healthz", "/readyz", "/metrics", "/static/")


class RequestLog:
    """First of all middleware. A proxy's X-Request-ID is taken over, if it is one, and given back with the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number, began = trace.taken_over(request.headers.get("X-Request-ID", "")), time.monotonic()
        with trace.follow(request=number):
            response = self.get_response(request)
            response.headers["X-Request-ID"] = number
            if not request.path.startswith(QUIET):
                write(request, response, time.monotonic() - began)
        return response


def write(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """The line: no query, which may hold what somebody typed, and no name."""
    user = None if request.path.startswith(UNNAMED) else getattr(request, "user", None)
    facts = {
        "method": request.method,
        "path": request.path,
        "status": response.status_code,
        "milliseconds": round(seconds * 1000),
        "user": user.pk if user is not None and user.is_authenticated else None,
    }
    log.info("%s %s %s", request.method, request.path, response.status_code, extra=facts)
