"""What stands over a signature, by the capacity in which it is given."""

import pytest

from loket.core.who import By
from loket.office.rules import capacity_words, signature_lines

TREE = {"camat": None, "sekcam": "camat", "kasi": "sekcam", "jfu": "kasi"}


@pytest.mark.parametrize(
    ("kind", "post", "held", "how", "lines"),
    [
        ("definitive", "camat", "camat", "definitive", [("", "camat")]),
        ("plt", "camat", "camat", "plt", [("Plt.", "camat")]),
        ("plh", "camat", "camat", "plh", [("Plh.", "camat")]),
        ("an", "camat", "sekcam", "definitive", [("a.n.", "camat"), ("", "sekcam")]),
        ("an", "camat", "sekcam", "plh", [("a.n.", "camat"), ("Plh.", "sekcam")]),
        (
            *("an", "camat", "kasi", "definitive"),
            [("a.n.", "camat"), ("", "sekcam"), ("u.b.", "kasi")],
        ),
        (
            *("an", "camat", "jfu", "plt"),
            [("a.n.", "camat"), ("", "sekcam"), ("", "kasi"), ("u.b. Plt.", "jfu")],
        ),
        ("an", "kasi", "camat", "definitive", [("a.n.", "kasi"), ("", "camat")]),
        ("superior", "kasi", "sekcam", "definitive", [("", "sekcam")]),
        ("superior", "kasi", "sekcam", "plh", [("Plh.", "sekcam")]),
    ],
)
def test_the_lines_over_a_signature(kind, post, held, how, lines):
    assert signature_lines(kind, post, held, how, TREE) == lines


@pytest.mark.parametrize(
    ("by", "line"),
    [
        (By(post="camat", capacity="definitive", held="camat"), "Camat"),
        (By(post="camat", capacity="plt", held="camat"), "Plt. Camat"),
        (By(post="camat", capacity="plh", held="camat"), "Plh. Camat"),
        (By(post="camat", capacity="an", held="sekcam"), "a.n. Camat, Sekretaris Camat"),
        (By(post="jfu", capacity="superior", held="sekcam"), "Sekretaris Camat"),
    ],
)
def test_the_line_over_the_name(by, line):
    assert capacity_words(by, {"camat": "Camat", "sekcam": "Sekretaris Camat"}) == line
