"""Departments and files of the catalogue tests."""

import pytest

from accounts.models import Organisation, OrganisationKind


@pytest.fixture
def departments(db: None) -> dict[str, Organisation]:
    """The two departments that the files of files.py name."""
    names = ("市交通委", "市教委")
    made = [Organisation.objects.create(kind=OrganisationKind.DEPARTMENT, name=name) for name in names]
    return {department.name: department for department in made}
