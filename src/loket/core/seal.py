"""The seal of an office's day: a hash over everything that day added, behind the seal before.

Leaves are short texts, one for each thing sealed (a case with its length and head, a line of a
book, a change of authority), under one Merkle root per section. The roots, the last numbers and
the seal before stand in one canonical text; its SHA-256 is the seal. Whoever keeps that hash
elsewhere can tell whether anything sealed was changed, removed or computed anew since.

The tree is that of RFC 6962 (section 2.1): leaves and nodes are hashed with different first
bytes, so that no node can be shown as a leaf.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256

from msgspec import Struct, json

from loket.core.chain import GENESIS, canonical

MARK = "LOKET-SEGEL"
CASES = "berkas"  # the section of the cases; the others belong to their sources
_LEAF, _NODE = b"\x00", b"\x01"

Leaves = dict[str, list[str]]  # section -> texts, in order


class CaseLeaf(Struct, frozen=True):
    """One case as it stood when it was sealed: row, office number, count of acts, last hash."""

    case: int
    number: str
    length: int
    head: str

    @property
    def text(self) -> str:
        return f"{self.case} {self.number or '-'} {self.length} {self.head}"


class Seal(Struct, frozen=True):
    """What a seal says. Its canonical text is hashed and kept.

    ``no`` counts from 1 in the office. ``so_far``: the day was not over. ``upto`` is the row id
    of the last act covered. ``previous`` is the hash of the seal before. ``roots`` are Merkle
    roots by section, ``last`` the last number of each book and row by name, ``opened`` the
    count of cases ever opened, ``counts`` figures of this seal alone, for the closing sheet.
    """

    office: str
    no: int
    day: date
    so_far: bool
    at: datetime
    upto: int
    previous: str
    opened: int
    roots: dict[str, str]
    last: dict[str, int]
    counts: dict[str, int]

    @property
    def text(self) -> str:
        return canonical(self)

    @property
    def hash(self) -> str:
        return digest(self.text)

    @property
    def line(self) -> str:
        """The one line that is printed, handed to a second place and held in the QR code."""
        return f"{MARK} {self.office} {self.no} {self.day} {self.hash}"


_SEAL = json.Decoder(Seal)


def digest(text: str) -> str:
    """SHA-256 of a text, in hex."""
    return sha256(text.encode()).hexdigest()


def read(text: str) -> Seal:
    """The seal behind a stored text. Raises msgspec.DecodeError for a text that is none."""
    return _SEAL.decode(text)


def read_case(leaf: str) -> CaseLeaf:
    """The case behind a leaf. Raises ValueError for another text."""
    case, number, length, head = leaf.split(" ")
    return CaseLeaf(int(case), "" if number == "-" else number, int(length), head)


def root(leaves: Sequence[str]) -> str:
    """The Merkle root of these leaves in this order, in hex; of none: SHA-256 of nothing."""
    level = [_leaf(text) for text in leaves]
    if not level:
        return sha256(b"").hexdigest()
    while len(level) > 1:
        pairs = [_node(level[n], level[n + 1]) for n in range(0, len(level) - 1, 2)]
        # The odd one goes up as it is: the same tree as splitting at a power of two.
        level = pairs + level[len(level) & ~1 :]
    return level[0].hex()


def roots(leaves: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The Merkle root of each section."""
    return {section: root(texts) for section, texts in leaves.items()}


def path(leaves: Sequence[str], index: int) -> list[str]:
    """What proves that leaf ``index`` is under the root: the neighbours on its way up, in hex."""
    level, found = [_leaf(text) for text in leaves], []
    while len(level) > 1:
        neighbour = index ^ 1
        if neighbour < len(level):
            found.append(level[neighbour].hex())
        pairs = [_node(level[n], level[n + 1]) for n in range(0, len(level) - 1, 2)]
        level, index = pairs + level[len(level) & ~1 :], index // 2
    return found


def is_under(text: str, index: int, size: int, proof: Sequence[str], top: str) -> bool:
    """Whether ``proof`` shows that this text is leaf ``index`` of ``size`` under ``top``."""
    if not 0 <= index < size:
        return False
    rest, now = list(proof), _leaf(text)
    while size > 1:
        if index ^ 1 < size:
            if not rest:
                return False
            other = bytes.fromhex(rest.pop(0))
            now = _node(other, now) if index % 2 else _node(now, other)
        index, size = index // 2, (size + 1) // 2
    return not rest and now.hex() == top


def groups(hash_: str) -> list[str]:
    """A hash as people read it aloud: groups of four."""
    return [hash_[n : n + 4] for n in range(0, len(hash_), 4)]


def read_lines(texts: Iterable[str]) -> dict[tuple[str, int], str]:
    """Seals handed elsewhere, hash by office and number, from lines as ``Seal.line`` gives
    them; a hash may be typed in groups. Other lines are left out. Raises ValueError for a line
    with the mark that cannot be read."""
    found: dict[tuple[str, int], str] = {}
    for text in texts:
        words = text.split()
        if not words or words[0] != MARK:
            continue
        if len(words) < 5 or not words[2].isdigit():
            raise ValueError(text.strip())
        hash_ = "".join(words[4:]).lower()
        if len(hash_) != 64 or not set(hash_) <= set("0123456789abcdef"):
            raise ValueError(text.strip())
        key = words[1], int(words[2])
        if found.setdefault(key, hash_) != hash_:
            raise ValueError(text.strip())
    return found


def follows(seal: Seal, before: Seal | None) -> bool:
    """Whether a seal stands behind the one before: number, hash and what only grows."""
    if before is None:
        return (seal.no, seal.previous) == (1, GENESIS)
    return (
        (seal.office, seal.no, seal.previous) == (before.office, before.no + 1, before.hash)
        and seal.upto >= before.upto
        and seal.opened >= before.opened
        and seal.day >= before.day
        and all(seal.last.get(name, 0) >= n for name, n in before.last.items())
    )


def _leaf(text: str) -> bytes:
    return sha256(_LEAF + text.encode()).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(_NODE + left + right).digest()
