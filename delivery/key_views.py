"""The page of a grant's keys: made, shown once, changed for new ones, revoked."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from applications.models import DeliveryMode
from applications.views.records import own_application
from applications.views.signed_in import SignedIn
from jobs import clock

from .collect import grant_of, terms_of
from .forms import KeyForm
from .interface import rows_left
from .keys import issue
from .keys import revoke as end_key
from .keys import rotate as change_key
from .models import ApiKey, Grant, Usage
from .refusals import NotDelivered, TooManyKeys
from .rules import obstacle


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: SignedIn, pk: int) -> HttpResponse:
    """A POST makes a key; the answer is the only page that ever shows it."""
    grant = own_grant(request, pk)
    if request.method != "POST":
        return keys_page(request, grant)
    form = KeyForm(request.POST)
    if not form.is_valid():
        return keys_page(request, grant, form=form)
    try:
        key, secret = issue(grant=grant, actor=request.user, name=form.cleaned_data["name"], now=clock.now())
    except TooManyKeys as refused:
        form.add_error(None, str(refused))
        return keys_page(request, grant, form=form)
    return keys_page(request, grant, shown=(key, secret))


@login_required
@never_cache
@require_POST
def rotate(request: SignedIn, pk: int, key: int) -> HttpResponse:
    """The new key, shown once; the old one works on for a day."""
    grant = own_grant(request, pk)
    new, secret = change_key(key=_key(grant, key), actor=request.user, now=clock.now())
    return keys_page(request, grant, shown=(new, secret))


@login_required
@require_POST
def revoke(request: SignedIn, pk: int, key: int) -> HttpResponse:
    grant = own_grant(request, pk)
    end_key(key=_key(grant, key), actor=request.user, now=clock.now())
    messages.success(request, _("密钥已撤销，使用它的程序不能再读取数据。"))
    return redirect("data-keys", pk)


def own_grant(request: SignedIn, pk: int) -> Grant:
    """404 before the delivery, and for data that do not come by the interface."""
    try:
        grant = grant_of(own_application(request.user, pk))
    except NotDelivered:
        raise Http404 from None
    if terms_of(grant, 0).mode != DeliveryMode.API:
        raise Http404
    return grant


def _key(grant: Grant, key: int) -> ApiKey:
    if key > 2**63 - 1:
        raise Http404
    return get_object_or_404(ApiKey.objects.select_related("grant"), grant=grant, pk=key)


def keys_page(
    request: SignedIn, grant: Grant, *, form: KeyForm | None = None, shown: tuple[ApiKey, str] | None = None
) -> HttpResponse:
    now = clock.now()
    known = list(ApiKey.objects.filter(grant=grant).select_related("created_by", "grant__application__dataset"))
    usage = Usage.objects.filter(grant=grant, day=localdate(now)).first()
    context: dict[str, Any] = {
        "application": grant.application,
        "grant": grant,
        "obstacle": obstacle(terms_of(grant, 0), now, DeliveryMode.API),
        "keys": [(key, key.is_live(now)) for key in known],
        "form": form or KeyForm(),
        "shown": shown,
        "calls": usage.calls if usage else 0,
        "rows_left": rows_left(known[0]) if known else None,
        "address": request.build_absolute_uri(reverse("api-rows")),
    }
    wrong = form is not None and not form.is_valid()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "delivery/keys.html", context, status=status)
