"""Addresses of breaches, incidents and statements."""

from django.urls import path

from .views import breaches, incidents, papers, respondent, statements

urlpatterns = [
    path("report/", breaches.report, name="report-breach"),
    path("breaches/", breaches.breaches, name="breaches"),
    path("breaches/list/", breaches.breach_list, name="breach-list"),
    path("breaches/<int:pk>/", breaches.breach, name="breach"),
    path("breaches/<int:pk>/decision.pdf", papers.decision, name="breach-decision"),
    path("breaches/<int:pk>/<slug:act>/", breaches.act, name="breach-act"),
    path("mine/", respondent.mine, name="my-breaches"),
    path("mine/<int:pk>/", respondent.one, name="my-breach"),
    path("mine/<int:pk>/decision.pdf", papers.my_decision, name="my-breach-decision"),
    path("mine/<int:pk>/answer/", respondent.answered, name="my-breach-answer"),
    path("mine/<int:pk>/appeal/", respondent.appealed, name="my-breach-appeal"),
    path("incidents/", incidents.incidents, name="incidents"),
    path("incidents/new/", incidents.report, name="incident-new"),
    path("incidents/<int:pk>/", incidents.incident, name="incident"),
    path("incidents/<int:pk>/measure/", incidents.measure, name="incident-measure"),
    path("incidents/<int:pk>/lift/", incidents.lifting, name="incident-lift"),
    path("statements/", statements.statements, name="statements"),
    path("statements/mine/", statements.mine, name="my-statements"),
    path("statements/<int:pk>/", statements.statement, name="statement"),
]
