"""Is background work in the administration to be read, and to be tried again, and nothing else?"""

from typing import Any

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobs.models import Job, State

pytestmark = pytest.mark.django_db
LIST = "admin:jobs_job_changelist"


@pytest.fixture
def dead() -> Job:
    """A job out of attempts."""
    return Job.objects.create(name="test.dead", state=State.DEAD, attempts=8, finished_at=timezone.now())


def retry(client: Client, job: Job) -> Any:
    data = {"action": "retry", ACTION_CHECKBOX_NAME: [job.pk]}
    return client.post(reverse(LIST), data, follow=True)


def test_an_administrator_tries_a_dead_job_again(admin_client: Client, dead: Job) -> None:
    page = retry(admin_client, dead)
    dead.refresh_from_db()
    assert dead.state == State.READY
    assert "1 项任务将重新执行。" in page.content.decode()


def test_no_job_is_written_changed_or_deleted_by_hand(admin_client: Client, dead: Job) -> None:
    page = admin_client.get(reverse("admin:jobs_job_change", args=[dead.pk])).content.decode()
    assert "test.dead" in page
    assert 'name="_save"' not in page
    assert admin_client.get(reverse("admin:jobs_job_add")).status_code == 403
    assert admin_client.post(reverse("admin:jobs_job_delete", args=[dead.pk])).status_code == 403


def test_who_may_only_look_cannot_try_again(client: Client, dead: Job) -> None:
    reader = get_user_model().objects.create_user(email="reader@example.com", password="x", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_job"))
    client.force_login(reader)
    assert "test.dead" in client.get(reverse(LIST)).content.decode()
    retry(client, dead)
    dead.refresh_from_db()
    assert dead.state == State.DEAD
