"""Every component in all its states on one page, for those who build pages; only in a demonstration."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..styleguide.samples import Purpose, samples


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """With `?refused` the form is shown as it comes back with its errors."""
    if not (settings.WURI_DEMO or settings.DEBUG):
        raise Http404
    refused = "refused" in request.GET
    messages.success(request, _("申请已提交。"))
    if refused:
        messages.error(request, _("文件超过 20 MB。"))
    form = Purpose({"title": ""} if refused else None)
    return render(request, "styleguide/styleguide.html", samples() | {"form": form, "refused": refused})
