"""All addresses of the site."""

from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from accounts.demo import demo_signin

urlpatterns = [
    path("", include("applications.urls")),
    path("", include("operations.urls")),
    path("data/", include("delivery.urls")),
    path("messages/", include("notifications.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("demo/signin/", demo_signin, name="demo-signin"),
    path("language/", set_language, name="set_language"),
    path("admin/", admin.site.urls),
]
