"""Addresses of feedback."""

from django.urls import path

from .views import begin, demands, lists, matters

urlpatterns = [
    path("", lists.mine, name="feedback"),
    path("office/", lists.office, name="feedback-office"),
    path("datasets/<str:code>/", begin.correct, name="feedback-correct"),
    path("demands/", demands.demands, name="demands"),
    path("demands/new/", begin.new_demand, name="demand-new"),
    path("demands/<int:pk>/", demands.demand, name="demand"),
    path("demands/<int:pk>/support/", demands.support_demand, name="demand-support"),
    path("<int:pk>/", matters.matter, name="feedback-matter"),
    path("<int:pk>/evidence/", matters.evidence, name="feedback-evidence"),
    path("<int:pk>/<str:name>/", matters.act, name="feedback-act"),
]
