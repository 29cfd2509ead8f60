"""Borders that the import linter cannot see: rows, doors and templates."""

from __future__ import annotations

import ast
import re

from django.apps import apps

from tests.architecture.tree import PACKAGE, SOURCE, app_of, files, layers, module_of, name_of

OPEN_TO_ALL = {"core", "ui", "paper", ""}  # plain values, and the parts pages are made of
DJANGOS = {"auth", "contenttypes", "sessions"}


def models():
    return [model for model in apps.get_models() if model.__module__.startswith("loket.")]


def test_foreign_keys_run_down_the_layers():
    ranks, wrong = layers(), []
    for model in models():
        home = app_of(model.__module__)
        for field in model._meta.get_fields():
            if not (field.is_relation and field.concrete and field.related_model):
                continue
            other = field.related_model
            if other._meta.app_label in DJANGOS:
                continue
            away = app_of(other.__module__)
            if away != home and ranks[away] >= ranks[home]:
                wrong.append(f"{model._meta.label}.{field.name} -> {other._meta.label}")
    assert wrong == []


def imported(path):
    """Every module of ours that a file imports, as written out in full."""
    module = module_of(path)
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*parts, base]).rstrip(".")
            # `from loket.office import api` names the door in its list of names
            yield from (f"{base}.{alias.name}" for alias in node.names)


def test_from_another_app_only_its_api_is_imported():
    wrong = []
    for path in files(".py", under=PACKAGE):
        home, is_test = app_of(module_of(path)), "tests" in path.parts
        for name in imported(path):
            away = app_of(name)
            if not name.startswith("loket.") or away == home or away in OPEN_TO_ALL:
                continue
            inside = name.removeprefix(f"loket.{away}").lstrip(".").split(".")[0]
            if away != "config" and inside != "api" and not (is_test and inside == "tests"):
                wrong.append(f"{name_of(path)}: {name}")
    assert wrong == []


def templates():
    for path in files(".html", under=PACKAGE):
        parts = path.relative_to(SOURCE).parts
        if "templates" in parts and "tests" not in parts:
            place = parts.index("templates")
            label = parts[place - 1]
            yield path, label, "/".join(parts[place + 1 :])


def test_a_template_lies_in_the_folder_of_its_app():
    assert [
        name_of(path) for path, label, name in templates() if not name.startswith(f"{label}/")
    ] == []


def test_templates_take_by_literal_name_from_their_own_app_or_ui():
    wrong = []
    for path, label, _ in templates():
        for tag, what in re.findall(r"{%-?\s*(extends|include)\s+(\S+)", path.read_text("utf-8")):
            literal = re.fullmatch(r"""["']([^"']+)["']""", what)
            if literal and literal[1].startswith((f"{label}/", "ui/")):
                continue
            # The page part of an action comes by the name that its registration gives.
            if tag == "include" and not literal and what.endswith(".page"):
                continue
            wrong.append(f"{name_of(path)}: {tag} {what}")
    assert wrong == []


def test_python_names_only_templates_of_its_own_app_or_ui():
    wrong = []
    for path in files(".py", under=PACKAGE):
        app = app_of(module_of(path)).rpartition(".")[2]
        if "tests" in path.parts or app == "config":
            continue
        for name in re.findall(r"""["']([\w/-]+\.html)["']""", path.read_text("utf-8")):
            if not name.startswith((f"{app}/", "ui/")):
                wrong.append(f"{name_of(path)}: {name}")
    assert wrong == []


def test_no_template_holds_script_or_style_of_its_own():
    """The content security policy forbids both, so they would silently do nothing."""
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)|<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:", re.IGNORECASE
    )
    assert [
        f"{name_of(path)}: {found[0].strip()}"
        for path, _, _ in templates()
        if (found := inline.search(path.read_text("utf-8")))
    ] == []
