"""Addresses for machines at the root, as they expect them, and the administrator's page."""

from django.urls import path

from . import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
    path("operations/", views.health, name="health"),
    path("operations/retry/", views.retry, name="health-retry"),
]
