"""Addresses of the data pages."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.my_data, name="my-data"),
    path("<int:pk>/download/", views.download, name="data-download"),
    path("<int:pk>/manifest/<int:seq>/", views.download_manifest, name="data-manifest"),
]
