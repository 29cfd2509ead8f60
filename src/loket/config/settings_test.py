"""The settings of the tests: the real ones on a scratch data directory, with cheap passwords.

``DATABASE_URL`` still chooses the database, so that the same tests run on both.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_scratch = tempfile.mkdtemp(prefix="loket-test-")
atexit.register(shutil.rmtree, _scratch, ignore_errors=True)
os.environ["LOKET_DATA"] = _scratch
os.environ["LOKET_SIMULATION"] = "1"
os.environ.pop("LOKET_SEAL_COPY", None)

from loket.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
