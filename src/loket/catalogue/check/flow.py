"""Does the sheet lead somewhere: targets, exits, reachable steps, a way to the end."""

from __future__ import annotations

from loket.catalogue.check.look import Look
from loket.core.sheet import END_DONE, ENDS, NO, YES, Step

YES_NO = (YES, NO)


def check_flow(look: Look) -> None:
    """Targets exist, decisions have their exits, no step hangs loose, none is a trap."""
    decided = [step for step in look.sheet.steps if step.decision is not None]
    for step in look.sheet.steps:
        _check_targets(look, step)
    for step in decided:
        _check_exits(look, step)
    if not look.targets_exist() or any(not set(YES_NO) <= step.exits().keys() for step in decided):
        return  # where a way is missing, what it should reach is not lost as well
    first = look.sheet.steps[0]
    reached = look.reached_from(first.id) | {first.id}
    for step in look.sheet.steps:
        if step.id not in reached:
            look.fault(
                ("steps", step.id),
                "unreachable-step",
                f"kegiatan {step.id} tidak dapat dicapai",
                "Tidak ada kegiatan yang menuju ke sini, jadi baris ini tidak pernah dikerjakan.",
                f"Arahkan next atau pilihan ke {step.id}, atau hapus next yang melompatinya.",
            )
    _check_ends(look, reached)


def _check_targets(look: Look, step: Step) -> None:
    for exit_name, target in step.exits().items():
        if target not in look.steps and target not in ENDS:
            path = ("decision", "exits", exit_name) if step.decision else ("next",)
            look.fault(
                ("steps", step.id, *path),
                "bad-target",
                f'kegiatan {step.id}: tujuan "{target}" tidak ada',
                "Berkas yang sampai di sini tidak tahu ke mana ia pergi.",
                f"Pilih salah satu: {', '.join([*look.steps, *ENDS])}.",
            )


def _check_exits(look: Look, step: Step) -> None:
    exits = step.exits()
    missing = [name for name in YES_NO if name not in exits]
    if missing:
        look.fault(
            ("steps", step.id, "decision"),
            "decision-exits",
            f"kegiatan {step.id}: keputusan tanpa pilihan {' dan '.join(missing)}",
            "Setiap keputusan dapat dijawab ya dan tidak; pilihan lain boleh ditambahkan.",
            "Tulis `exits: {yes: <kegiatan>, no: <kegiatan>}`. Bila naskah tidak menunjukkan "
            "tujuan penolakan: kembali ke penyusunnya, dengan `inferred: [decision.no]`.",
        )
    elif len(set(exits.values())) == 1:
        look.fault(
            ("steps", step.id, "decision", "exits"),
            "decision-same",
            f"kegiatan {step.id}: semua pilihan menuju {exits[YES]}",
            "Keputusan yang tidak mengubah arah bukan keputusan.",
            "Bedakan tujuannya, atau hapus decision.",
        )


def _check_ends(look: Look, reached: set[str]) -> None:
    def ends_of(step_id: str) -> set[str]:
        ways = look.reached_from(step_id) | {step_id}
        return {
            target for way in ways for target in look.steps[way].exits().values() if target in ENDS
        }

    first = look.sheet.steps[0]
    if END_DONE not in ends_of(first.id):
        look.fault(
            ("steps", first.id),
            "no-way-to-done",
            f"tidak ada jalan dari {first.id} ke {END_DONE}",
            "Permohonan yang benar pun tidak pernah selesai.",
            f"Arahkan kegiatan terakhir ke {END_DONE} (atau hapus next-nya).",
        )
        return
    for step in look.sheet.steps:
        if step.id in reached and not ends_of(step.id):
            look.fault(
                ("steps", step.id),
                "dead-end",
                f"dari kegiatan {step.id} tidak ada jalan keluar",
                "Berkas yang sampai di sini berputar selamanya.",
                f"Beri salah satu pilihannya tujuan {END_DONE}, end:rejected, atau end:cancelled.",
            )
