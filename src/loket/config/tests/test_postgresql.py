"""PostgreSQL that may forget a commit is refused."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="asks for PostgreSQL"),
]


def another(option):
    settings = {**connection.settings_dict, "OPTIONS": {"options": f"-c {option}"}}
    return type(connections["default"])(settings, "default")


@pytest.mark.parametrize("setting", ["off", "local", "remote_write"])
def test_a_server_that_answers_before_it_has_written_is_refused(setting):
    other = another(f"synchronous_commit={setting}")
    with pytest.raises(ImproperlyConfigured, match="synchronous_commit"):
        other.connect()
    if other.connection is not None:
        other.connection.close()


def test_a_durable_server_is_welcome():
    other = another("synchronous_commit=on")
    other.connect()
    other.connection.close()
