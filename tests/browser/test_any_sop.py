"""One SOP of the repository, another each day, brought from counter to handover through pages.

The seed is the day, or ``LOKET_SEED``; a failure names it, so that the same SOP can be played
again. The answers are those of the rehearsal, typed and clicked instead of sent.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from random import Random

from playwright.sync_api import Page, expect

from loket.cases.api.step_parts import entry_parts, party_part
from loket.catalogue import api as catalogue
from loket.core.sheet import Procedure, Step
from loket.modules.procedures.api import answer
from loket.ui.step_form import FormPart
from tests.browser import legalisation
from tests.browser.conftest import ROOT, Officer

SignIn = Callable[..., Officer]
SEED = os.environ.get("LOKET_SEED") or date.today().isoformat()
SIGN_IN = {"kasi-pemerintahan": "kasi-pemerintahan", "operator-siak": "operator"}


def chosen() -> Procedure:
    found = catalogue.read_all(ROOT / "sops").latest()
    return Random(SEED).choice(found)


def fill(page: Page, parts: Iterable[FormPart], folder: Path, today: date) -> None:
    """Type and click every answer that the form wants."""
    answers = answer(parts, today, lambda name, spec: None)
    for name, (value,) in answers.typed.items():
        box = page.locator(f'[name="{name}"]')
        if not box.count():
            continue  # a paper that an earlier answer has settled
        if value.startswith("data:image/png"):
            legalisation.draw(page)
        elif box.first.get_attribute("type") == "radio":
            page.locator(f'[name="{name}"][value="{value}"]').check(force=True)
        elif box.first.evaluate("one => one.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.first.fill(value)
    for name, file in answers.files.items():
        path = folder / str(file.name)
        path.write_bytes(file.read())
        page.locator(f'[name="{name}"]').set_input_files(path)


def parts_of(procedure: Procedure, step: Step) -> list[FormPart]:
    return [one.form for one in entry_parts(procedure, step, step.actors[0])]


def test_the_sop_of_the_day_goes_from_the_counter_to_its_end(
    officer: SignIn, tmp_path: Path
) -> None:
    procedure = chosen()
    print(f"LOKET_SEED={SEED} plays {procedure.id}")
    first, *rest = procedure.sheet.steps
    jfu = officer("jfu")
    signed_in = {"jfu": jfu}
    page = jfu.open(f"/baru/{procedure.id}/")
    today = date.fromisoformat(legalisation.today(page))
    party = party_part("pemohon", "Pemohon")
    fill(page, [party, *parts_of(procedure, first)], tmp_path, today)
    jfu.press("Terima permohonan")
    case = "/" + page.url.split("/", 3)[3].split("#")[0]
    for step in rest:
        post = procedure.work.posts[step.actors[0]][0]
        if post not in signed_in:
            signed_in[post] = officer(SIGN_IN.get(post, post))
        page = legalisation.take_up(signed_in[post], case)
        fill(page, parts_of(procedure, step), tmp_path, today)
        signed_in[post].press(f"Selesaikan langkah {step.n}")
    page = jfu.open(case)
    expect(page.get_by_text("Berkas selesai").first).to_be_visible()
    for step in procedure.sheet.steps:
        for output in step.outputs:
            expect(page.get_by_role("link", name=output, exact=True).first).to_be_visible()
