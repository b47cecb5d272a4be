"""Addresses of the inbox, and of the demo's mail."""

from django.urls import path

from . import demo_mail, preference_views, views

urlpatterns = [
    path("", views.inbox, name="messages"),
    path("<int:pk>/", views.message, name="message"),
    path("read/", views.mark_read, name="messages-read"),
    path("preferences/", preference_views.preferences, name="message-preferences"),
    path("unsubscribe/<str:token>/", preference_views.unsubscribe, name="message-unsubscribe"),
    path("mail/", demo_mail.demo_mail, name="demo-mail"),
]
