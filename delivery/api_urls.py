"""Addresses of the data interface (docs/data-interface.md)."""

from django.urls import path

from . import api_views

urlpatterns = [
    path("", api_views.about, name="api-about"),
    path("rows", api_views.rows, name="api-rows"),
    path("openapi.json", api_views.openapi, name="api-openapi"),
]
