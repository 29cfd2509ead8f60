"""``loket case``: one case as the database keeps it."""

from __future__ import annotations

import json
from typing import Any

import click

from loket.config.cli import refuse, start_django


@click.group(help="Baca satu permohonan.")
def case() -> None:
    pass


@case.command()
@click.argument("reference", metavar="ID")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def log(reference: str, form: str) -> None:
    """Cetak semua tindakan sebuah permohonan, menurut urutan terjadinya.

    ID: nomor baris, kode publik, atau kantor/nomor. Rantai sidik jari tindakan ikut diperiksa;
    bila putus, isinya tetap dicetak dan perintah ini berakhir dengan 1.
    """
    start_django()
    from loket.cases import api
    from loket.core.chain import BrokenChain
    from loket.core.refused import Refused

    try:
        answer = api.log(reference)
    except Refused as refused:
        refuse(refused.reason)
        return
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2) if form == "json" else text(answer))
    try:
        api.verify_case(answer["office"], answer["case"])
    except BrokenChain as broken:
        refuse(f"Rantai tindakan putus: {broken}")


def text(answer: dict[str, Any]) -> str:
    """One line for the case and one for each act. Values of persons are left to JSON."""
    lines = [
        f"{answer['office']} {answer['number']}  {answer['procedure']}"
        f" v{answer['version']} r{answer['revision']}  {answer['state']}"
    ]
    for act in answer["acts"]:
        by = act["by"]
        who = by.get("party") or by.get("system") or f"{by.get('post')}/{by.get('officer')}"
        capacity = by.get("capacity") or ""
        step = "/".join(part for part in (act.get("step"), act.get("part")) if part)
        lines.append(
            f"{act['seq']:>3}  {act['at']}  {act['kind']:<12} {step:<28} {who} {capacity}".rstrip()
            + f"  {act['hash'][:12]}"
        )
    return "\n".join(lines)
