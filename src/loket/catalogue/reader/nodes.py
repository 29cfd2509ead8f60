"""YAML 1.2 core as nodes with line numbers, read by libyaml.

PyYAML's own rules are YAML 1.1: ``yes``, ``no`` and ``on`` would be booleans and
``2018-02-25`` a date. Here only ``true`` and ``false`` are booleans, ``null``, ``~`` and
nothing are null, and everything that is no number is text. Nothing is constructed: the
readers walk the nodes themselves, so no tag of a file can make an object.
"""

from __future__ import annotations

import re
from typing import Any

from yaml import YAMLError
from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

__all__ = [
    "BOOL",
    "FLOAT",
    "INT",
    "NULL",
    "STR",
    "MappingNode",
    "Node",
    "ScalarNode",
    "SequenceNode",
    "YAMLError",
    "compose",
    "line_at",
]

STR = "tag:yaml.org,2002:str"
INT = "tag:yaml.org,2002:int"
FLOAT = "tag:yaml.org,2002:float"
BOOL = "tag:yaml.org,2002:bool"
NULL = "tag:yaml.org,2002:null"
SEQ = "tag:yaml.org,2002:seq"
MAP = "tag:yaml.org,2002:map"

_WORDS = {"true": BOOL, "false": BOOL, "null": NULL, "~": NULL, "": NULL}
_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_NUMBER_STARTS = frozenset("0123456789-+.")


class _Composer(CParser):
    """libyaml's composer with the narrowed resolver; the three methods are what it calls."""

    def descend_resolver(self, parent: Node | None, index: Any) -> None:
        return None

    def ascend_resolver(self) -> None:
        return None

    def resolve(self, kind: type[Node], value: str, implicit: Any) -> str:
        if kind is ScalarNode:
            if not implicit[0]:
                return STR
            word = _WORDS.get(value)
            if word is not None:
                return word
            if value[0] in _NUMBER_STARTS:
                if _INT.match(value):
                    return INT
                if _FLOAT.match(value):
                    return FLOAT
            return STR
        return SEQ if kind is SequenceNode else MAP


def compose(content: bytes) -> Node | None:
    """The root node of one YAML document, None when it is empty. Raises YAMLError."""
    composer = _Composer(content)
    try:
        return composer.get_single_node()
    finally:
        composer.dispose()


def line_at(root: Node | None, path: tuple[str | int, ...]) -> int:
    """The line (from 1) of the deepest part of ``path`` that exists under ``root``.

    A text part is a key, or the ``id`` of an item of a list; a number is a position.
    """
    line = 1 if root is None else root.start_mark.line + 1
    node = root
    for part in path:
        found: tuple[int, Node] | None = None
        if isinstance(node, MappingNode):
            for key, value in node.value:
                if key.value == str(part):
                    found = (key.start_mark.line + 1, value)
        elif isinstance(node, SequenceNode):
            for position, item in enumerate(node.value):
                if position == part or _has_id(item, part):
                    found = (item.start_mark.line + 1, item)
                    break
        if found is None:
            break
        line, node = found
    return line


def _has_id(node: Node, wanted: str | int) -> bool:
    return isinstance(node, MappingNode) and any(
        key.value == "id" and value.value == wanted for key, value in node.value
    )
