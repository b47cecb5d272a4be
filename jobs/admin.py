"""Background work in the administration: to read, and to try dead jobs again."""

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from jobs.dead import retry_dead
from jobs.models import Job, JobQuerySet


@admin.register(Job)
class JobAdmin(admin.ModelAdmin):
    """Nothing can be written here by hand; rows change through the worker and through one action."""

    list_display = ("id", "name", "state", "run_at", "attempts", "max_attempts", "finished_at")
    list_filter = ("state", "name")
    search_fields = ("name", "key")
    ordering = ("-id",)
    show_full_result_count = False
    actions = ("retry",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Jobs are handed on by the application only."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        """Jobs are changed by the worker only."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        """Jobs are purged by the worker only."""
        return False

    def has_retry_permission(self, request: HttpRequest) -> bool:
        """Trying again asks for the right to change jobs."""
        return request.user.has_perm("jobs.change_job")

    @admin.action(description=_("重新执行已停止重试的任务"), permissions=["retry"])
    def retry(self, request: HttpRequest, queryset: JobQuerySet) -> None:
        """Let the dead ones among the chosen jobs start afresh."""
        count = retry_dead(queryset.values_list("pk", flat=True))
        message = ngettext("%(count)d 项任务将重新执行。", "%(count)d 项任务将重新执行。", count)
        self.message_user(request, message % {"count": count}, messages.SUCCESS)
