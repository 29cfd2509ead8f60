"""Django's PostgreSQL backend, which refuses a server that may forget a commit."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base as django_postgresql

DURABLE = ("on", "remote_apply")


class DatabaseWrapper(django_postgresql.DatabaseWrapper):
    """Checks each new connection. Raises ImproperlyConfigured where ``synchronous_commit``
    is less than ``on``: a number given to a citizen must survive a power cut."""

    def init_connection_state(self) -> None:
        super().init_connection_state()
        with self.connection.cursor() as cursor:
            (setting,) = cursor.execute("SHOW synchronous_commit").fetchone()
        if setting not in DURABLE:
            raise ImproperlyConfigured(
                f"synchronous_commit is {setting!r}; Loket needs it on (see the settings page)"
            )
