"""One record of those that a person may see, or 404."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

M = TypeVar("M", bound=Model)


def one_of(seen: QuerySet[M], pk: int, *parts: str) -> M:
    """By its key, however large a number somebody writes into the address."""
    if pk > 2**63 - 1:
        raise Http404
    return get_object_or_404(seen.select_related(*parts) if parts else seen, pk=pk)
