"""Bodies that are there already: whoever applied for it first administers it, as one who registers a body does."""

from typing import Any

from django.db import migrations


def first_members_administer(apps: Any, schema_editor: Any) -> None:
    seen: set[int] = set()
    posts = apps.get_model("accounts", "Membership").objects.filter(role="applicant", until__isnull=True)
    for post in posts.order_by("since", "pk"):
        if post.organisation_id not in seen:
            seen.add(post.organisation_id)
            post.is_admin = True
            post.save(update_fields=["is_admin"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_members_and_invitations")]

    operations = [migrations.RunPython(first_members_administer, migrations.RunPython.noop)]
