"""One file being read: takes values of the right type from its nodes and notes the faults."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any

from loket.catalogue.finding import Finding
from loket.catalogue.reader.nodes import (
    BOOL,
    FLOAT,
    INT,
    NULL,
    STR,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    YAMLError,
    compose,
)

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_KINDS = {
    STR: "teks",
    INT: "bilangan",
    FLOAT: "bilangan pecahan",
    BOOL: "true/false",
    NULL: "kosong",
}
_DEEPEST = 8


class Page:
    """A file and the faults found in it so far.

    The reading methods answer the value, or the empty value of its type after noting a
    fault; ``sound`` says whether any value had to be made up, so that a check of the sense
    would only repeat the fault in other words.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.sound = True

    def fault(
        self, node: Node | None, code: str, what: str, why: str, write: str, *, sound: bool = False
    ) -> None:
        """Note a fault at ``node`` (None: the first line)."""
        line = 1 if node is None else node.start_mark.line + 1
        self.findings.append(Finding(self.file, line, code, what, why, write))
        self.sound = self.sound and sound

    def root(self, content: bytes) -> Node | None:
        """The root node of the file; a syntax error is a fault like any other."""
        try:
            content.decode("utf-8")
            node = compose(content)
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            self._unreadable(line, "berkas bukan UTF-8", "Simpan berkas ini sebagai UTF-8.")
            return None
        except YAMLError as error:
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            problem = getattr(error, "problem", None) or str(error)
            self._unreadable(
                mark.line + 1 if mark else 1,
                f"YAML tidak terbaca: {problem}",
                "Periksa inden dan tanda kutip. Teks yang memuat ? : , # [ ] { } "
                'ditulis di dalam "…".',
            )
            return None
        if node is None:
            self.fault(
                None,
                "empty-file",
                "berkas kosong",
                "Tidak ada yang dapat dibaca.",
                "Isi berkas ini.",
            )
        return node

    def _unreadable(self, line: int, what: str, write: str) -> None:
        why = "Selama tidak terbaca, SOP ini tidak dapat dipakai."
        self.findings.append(Finding(self.file, line, "yaml-syntax", what, why, write))
        self.sound = False

    def table(
        self, node: Node | None, where: str, keys: Iterable[str] | None = None
    ) -> dict[str, Node]:
        """A mapping as key text to node. ``keys``: the only ones allowed (None: any)."""
        if node is None:
            return {}
        if not isinstance(node, MappingNode):
            self._wrong(node, where, "pasangan kunci: nilai")
            return {}
        found: dict[str, Node] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, ScalarNode) else None
            if name is None:
                self._wrong(key, f"kunci di {where}", "teks")
            elif name in found:
                self.fault(
                    key,
                    "duplicate-key",
                    f'kunci "{name}" ditulis dua kali di {where}',
                    "Hanya satu yang akan berlaku, dan pembaca tidak tahu yang mana.",
                    f"Gabungkan dengan baris {found[name].start_mark.line + 1}, hapus yang satu.",
                    sound=True,
                )
            else:
                found[name] = value
                if keys is not None and name not in keys:
                    self.unknown_key(key, name, where, keys)
        return found

    def unknown_key(self, node: Node, name: str, where: str, keys: Iterable[str]) -> None:
        near = get_close_matches(name, list(keys), 1, 0.6)
        hint = f'Maksud Anda "{near[0]}"? ' if near else ""
        self.fault(
            node,
            "unknown-key",
            f'kunci "{name}" tidak dikenal di {where}',
            "Kunci yang salah ketik akan hilang tanpa bekas.",
            f"{hint}Kunci yang boleh: {', '.join(sorted(keys))}.",
            sound=True,
        )

    def need(self, table: dict[str, Node], owner: Node | None, key: str, where: str) -> Node | None:
        """The node of a key that must be there."""
        node = table.get(key)
        if node is None:
            self.fault(
                owner,
                "missing-key",
                f'kunci "{key}" tidak ada di {where}',
                f"{where} tidak dapat dibaca tanpa {key}.",
                f"Tambahkan baris `{key}: …`.",
            )
        return node

    def items(self, node: Node | None, where: str) -> list[Node]:
        """The items of a list; absent or null is an empty list."""
        if node is None or is_null(node):
            return []
        if not isinstance(node, SequenceNode):
            self._wrong(node, where, "daftar [ … ]")
            return []
        return list(node.value)

    def text(self, node: Node | None, where: str) -> str:
        """A text that is not blank; '' only after a fault or when there is no node."""
        if node is None:
            return ""
        if not isinstance(node, ScalarNode) or node.tag != STR:
            self._wrong(node, where, "teks")
            return ""
        value: str = node.value.strip()
        if not value:
            self.fault(
                node,
                "empty-text",
                f"{where} kosong",
                "Yang kosong tidak dapat dicetak atau ditampilkan.",
                f"Isi {where}, atau tulis null bila naskah sumber memang tidak memuatnya.",
            )
        return value

    def text_or_none(self, node: Node | None, where: str) -> str | None:
        if node is None or is_null(node):
            return None
        return self.text(node, where) or None

    def word(self, node: Node | None, where: str) -> str:
        """A text that may be empty (``section: ""``)."""
        if isinstance(node, ScalarNode) and node.tag == STR and not node.value.strip():
            return ""
        return self.text(node, where)

    def texts(self, node: Node | None, where: str) -> tuple[str, ...]:
        return tuple([self.text(item, where) for item in self.items(node, where)])

    def slug(self, node: Node | None, where: str) -> str:
        """An id: lower-case letters, digits, hyphens."""
        return self._shaped(node, where, SLUG, "huruf kecil, angka, tanda hubung", "tanda-tangan")

    def name(self, node: Node | None, where: str) -> str:
        """The name of a field: lower-case letters, digits, underscores."""
        return self._shaped(node, where, NAME, "huruf kecil, angka, garis bawah", "jenis_surat")

    def _shaped(
        self, node: Node | None, where: str, shape: re.Pattern[str], allowed: str, example: str
    ) -> str:
        value = self.text(node, where)
        if value and not shape.match(value):
            self.fault(
                node,
                "bad-id",
                f'{where} "{value}" bukan nama yang sah',
                "Nama ini dipakai program, alamat, dan berkas ekspor.",
                f"Pakai {allowed}; contoh: {example}.",
            )
        return value

    def number(
        self, node: Node | None, where: str, low: int | None = 0, high: int | None = None
    ) -> int:
        """A whole number between ``low`` and ``high``, both included."""
        if node is None:
            return 0
        if not isinstance(node, ScalarNode) or node.tag != INT:
            self._wrong(node, where, "bilangan bulat")
            return 0
        value = int(node.value)
        if (low is not None and value < low) or (high is not None and value > high):
            bound = f"paling sedikit {low}" if high is None else f"antara {low} dan {high}"
            self.fault(
                node,
                "out-of-range",
                f"{where} {value} di luar batas",
                f"Nilainya harus {bound}.",
                f"Tulis bilangan bulat {bound}.",
            )
        return value

    def yes_no(self, node: Node | None, where: str, default: bool) -> bool:
        if node is None:
            return default
        if not isinstance(node, ScalarNode) or node.tag != BOOL:
            self._wrong(node, where, "true atau false")
            return default
        return bool(node.value == "true")

    def one_of(self, node: Node | None, where: str, allowed: Iterable[str]) -> str:
        """One word of a closed list."""
        value = self.text(node, where)
        if value and value not in allowed:
            near = get_close_matches(value, list(allowed), 1, 0.6)
            hint = f'Maksud Anda "{near[0]}"? ' if near else ""
            self.fault(
                node,
                "bad-choice",
                f'{where} "{value}" tidak dikenal',
                "Hanya kata dari daftar tertutup yang dimengerti program.",
                f"{hint}Pilih salah satu: {', '.join(sorted(allowed))}.",
            )
        return value

    def day(self, node: Node | None, where: str) -> str | None:
        """An ISO date as text, None when null."""
        value = self.text_or_none(node, where)
        if value is not None:
            try:
                if len(value) != 10:
                    raise ValueError(value)
                date.fromisoformat(value)
            except ValueError:
                self.fault(
                    node,
                    "bad-date",
                    f'{where} "{value}" bukan tanggal',
                    "Tanggal dipakai untuk menentukan SOP yang berlaku.",
                    "Tulis tahun-bulan-hari, contoh 2023-03-01, atau null.",
                )
                return None
        return value

    def plain(self, node: Node, where: str, depth: int = 0) -> Any:
        """Any value as builtins. Refuses tags and nesting that is too deep."""
        if depth > _DEEPEST:
            self.fault(
                node,
                "too-deep",
                f"{where} bersarang terlalu dalam",
                "Pilihan sebuah tindakan adalah data sederhana.",
                f"Ratakan: paling banyak {_DEEPEST} tingkat.",
            )
            return None
        if isinstance(node, SequenceNode):
            return [self.plain(item, where, depth + 1) for item in node.value]
        if isinstance(node, MappingNode):
            table = self.table(node, where)
            return {key: self.plain(value, where, depth + 1) for key, value in table.items()}
        if node.tag == STR:
            return node.value
        if node.tag == INT:
            return int(node.value)
        if node.tag == FLOAT:
            return float(node.value)
        if node.tag == BOOL:
            return node.value == "true"
        if node.tag != NULL:
            self._wrong(node, where, "nilai tanpa tag")
        return None

    def twice(self, node: Node | None, where: str, value: str) -> None:
        """Note that ``value`` was already taken."""
        self.fault(
            node,
            "duplicate-id",
            f'{where} "{value}" sudah dipakai',
            "Dua hal dengan nama yang sama tidak dapat dibedakan.",
            "Beri nama lain, atau hapus salah satu.",
        )

    def _wrong(self, node: Node, where: str, wanted: str) -> None:
        if isinstance(node, MappingNode):
            got = "pasangan kunci: nilai"
        elif isinstance(node, SequenceNode):
            got = "daftar"
        else:
            got = _KINDS.get(node.tag, f"tag {node.tag}")
        write = f"Tulis {wanted}."
        if wanted == "teks" and isinstance(node, ScalarNode):
            write = f'Tulis di dalam tanda kutip: "{node.value}".' if node.value else "Tulis teks."
        self.fault(
            node,
            "wrong-type",
            f"{where} harus {wanted}, yang tertulis {got}",
            "Nilai dengan jenis yang salah akan dibaca lain dari maksudnya.",
            write,
        )


def is_null(node: Node) -> bool:
    """Whether a node is an explicit null."""
    return isinstance(node, ScalarNode) and node.tag == NULL
