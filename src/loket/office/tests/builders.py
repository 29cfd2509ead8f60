"""Real office rows for tests: the office of a file, its law, and an invented officer per post."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import yaml

from loket.core.office_file import BookFile, DelegationFile, OfficeFile, PostFile
from loket.office import api
from loket.office.models import Officer

ROOT = Path(__file__).parents[4]
SOPS = ROOT / "sops"
JUMAPOLO = "jumapolo"
FROM = date(2023, 3, 1)

# Invented people; a serial 999 is given to nobody.
NAMES = (
    *("Sri Wahyuni, S.Sos.", "Bambang Prasetyo, S.E.", "Endang Lestari, S.IP."),
    *("Agus Santosa", "Tri Handayani, A.Md.", "Joko Susilo", "Rina Kusumawati, S.Kom."),
    *("Dwi Hartono", "Siti Aminah, S.H.", "Eko Nugroho", "Wahyu Utami", "Heru Setiawan"),
)


def office_file(office_id: str = JUMAPOLO) -> OfficeFile:
    """``sops/<office>/office.yaml`` as the core's value."""
    read = yaml.safe_load((SOPS / office_id / "office.yaml").read_text(encoding="utf-8"))

    def keyed(key: str, kind: type) -> list[object]:
        rows = [{"id": name, **body} for name, body in (read.pop(key, None) or {}).items()]
        return msgspec.convert(rows, list[kind])

    posts, books = keyed("posts", PostFile), keyed("books", BookFile)
    given = msgspec.convert(read.pop("delegations", None) or [], list[DelegationFile])
    plain = msgspec.convert(
        {**read, "posts": [], "delegations": [], "books": []}, OfficeFile, strict=False
    )
    return msgspec.structs.replace(
        plain, posts=tuple(posts), delegations=tuple(given), books=tuple(books)
    )


def nip(number: int) -> str:
    """An invented NIP of sound shape: born 1980, appointed 2005, serial 999."""
    return f"1980{number % 12 + 1:02d}{number % 28 + 1:02d}200503{number % 2 + 1}999"


def build_office(office_id: str = JUMAPOLO, password: str | None = None) -> dict[str, Officer]:
    """The office with its law and one officer for every post, by post id.

    The user name is ``<post>.<office>``, the password as given (None: cannot sign in by form).
    """
    file = office_file(office_id)
    api.load_office(file)
    api.load_parameters(SOPS / "parameters", office_id)
    return {
        post.id: build_officer(office_id, post.id, number, password)
        for number, post in enumerate(file.posts)
    }


def build_officer(office_id: str, post_id: str, number: int, password: str | None) -> Officer:
    """One invented officer who holds this post since the office's decree."""
    officer = api.add_officer(
        office_id,
        username=f"{post_id}.{office_id}",
        name=NAMES[number % len(NAMES)],
        nip=nip(number),
        password=password,
    )
    api.hold(officer, post_id, valid_from=FROM)
    return officer
