"""The words of messages: read from files, checked, kept per office."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from django.conf import settings

from loket.core.office_file import OfficeFile
from loket.modules.messages import rules
from loket.modules.messages.models import MessageText

FILE = "messages.yaml"  # beside office.yaml; only what the office words otherwise
OWN = Path(__file__).parents[1] / "texts.yaml"


class TextFault(ValueError):
    """A file of texts that can't be used; the message names file, line and remedy."""


def read_texts(path: Path) -> dict[str, str]:
    """The texts of a file by kind. Raises TextFault for the first fault."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.YAMLError as broken:
        raise TextFault(f"{path}: bukan YAML yang benar. {broken}") from broken
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise TextFault(f"{path}:1: tulis satu baris per kabar, misalnya “ready: …”.")
    found: dict[str, str] = {}
    for key, value in root.value:
        where = f"{path}:{key.start_mark.line + 1}"
        kind = str(key.value)
        if kind not in rules.KINDS:
            known = ", ".join(rules.KINDS)
            raise TextFault(f"{where}: kabar {kind} tidak dikenal. Pilih salah satu: {known}.")
        if kind in found:
            raise TextFault(f"{where}: kabar {kind} ditulis dua kali. Hapus salah satunya.")
        if not isinstance(value, yaml.ScalarNode):
            raise TextFault(f"{where}: kabar {kind} harus berupa teks.")
        faults = rules.text_faults(value.value)
        if faults:
            raise TextFault(f"{where}: kabar {kind}: {'; '.join(faults)}.")
        found[kind] = value.value
    return found


@cache
def own_texts() -> dict[str, str]:
    """The product's own words, for every kind."""
    return read_texts(OWN)


def load_texts(file: OfficeFile) -> None:
    """Keep what an office words otherwise. Reading it again corrects it; words that the file no
    longer holds are the product's again. Raises TextFault."""
    path = Path(settings.LOKET_SOPS) / file.id / FILE
    own = read_texts(path) if path.exists() else {}
    rows = MessageText.objects.in_office(file.id)
    rows.exclude(kind__in=own).delete()
    for kind, text in own.items():
        rows.update_or_create(office_id=file.id, kind=kind, defaults={"text": text})


def words_for(office_id: str, kind: str) -> str:
    """The office's words for this kind of message, else the product's."""
    rows = MessageText.objects.in_office(office_id).filter(kind=kind)
    return rows.values_list("text", flat=True).first() or own_texts()[kind]
