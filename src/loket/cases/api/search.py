"""Finding a case of one's own office by what is on the paper: number, code, NIK or name."""

from __future__ import annotations

import re
from typing import Literal

from django.db.models import Exists, OuterRef, Q
from msgspec import Struct

from loket.cases import rules
from loket.cases.api.inbox import status_of
from loket.cases.api.page_types import FoundRow, SearchPage
from loket.cases.models import CaseCounter, CaseRow, NameWord, TaskRow
from loket.catalogue import api as catalogue
from loket.core.fields.identity import masked_nik
from loket.core.refused import Refused
from loket.office import api as office

LIMIT = 50
LONGEST = 100  # characters that are read
SHORTEST = 3  # letters of a name
_SPACES = re.compile(r"[\s.\-–]+")
_NUMBER = re.compile(r"([0-9]{2})(?:\s*[-–/.\s]\s*([0-9]{1,8})|([0-9]{5}))")
_CODE = re.compile(r"[A-Z2-7]{12}")


class Query(Struct, frozen=True):
    """How an input is read. ``year`` None: any year."""

    kind: Literal["number", "code", "nik", "name"]
    text: str
    year: str | None = None


def read_query(typed: str) -> Query:
    """What is meant by an input, from its form alone. Raises Refused ``unclear`` with what to
    type instead. A code without digits looks like a name; the search itself asks for both."""
    text = " ".join("".join(c if c.isprintable() else " " for c in typed).split())[:LONGEST]
    bare = _SPACES.sub("", text)
    if re.fullmatch(r"[0-9]{16}", bare):
        return Query("nik", bare)
    if number := _NUMBER.fullmatch(text):
        return Query("number", str(int(number[2] or number[3])), number[1])
    if re.fullmatch(r"[0-9]{1,5}", text):
        return Query("number", str(int(text)))
    if re.fullmatch(r"[0-9/]+", bare):
        count = len(bare.replace("/", ""))
        raise Refused(
            "unclear",
            f"Anda mengetik {count} angka. NIK berisi 16 angka; nomor berkas ditulis seperti"
            " 26-00041 atau 41.",
        )
    if _CODE.fullmatch(bare.upper()) and re.search(r"[2-7]", bare):
        return Query("code", bare.upper())
    if sum(c.isalpha() for c in text) < SHORTEST:
        raise Refused("unclear", f"Ketik sedikitnya {SHORTEST} huruf dari nama.")
    return Query("name", text)


def search(office_id: str, typed: str) -> SearchPage:
    """The cases of this office that an input means, newest first. Nothing of it is kept.
    Raises Refused ``unclear``."""
    query = read_query(typed)
    cases = CaseRow.objects.in_office(office_id)
    bare = _SPACES.sub("", query.text).upper()
    if query.kind == "name" and _CODE.fullmatch(bare) and cases.filter(public_code=bare).exists():
        query = Query("code", bare)
    found = list(cases.filter(_meant(office_id, query)).order_by("-opened_at", "-pk")[: LIMIT + 1])
    return SearchPage(_words(query), _rows(office_id, found[:LIMIT]), more=len(found) > LIMIT)


def _meant(office_id: str, query: Query) -> Q:
    if query.kind == "nik":
        return Q(applicant_nik=query.text)
    if query.kind == "code":
        return Q(public_code=query.text)
    if query.kind == "number":
        return Q(number__in=[f"{year}-{int(query.text):05d}" for year in _years(office_id, query)])
    return Q(pk__in=_named(office_id, query.text))


def _named(office_id: str, typed: str) -> list[int]:
    """The newest cases whose applicant's name has a word beginning with each word typed."""
    beginnings = rules.typed_words(typed)
    if beginnings is None:
        return []
    words = NameWord.objects.in_office(office_id)
    first, *others = [Q(word__gte=one, word__lt=rules.behind(one)) for one in beginnings]
    found = words.filter(first)
    for other in others:
        found = found.filter(Exists(words.filter(other, case=OuterRef("case"))))
    newest = found.order_by("-opened_at", "-case_id").values_list("opened_at", "case_id")
    return [case_id for _, case_id in newest.distinct()[: LIMIT + 1]]


def _years(office_id: str, query: Query) -> list[str]:
    if query.year is not None:
        return [query.year]
    years = CaseCounter.objects.in_office(office_id).values_list("year", flat=True)
    return [f"{year % 100:02d}" for year in years]


def _words(query: Query) -> str:
    if query.kind == "nik":
        return f"NIK {masked_nik(query.text)}"
    if query.kind == "code":
        return "kode pantau"
    if query.kind == "number" and query.year:
        return f"nomor berkas {query.year}-{int(query.text):05d}"
    if query.kind == "number":
        return f"nomor berkas {query.text}, tahun mana pun"
    return f"nama “{query.text}”"


def _rows(office_id: str, cases: list[CaseRow]) -> tuple[FoundRow, ...]:
    now = office.clock.now()
    rules = office.rules(office_id, now)
    tasks = TaskRow.objects.in_office(office_id).filter(case_id__in=[case.pk for case in cases])
    steps = dict(tasks.order_by("case_id", "-no").values_list("case_id", "step"))
    rows = []
    for case in cases:
        sheet = catalogue.get(case.sheet_digest, case.work_digest).sheet
        step = sheet.step(steps[case.pk]) if case.pk in steps else None
        status, _ = status_of(case.waiting_since is not None, case.due_at, now, rules)
        rows.append(
            FoundRow(
                case_id=case.pk,
                number=case.number,
                applicant=case.applicant,
                nik=masked_nik(case.applicant_nik),
                procedure=sheet.title,
                state=case.state,
                status=status,
                step_n=step.n if step else 0,
                steps=len(sheet.steps),
                activity=step.activity if step else "",
                opened_at=case.opened_at,
                closed_at=case.closed_at,
            )
        )
    return tuple(rows)
