"""Django's PostgreSQL backend, which refuses a server that may forget a commit."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base as django_postgresql

DURABLE = ("on", "remote_apply")
SEEN = 3  # times; a statement that comes more often is prepared


class DatabaseWrapper(django_postgresql.DatabaseWrapper):
    """Checks each new connection. Raises ImproperlyConfigured where ``synchronous_commit``
    is less than ``on``: a number given to a citizen must survive a power cut."""

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        if params["prepare_threshold"] is None:
            params["prepare_threshold"] = SEEN
        elif params["prepare_threshold"] == "none":  # behind a pooler that cannot keep them
            params["prepare_threshold"] = None
        return params

    def init_connection_state(self) -> None:
        super().init_connection_state()
        with self.connection.cursor() as cursor:
            (setting,) = cursor.execute("SHOW synchronous_commit").fetchone()
        if setting not in DURABLE:
            raise ImproperlyConfigured(
                f"synchronous_commit is {setting!r}; Loket needs it on (see the settings page)"
            )

    def prepared_cursor(self) -> Any:
        """A cursor whose statements the server parses and plans once for this connection.

        Values travel apart from the text, so the server must be able to tell their types.
        Django's own cursor puts them into the text and never prepares.
        """
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(django_postgresql.ServerBindingCursor(self.connection))
