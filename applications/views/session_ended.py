"""What a page gets that sends something by itself after its person was signed out."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase


def signed_in(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """`login_required`, but an htmx request gets 401: a redirect would put the sign-in page into a part of the page,
    and the person would be told that all was saved."""
    to_sign_in = login_required(view)

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **where: Any) -> HttpResponseBase:
        if request.htmx and not request.user.is_authenticated:  # type: ignore[attr-defined]
            return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
        return to_sign_in(request, *args, **where)

    return asked
