"""``loket rehearse``: walk SOPs through every arrow on scratch data, through the real services."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from loket.config.cli import say, start_django
from loket.config.data_directory import SIMULATION_MARK


@click.command()
@click.argument("names", nargs=-1, metavar="[ID|INSTANSI]…")
@click.option("--all", "everything", is_flag=True, help="Semua SOP di direktori paket")
@click.option("--sops", default="sops", show_default=True, type=click.Path(path_type=Path))
@click.option("--scenarios", is_flag=True, help="Mainkan situasi di scenarios.yaml, bukan panah")
@click.option("--keep", type=click.Path(path_type=Path), help="Simpan data gladi di direktori ini")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def rehearse(
    names: tuple[str, ...],
    everything: bool,
    sops: Path,
    scenarios: bool,
    keep: Path | None,
    form: str,
) -> None:
    """Gladi SOP: setiap panah dilalui satu kali oleh jabatannya, di data sementara."""
    if not names and not everything:
        raise click.UsageError("Sebut ID SOP atau instansi, atau pakai --all.")
    data = keep or Path(tempfile.mkdtemp(prefix="loket-gladi-"))
    if keep is not None and any(data.glob("db.sqlite3")):
        raise click.UsageError(f"{data} sudah berisi data. Pilih direktori lain.")
    try:
        one = _played if scenarios else _one
        answer = _rehearse(names, everything, sops, data.absolute(), one)
    finally:
        if keep is None:
            shutil.rmtree(data, ignore_errors=True)
    click.echo(
        json.dumps(answer, ensure_ascii=False, indent=2)
        if form == "json"
        else (_told(answer) if scenarios else _text(answer))
    )
    if answer["failed"]:
        raise SystemExit(1)


def _rehearse(
    names: tuple[str, ...], everything: bool, sops: Path, data: Path, one: Callable[..., Any]
) -> dict[str, Any]:
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    (data / SIMULATION_MARK).touch()
    os.environ["LOKET_DATA"] = str(data)
    os.environ["LOKET_SOPS"] = str(sops.absolute())
    os.environ.pop("DATABASE_URL", None)  # scratch data never touches an office's database
    start_django()
    from django.core.management import call_command

    from loket.catalogue import api as catalogue
    from loket.modules.procedures import api as procedures

    call_command("migrate", verbosity=0, interactive=False)
    library = catalogue.read_all(sops)
    chosen = [
        package for package in library.packages if everything or _named(package.folder, sops, names)
    ]
    scratch: dict[str, procedures.ScratchOffice] = {}
    answers = []
    for package in chosen:
        office_id = package.folder.relative_to(sops).parts[0]
        say(f"gladi {office_id}/{package.folder.parent.name}")
        if office_id in library.offices and office_id not in scratch:
            scratch[office_id] = procedures.ScratchOffice(library, office_id, sops / "parameters")
        answers.append(one(package, scratch.get(office_id)))
    failed = sum(_failed(answer) for answer in answers)
    if not chosen:
        raise click.UsageError("Tidak ada SOP dengan nama itu.")
    return {"procedures": answers, "failed": failed}


def _failed(one: dict[str, Any]) -> int:
    """Paths with a missing output or not ended; a procedure that did not load counts as one."""
    if one["error"]:
        return 1
    if "situations" in one:
        return sum(bool(told["faults"]) for told in one["situations"])
    return sum(bool(path["missing"]) or path["ended"] is None for path in one["paths"])


def _named(folder: Path, sops: Path, names: tuple[str, ...]) -> bool:
    office_id, procedure = folder.relative_to(sops).parts[:2]
    return office_id in names or f"{office_id}/{procedure}" in names


def _adopted(package: Any, scratch: Any) -> tuple[str, str | None]:
    """Name of the procedure, and why it could not be put in force (None: it was)."""
    from loket.core.refused import Refused

    name = f"{package.folder.parts[-3]}/{package.folder.parts[-2]}"
    faults = [fault.what for fault in package.findings]
    if package.procedure is None or scratch is None or faults:
        return name, "; ".join(faults) or "berkas instansi rusak"
    try:
        scratch.adopt(package)
    except Refused as refused:
        return name, refused.reason
    return name, None


def _one(package: Any, scratch: Any) -> dict[str, Any]:
    from loket.modules.procedures import api as procedures

    name, error = _adopted(package, scratch)
    if error is not None:
        return {"id": name, "paths": [], "error": error}
    paths = procedures.rehearse(scratch, package.procedure)
    error = None if paths else "tidak ada jalan sampai selesai"
    return {"id": name, "paths": procedures.as_json(paths), "error": error}


def _played(package: Any, scratch: Any) -> dict[str, Any]:
    """The situations of one package, played; an answer of its own beside that of the arrows."""
    from loket.catalogue import api as catalogue
    from loket.modules.procedures import api as procedures

    name, error = _adopted(package, scratch)
    if error is not None:
        return {"id": name, "situations": [], "error": error}
    try:
        told = catalogue.read_scenarios(package.folder)
    except catalogue.ScenarioFault as fault:
        return {"id": name, "situations": [], "error": str(fault)}
    played = [procedures.play(scratch, package.procedure, one) for one in told]
    situations = [{"situation": one.situation, "faults": one.faults} for one in played]
    return {"id": name, "situations": situations, "error": None}


def _told(answer: dict[str, Any]) -> str:
    lines = []
    for one in answer["procedures"]:
        well = sum(not told["faults"] for told in one["situations"])
        lines.append(
            f"{one['id']}: {well} dari {len(one['situations'])} situasi seperti diceritakan"
        )
        lines += [f"  {one['error']}"] if one["error"] else []
        for told in one["situations"]:
            lines += [f"  {told['situation']}: {fault}" for fault in told["faults"]]
    return "\n".join([*lines, f"{answer['failed']} gagal."])


def _text(answer: dict[str, Any]) -> str:
    lines = []
    for one in answer["procedures"]:
        well = sum(path["ended"] is not None and not path["missing"] for path in one["paths"])
        lines.append(f"{one['id']}: {well} dari {len(one['paths'])} jalan sampai akhir")
        if one["error"]:
            lines.append(f"  {one['error']}")
        for number, path in enumerate(one["paths"], start=1):
            if path["error"]:
                lines.append(f"  jalan {number}, setelah {path['steps'][-1]}: {path['error']}")
            lines += [
                f"  jalan {number}: keluaran {lost['output']} di {lost['step']} tidak ada"
                for lost in path["missing"]
            ]
    lines.append(f"{answer['failed']} gagal.")
    return "\n".join(lines)
