"""Every action and every setting is described, and every action is tried in a test."""

from __future__ import annotations

import re

from loket.cases import api
from tests.architecture.tree import PACKAGE, ROOT, files

DEVELOPERS = ROOT / "docs" / "developers"


def actions():
    """The product's own; tests register theirs beside them."""
    return [one for one in api.registry if ".tests." not in one.apply.__module__]


def headings(name):
    text = (DEVELOPERS / name).read_text("utf-8")
    return set(re.findall(r"^#+\s+`([^`]+)`", text, re.MULTILINE))


def test_every_action_has_a_heading_in_the_documents():
    assert {action.name for action in actions()} == headings("actions.md")


def test_every_action_says_in_a_sentence_what_it_does():
    assert [a.name for a in actions() if not a.purpose.endswith(".")] == []


def test_every_action_is_named_in_a_test():
    tried = "".join(
        path.read_text("utf-8")
        for path in files(".py", ".yaml")
        if "tests" in path.parts or path.name == "scenarios.yaml"
    )
    assert [action.name for action in actions() if action.name not in tried] == []


def test_every_setting_from_outside_has_a_heading_in_the_documents():
    read = set()
    for path in files(".py", under=PACKAGE):
        read |= set(re.findall(r"""environ(?:\.get\(|\[)\s*["'](\w+)""", path.read_text("utf-8")))
    assert read == headings("settings.md")
