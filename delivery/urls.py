"""Addresses of the data pages."""

from django.urls import path

from . import key_views, office_views, renewal_views, report_views, sandbox_views, views

urlpatterns = [
    path("", views.my_data, name="my-data"),
    path("<int:pk>/download/", views.download, name="data-download"),
    path("copies/<uuid:token>/", views.fetch, name="data-copy"),
    path("<int:pk>/keys/", key_views.keys, name="data-keys"),
    path("<int:pk>/keys/<int:key>/rotate/", key_views.rotate, name="data-key-rotate"),
    path("<int:pk>/keys/<int:key>/revoke/", key_views.revoke, name="data-key-revoke"),
    path("<int:pk>/sandbox/secret/", sandbox_views.secret, name="data-sandbox-secret"),
    path("<int:pk>/sandbox/again/", sandbox_views.again, name="data-sandbox-again"),
    path("<int:pk>/preview/", office_views.preview, name="data-preview"),
    path("<int:pk>/renewal/", renewal_views.renewal, name="data-renewal"),
    path("<int:pk>/reports/", report_views.reports, name="data-reports"),
    path("<int:pk>/reports/<int:number>/", report_views.report, name="data-report"),
    path("results/", report_views.results, name="data-results"),
    path("datasets/<str:code>/", office_views.dataset_data, name="dataset-data"),
    path("datasets/<str:code>/snapshot/", office_views.take_snapshot, name="dataset-snapshot"),
    path("<int:pk>/manifest/<int:seq>/", views.download_manifest, name="data-manifest"),
]
