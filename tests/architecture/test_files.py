"""What a source file may be called, how long it may be, and what it may not mention."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.tree import PACKAGE, ROOT, files, name_of

MOST_LINES = 400
EXEMPT = re.compile(r"(/migrations/|/locale/|^sops/|^uv\.lock$|^LICENSE$|^docs/pictures/)")
SOURCES = (".py", ".html", ".css", ".js", ".typ", ".toml", ".ini", ".md", ".yaml", ".yml", ".sh")
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "lib", "shared", "tools"}
TEXT = (*SOURCES, ".txt", ".svg", ".json", ".importlinter", ".lock", "Makefile", "run")
SOMEBODYS_HOME = re.compile(r"(?<![\w.-])/(?:home|Users)/\w+|(?<![\w.-])/root/\w+|C:\\Users")


def test_no_source_file_has_400_lines_or_more():
    long = {
        name_of(path): count
        for path in files(*SOURCES)
        if not EXEMPT.search(name_of(path))
        and (count := len(path.read_text("utf-8").splitlines())) >= MOST_LINES
    }
    assert long == {}, "make it a package of the same name, one verb per file"


def test_no_file_has_a_name_that_says_nothing():
    vague = [
        name_of(path)
        for path in files()
        if VAGUE & {path.stem, *path.relative_to(ROOT).parent.parts}
    ]
    assert vague == [], "name the file after its one subject"


def test_no_file_names_a_place_on_somebodys_machine():
    places = [SOMEBODYS_HOME]
    if len(ROOT.parts) > 2:  # where this very copy lies
        places.append(re.compile(rf"(?<![\w./-]){re.escape(ROOT.as_posix())}\b"))
        places.append(re.compile(rf"(?<![\w./-]){re.escape(ROOT.parent.as_posix())}/"))
    found = [
        f"{name_of(path)}:{number}"
        for path in files(*TEXT)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if any(place.search(line) for place in places)
    ]
    assert found == []


def test_links_of_the_documents_stay_in_the_tree_and_lead_somewhere():
    broken = []
    for path in files(".md"):
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text("utf-8")):
            if re.match(r"[a-z]+:", link):
                continue
            target = (path.parent / link).resolve()
            if not target.is_relative_to(ROOT) or not target.exists():
                broken.append(f"{name_of(path)}: {link}")
    assert broken == []


def test_every_test_sits_in_a_package_named_tests():
    lost = [
        name_of(path)
        for path in files(".py", under=PACKAGE)
        if path.name.startswith("test_") and "tests" not in path.parts
    ]
    assert lost == []


def test_every_package_folder_is_a_package():
    """A folder without __init__ is invisible to the import linter."""
    bare = {
        name_of(folder)
        for path in files(".py", under=PACKAGE)
        for folder in [path.parent]
        if not Path(folder, "__init__.py").exists()
    }
    assert bare == set()
