"""Addresses of the catalogue, the applicant's, the reviewer's and the supervisor's pages."""

from django.urls import path

from .views import applicant, attachments, catalogue, documents, drafts, home, moves, review, supervision

urlpatterns = [
    path("", home.home, name="home"),
    path("display/", home.display, name="display"),
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("catalogue/<str:code>/", catalogue.dataset, name="dataset"),
    path("catalogue/<str:code>/apply/", drafts.begin, name="begin"),
    path("applications/", applicant.my_applications, name="my-applications"),
    path("applications/<int:pk>/", applicant.progress, name="application"),
    path("applications/<int:pk>/draft/", drafts.edit, name="draft"),
    path("applications/<int:pk>/draft/autosave/", drafts.autosave, name="draft-autosave"),
    path("applications/<int:pk>/draft/preview/", drafts.preview, name="draft-preview"),
    path("applications/<int:pk>/attachments/", attachments.add, name="attachment-add"),
    path("applications/<int:pk>/attachments/<int:attachment>/", attachments.download, name="attachment"),
    path("applications/<int:pk>/attachments/<int:attachment>/remove/", attachments.remove, name="attachment-remove"),
    path("applications/<int:pk>/documents/<slug:kind>.pdf", documents.document, name="document"),
    path("cases/<int:pk>/<slug:name>/", moves.move, name="move"),
    path("review/", review.queue, name="queue"),
    path("review/<int:pk>/", review.case, name="case"),
    path("supervision/", supervision.overview, name="supervision"),
    path("supervision/cases/", supervision.cases, name="supervision-cases"),
]
