"""The settings of every Loket process. What differs between offices comes from outside:

``LOKET_DATA`` (directory of the data), ``DATABASE_URL`` (PostgreSQL instead of SQLite),
``LOKET_SOPS`` (directory of the SOP packages), ``LOKET_HOSTS`` (host names, with commas),
``LOKET_HTTPS`` (1 behind TLS), ``LOKET_PUBLIC_URL`` (address that papers print),
``LOKET_SIMULATION`` (1 for scratch data), ``LOKET_SEAL_COPY`` (second place of the seals). See
``docs/developers/settings.md``.
"""

from __future__ import annotations

import os
from pathlib import Path

from loket.config.data_directory import data_directory, secret_key, simulation
from loket.config.database import database

LOKET_DATA = data_directory()
LOKET_BLOBS = LOKET_DATA / "blobs"
LOKET_SOPS = Path(os.environ.get("LOKET_SOPS") or "sops").absolute()
LOKET_SIMULATION = simulation(LOKET_DATA)
LOKET_HTTPS = os.environ.get("LOKET_HTTPS") == "1"
LOKET_PUBLIC_URL = (os.environ.get("LOKET_PUBLIC_URL") or "").rstrip("/")
if not LOKET_PUBLIC_URL and LOKET_SIMULATION:
    LOKET_PUBLIC_URL = "http://127.0.0.1:8123"  # so that the papers of a demo have their codes
# The second place of the daily seals, best on another machine; None: they are only printed.
LOKET_SEAL_COPY = os.environ.get("LOKET_SEAL_COPY") or None

SECRET_KEY = secret_key(LOKET_DATA)
DEBUG = False  # always: the pages of errors are our own, a traceback shows personal data
ALLOWED_HOSTS = os.environ.get("LOKET_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "loket.ui",
    "loket.office",
    "loket.catalogue",
    "loket.cases",
    "loket.modules.record",
    "loket.modules.messages",
    "loket.modules.registers",
    "loket.modules.documents",
    "loket.modules.procedures",
]
MIDDLEWARE = [
    "loket.config.headers.ContentSecurityPolicy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "loket.office.middleware.OfficerMiddleware",  # after csrf: what it carries on was ours
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "loket.config.urls"
WSGI_APPLICATION = "loket.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "loket.office.middleware.signed_in",
            ],
        },
    },
]

DATABASES = {"default": database(LOKET_DATA, os.environ.get("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "id"
USE_I18N = True
USE_TZ = True  # stored as UTC
TIME_ZONE = "Asia/Jakarta"  # shown so where no office is known; else in the office's zone

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # Counts of failed sign-ins live here: wide, so that nobody pushes them out with names.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # straight from the apps: no step of collecting at installation
WHITENOISE_MAX_AGE = 300
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes of typed fields; files are bounded apart
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/masuk/"
LOGIN_REDIRECT_URL = "/"

SESSION_COOKIE_AGE = 8 * 3600  # seconds without a request; OfficerMiddleware renews it
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = LOKET_HTTPS
SESSION_COOKIE_NAME = "loket_session"
CSRF_COOKIE_HTTPONLY = True
# Lax, not Strict: with Strict a visit from a link would lay a new token and spoil other tabs.
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = LOKET_HTTPS
CSRF_COOKIE_NAME = "loket_csrf"
CSRF_FAILURE_VIEW = "loket.office.views.session.stale_form"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if LOKET_HTTPS:
    SECURE_HSTS_SECONDS = 365 * 24 * 3600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "loket.config.log.WithoutPersonalData"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
    },
}
