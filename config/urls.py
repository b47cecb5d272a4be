"""All addresses of the site."""

from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.views.i18n import set_language

from accounts.demo import demo_signin

admin.site.site_header = settings.SITE_NAME
admin.site.site_title = settings.SITE_NAME
admin.site.index_title = _("系统管理")
# The work list follows from the states of cases: whoever changed it by hand would contradict the journal.
admin.site.unregister([apps.get_model("viewflow", name) for name in ("Process", "Task")])

urlpatterns = [
    path("", include("applications.urls")),
    path("", include("operations.urls")),
    path("data/", include("delivery.urls")),
    path("api/v1/", include("delivery.api_urls")),
    path("conduct/", include("conduct.urls")),
    path("feedback/", include("feedback.urls")),
    path("messages/", include("notifications.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("demo/signin/", demo_signin, name="demo-signin"),
    path("language/", set_language, name="set_language"),
    path("admin/", admin.site.urls),
]
