"""``scenarios.yaml`` of a package as values. ``yes`` and ``no`` are words, as in the sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from loket.catalogue.reader.nodes import (
    BOOL,
    INT,
    NULL,
    MappingNode,
    Node,
    SequenceNode,
    YAMLError,
    compose,
)
from loket.core.scenario import Scenario

SCENARIOS_FILE = "scenarios.yaml"


class ScenarioFault(ValueError):
    """A file of scenarios that cannot be played, with what is wrong."""


def read_scenarios(folder: Path) -> tuple[Scenario, ...]:
    """The situations of a version folder; none when it has no such file. Raises ScenarioFault
    for an unknown key, a wrong type, or text that is no YAML."""
    path = folder / SCENARIOS_FILE
    if not path.exists():
        return ()
    try:
        told = _plain(compose(path.read_bytes()))
        return msgspec.convert(told or [], tuple[Scenario, ...])
    except (msgspec.ValidationError, ValueError, YAMLError) as error:
        raise ScenarioFault(f"{path}: {error}") from error


def _plain(node: Node | None) -> Any:
    if node is None:
        return None
    if isinstance(node, MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [_plain(one) for one in node.value]
    if node.tag == INT:
        return int(node.value)
    if node.tag == BOOL:
        return bool(node.value == "true")
    return None if node.tag == NULL else str(node.value)
