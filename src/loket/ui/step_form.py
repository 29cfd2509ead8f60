"""The form of a step, built and checked from core fields: page, API and rehearsal alike.

A step is one form of several parts, one per action. The HTML name of a field is
``<prefix>.<field>``, of a part of a list ``<prefix>.<field>.<row>.<sub>``. Nothing typed is
ever lost: ``typed`` holds every answer as it came, and an upload that was good comes back as a
signed hidden token (``<name>.kept``), so that it need not be chosen again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from msgspec import Struct, field

from loket.core.action import Upload
from loket.core.fields import sniff
from loket.core.fields.clean import LONGEST_LIST, Context, clean_all
from loket.core.fields.invalid import Invalid
from loket.core.fields.spec import Field

Keep = Callable[[bytes], str]
KEPT = ".kept"  # suffix of the hidden token of an upload
SLIP = ".slip"  # suffix of the photo of a signed slip, in place of a drawn signature
_SALT = "loket.ui.upload"
_TOKEN_AGE = 24 * 3600  # seconds; as long as the sweep leaves unclaimed blobs alone


class FormPart(Struct, frozen=True):
    """The part of a form that one action fills. ``prefix`` is unique within the form. ``page``
    names the action's own template ("" = one field under the other); ``facts`` are for it.
    ``named`` is the prefix of the facts it leaves; ``known`` holds the facts of earlier steps
    that conditions of its fields look at, by full name."""

    prefix: str
    action: str
    title: str
    page: str
    fields: tuple[Field, ...]
    facts: dict[str, Any] = field(default_factory=dict)
    named: str = ""
    known: dict[str, Any] = field(default_factory=dict)


class ReadForm(Struct):
    """A form as it was sent. ``values``: what is kept, by prefix and field (complete only when
    ``ok``). ``errors``: message by HTML name. ``typed``: every answer as it came, by HTML name.
    ``uploads``: good uploads by HTML name."""

    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    typed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return not self.errors

    def add_errors(self, prefix: str, errors: Mapping[str, str]) -> None:
        """Take in what an action's ``check`` answered, by field name."""
        for name, message in errors.items():
            self.errors.setdefault(f"{prefix}.{name}" if name else prefix, message)


def read(
    parts: Sequence[FormPart],
    data: Mapping[str, Sequence[str]],
    files: Mapping[str, UploadedFile],
    keep: Keep,
    today: date,
    *,
    training: bool | None = None,
    officers: Mapping[str, str] | None = None,
) -> ReadForm:
    """Read and check a sent form.

    ``keep`` stores bytes durably and answers their SHA-256 in hex.
    ``today`` is the office's own day. ``training`` (default: ``LOKET_SIMULATION``) welcomes
    numbers of the reserved province 99. Errors of all parts come together.
    """
    if training is None:
        training = bool(getattr(settings, "LOKET_SIMULATION", False))
    form = ReadForm(typed={name: _texts(value) for name, value in data.items()})
    reader = _Reader(form, files, keep)
    given = {
        f"{part.named}.{spec.name}": reader.text(f"{part.prefix}.{spec.name}")
        for part in parts
        for spec in part.fields
        if part.named
    }
    for part in parts:
        context = Context(today, training, officers or {}, {**part.known, **given})
        typed = reader.typed(part.prefix, part.fields)
        kept, errors = clean_all(part.fields, typed, context)
        for name, message in errors.items():
            form.errors.setdefault(f"{part.prefix}.{name}", message)
        form.values[part.prefix] = reader.stored(part.fields, kept)
    return form


def _texts(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(str(text) for text in value)


class _Reader:
    """Gathers the answers of one form; uploads are checked and stored on the way."""

    def __init__(self, form: ReadForm, files: Mapping[str, UploadedFile], keep: Keep) -> None:
        self.form, self.files, self.keep = form, files, keep

    def typed(self, prefix: str, fields: Sequence[Field]) -> dict[str, Any]:
        return {spec.name: self._answer(spec, f"{prefix}.{spec.name}") for spec in fields}

    def _answer(self, spec: Field, name: str) -> Any:
        if spec.type == "list":
            rows = row_numbers(name, [*self.form.typed, *self.files])
            # Rows keep their own numbers, so that an error points at the row as it is shown.
            last = min(max(rows, default=-1), LONGEST_LIST * 2)
            return [self.typed(f"{name}.{row}", spec.of) for row in range(last + 1)]
        if spec.type == "file":
            return self._upload(name, sniff.FILE_TYPES)
        if spec.type == "photo":
            return self._upload(name, sniff.PHOTO_TYPES)
        if spec.type == "signature":
            drawn = self.text(name)
            return drawn or self._upload(name + SLIP, sniff.PHOTO_TYPES, shown_at=name)
        return self.text(name)

    def text(self, name: str) -> str:
        texts = self.form.typed.get(name, ())
        return texts[-1] if texts else ""

    def _upload(
        self, name: str, allowed: tuple[str, ...], shown_at: str | None = None
    ) -> Upload | None:
        """The file sent now, else the one kept before. A bad one is an error, not a gap."""
        sent = self.files.get(name)
        if sent is None:
            upload = kept_upload(self.text(name + KEPT))
            if upload is None or upload.media_type not in allowed:
                return None
        else:
            try:
                upload = self._check(sent, allowed)
            except Invalid as invalid:
                self.form.errors[shown_at or name] = invalid.message
                # Something was sent: the missing-answer message would only confuse.
                return Upload(sniff.safe_name(sent.name or ""), "", 0, "")
        self.form.uploads[name] = upload
        return upload

    def _check(self, sent: UploadedFile, allowed: tuple[str, ...]) -> Upload:
        sniff.check_size(sent.size or 0)
        sent.seek(0)
        content = sent.read()
        name = sniff.safe_name(sent.name or "")
        found = sniff.check_upload(name, sent.content_type or "", content, allowed)
        return self._store(name, found, content)

    def _store(self, name: str, media_type: str, content: bytes) -> Upload:
        return Upload(name, media_type, len(content), self.keep(content))

    def stored(self, fields: Sequence[Field], kept: Mapping[str, Any]) -> dict[str, Any]:
        """The kept values with drawn signatures stored as uploads."""
        by_name = {spec.name: spec for spec in fields}
        values = dict(kept)
        for name, value in kept.items():
            if isinstance(value, bytes):
                values[name] = self._store("tanda-tangan.png", sniff.PNG, value)
            elif by_name[name].type == "list" and value is not None:
                values[name] = [self.stored(by_name[name].of, item) for item in value]
        return values


def row_numbers(name: str, sent: Sequence[str]) -> set[int]:
    """Which rows of the list with this HTML name occur among the names sent."""
    pattern = re.compile(re.escape(name) + r"\.([0-9]{1,3})\.")
    return {int(found.group(1)) for each in sent if (found := pattern.match(each))}


def token(upload: Upload) -> str:
    """A signed text that stands for a stored upload in a hidden input."""
    return signing.dumps([upload.name, upload.media_type, upload.size, upload.sha256], salt=_SALT)


def kept_upload(text: str) -> Upload | None:
    """The upload behind a token; None for no token, a forged or an old one."""
    if not text:
        return None
    try:
        name, media_type, size, digest = signing.loads(text, salt=_SALT, max_age=_TOKEN_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Upload(name, media_type, size, digest)
