"""Does the work do what the sheet promises: actions, parts, exits, proofs."""

from __future__ import annotations

from difflib import get_close_matches

from loket.catalogue.check.look import Look, parts_of
from loket.core.sheet import ARTIFACT_KINDS, Step, StepWork, WorkEntry


def check_work(look: Look) -> None:
    """Every step has work or is manual, every entry can run, every output is proved."""
    for step_id in look.work.steps:
        if step_id not in look.steps:
            look.fault(
                ("work", step_id),
                "work-unknown-step",
                f"work memuat {step_id}, yang bukan kegiatan SOP ini",
                "Tindakan ini tidak akan pernah dijalankan.",
                f"Pilih salah satu: {', '.join(look.steps)}.",
            )
    names: dict[str, str] = {}
    for step in look.sheet.steps:
        work = look.work_of(step)
        if not work.entries and work.manual is None:
            look.fault(
                ("work", step.id) if step.id in look.work.steps else ("steps", step.id),
                "work-missing",
                f"kegiatan {step.id} tanpa work",
                "Program tidak tahu apa yang dikerjakan di baris ini.",
                f"Tulis `work: {{{step.id}: [{{do: …}}]}}`, atau `{step.id}: {{manual: <alasan>}}` "
                "untuk pekerjaan yang tidak menyentuh program.",
            )
            continue
        for position, entry in enumerate(work.entries):
            _check_entry(look, step, position, entry)
            if entry.named is not None:
                _check_name(look, step, position, entry.named, names)
        if work.manual is None:
            _check_outputs(look, step, work)


def _check_name(look: Look, step: Step, position: int, name: str, names: dict[str, str]) -> None:
    if name in names or (name in look.steps and name != step.id):
        owner = f"di kegiatan {names[name]}" if name in names else "sebagai id kegiatan"
        look.fault(
            ("work", step.id, position, "as"),
            "name-taken",
            f'kegiatan {step.id}: as "{name}" sudah dipakai {owner}',
            "as adalah awalan fakta; dua tindakan akan saling menimpa.",
            "Beri nama lain.",
        )
    names.setdefault(name, step.id)


def _check_entry(look: Look, step: Step, position: int, entry: WorkEntry) -> None:
    path = ("work", step.id, position)
    where = f"work.{step.id} butir {position + 1}"
    if entry.part is not None and entry.part not in step.actors:
        look.fault(
            (*path, "part"),
            "part-not-in-row",
            f"{where}: part {entry.part} tidak ada di baris ini",
            "Formulir tindakan ini tidak akan muncul pada siapa pun.",
            f"Pilih salah satu: {', '.join(step.actors)}.",
        )
    if entry.exit is not None:
        _check_exit(look, step, path, where, entry)
    for output, kind in entry.proves.items():
        if output not in step.outputs:
            near = get_close_matches(output, step.outputs, 1, 0.5)
            hint = f'Maksud Anda "{near[0]}"? ' if near else ""
            look.fault(
                (*path, "proves", output),
                "output-unknown",
                f'{where}: "{output}" bukan output kegiatan {step.id}',
                "Bukti dipasangkan dengan output yang tercetak, huruf demi huruf.",
                f"{hint}Output baris ini: {'; '.join(step.outputs) or 'tidak ada'}.",
            )
        if kind not in ARTIFACT_KINDS:
            look.fault(
                (*path, "proves", output),
                "kind-unknown",
                f'{where}: jenis bukti "{kind}" tidak dikenal',
                "Bukti disimpan menurut jenisnya.",
                f"Pilih salah satu: {', '.join(sorted(ARTIFACT_KINDS))}.",
            )
    if entry.do is not None:
        _check_action(look, path, where, entry)
    elif entry.same_as is not None:
        _check_same_as(look, step, path, where, entry)
    book = entry.options.get("book")
    if book is not None and look.office and book not in {one.id for one in look.office.books}:
        look.fault(
            (*path, "book"),
            "book-unknown",
            f'{where}: buku "{book}" tidak ada di office.yaml {look.office.id}',
            "Nomor diambil dari buku instansi.",
            f"Tulis di books, atau pilih: {', '.join(one.id for one in look.office.books)}.",
        )


def _check_exit(
    look: Look, step: Step, path: tuple[str | int, ...], where: str, entry: WorkEntry
) -> None:
    exits = step.exits()
    if step.decision is None:
        look.fault(
            (*path, "exit"),
            "exit-without-decision",
            f"{where}: exit di kegiatan tanpa keputusan",
            "exit membatasi tindakan pada satu pilihan keputusan.",
            f"Hapus exit, atau beri kegiatan {step.id} sebuah decision.",
        )
    elif entry.exit not in exits:
        look.fault(
            (*path, "exit"),
            "exit-unknown",
            f'{where}: pilihan "{entry.exit}" tidak ada',
            "Tindakan ini tidak akan pernah dijalankan.",
            f"Pilih salah satu: {', '.join(exits)}.",
        )
    elif not set(parts_of(step, entry)) <= set(step.deciders()):
        look.fault(
            (*path, "exit"),
            "exit-not-a-decider",
            f"{where}: exit pada {', '.join(parts_of(step, entry))}, yang tidak memutuskan",
            "Ia selesai sebelum pilihan diambil; tindakannya tidak dapat menunggu pilihan itu.",
            f"Hapus exit, atau beri part yang memutuskan: {', '.join(step.deciders())}.",
        )


def _check_action(look: Look, path: tuple[str | int, ...], where: str, entry: WorkEntry) -> None:
    name = entry.do or ""
    if name not in look.actions:
        known = [action.name for action in look.actions]
        near = get_close_matches(name, known, 3, 0.5)
        look.fault(
            (*path, "do"),
            "action-unknown",
            f'{where}: tindakan "{name}" tidak dikenal',
            "Kegiatan ini tidak dapat dikerjakan.",
            f"Maksud Anda {' atau '.join(near)}?"
            if near
            else f"Yang terdaftar: {', '.join(known) or 'tidak ada'}.",
        )
        return
    _check_refers(look, path, where, entry)
    leaves = look.actions.get(name).leaves
    for output, kind in entry.proves.items():
        if kind in ARTIFACT_KINDS and kind not in leaves:
            look.fault(
                (*path, "proves", output),
                "action-cannot-leave",
                f"{where}: {name} tidak meninggalkan {kind}",
                f'Output "{output}" tidak akan pernah berbukti.',
                f"{name} meninggalkan: {', '.join(sorted(leaves)) or 'tidak ada'}. "
                "Ganti jenisnya atau tindakannya.",
            )


def _check_refers(look: Look, path: tuple[str | int, ...], where: str, entry: WorkEntry) -> None:
    """What an entry says of another entry must be the ``as`` of one."""
    named = {
        one.named or step_id
        for step_id, work in look.work.steps.items()
        for one in work.entries
        if one is not entry
    }
    for option in look.actions.get(entry.do or "").refers:
        value = entry.options.get(option)
        if value is None or str(value) in named:
            continue
        near = get_close_matches(str(value), sorted(named), 1, 0.5)
        look.fault(
            (*path, option),
            "refers-to-nothing",
            f'{where}: {option} "{value}" bukan as tindakan lain di SOP ini',
            "Tindakan ini tidak akan menemukan yang dirujuknya.",
            f'Maksud Anda "{near[0]}"?'
            if near
            else f"Pilih salah satu: {', '.join(sorted(named))}.",
        )


def _check_same_as(
    look: Look, step: Step, path: tuple[str | int, ...], where: str, entry: WorkEntry
) -> None:
    other = look.steps.get(entry.same_as or "")
    if other is None or other.id == step.id:
        look.fault(
            (*path, "same_as"),
            "same-as-unknown",
            f'{where}: same_as "{entry.same_as}" bukan kegiatan lain di SOP ini',
            "same_as memakai bukti yang ditinggalkan kegiatan lain.",
            f"Pilih salah satu: {', '.join(one for one in look.steps if one != step.id)}.",
        )
        return
    work = look.work_of(other)
    left = {kind for one in work.entries if one.do for kind in one.proves.values()}
    if work.manual is not None and other.outputs:
        left.add("note")
    for output, kind in entry.proves.items():
        if kind not in left and kind in ARTIFACT_KINDS:
            look.fault(
                (*path, "proves", output),
                "same-as-kind",
                f"{where}: kegiatan {other.id} tidak meninggalkan {kind}",
                f'Output "{output}" menunjuk bukti yang tidak ada.',
                f"{other.id} meninggalkan: {', '.join(sorted(left)) or 'tidak ada'}.",
            )
    if step.id not in look.reached_from(other.id):
        look.fault(
            (*path, "same_as"),
            "same-as-later",
            f"{where}: kegiatan {other.id} tidak mendahului {step.id}",
            "Bukti belum ada ketika kegiatan ini dikerjakan.",
            f"Pilih kegiatan yang dikerjakan sebelum {step.id}.",
        )


def _check_outputs(look: Look, step: Step, work: StepWork) -> None:
    for position, output in enumerate(step.outputs):
        path = ("steps", step.id, "outputs", position)
        provers = [entry for entry in work.entries if output in entry.proves]
        unproved = not provers
        if step.mode == "any" and provers:
            proving = {part for entry in provers for part in parts_of(step, entry)}
            unproved = not set(step.actors) <= proving
        if unproved:
            look.fault(
                path,
                "output-unproved",
                f'kegiatan {step.id}: output "{output}" tanpa bukti',
                "Setiap output yang tercetak harus dapat ditunjukkan kembali.",
                f"Tulis di work.{step.id}: `proves: {{{output}: <jenis>}}` pada tindakan yang "
                "meninggalkannya (baris any: pada setiap pelaksana).",
            )
        elif _proved_twice(step, provers):
            look.fault(
                path,
                "output-proved-twice",
                f'kegiatan {step.id}: output "{output}" dibuktikan dua kali',
                "Satu output adalah satu bukti; yang kedua tidak jelas kedudukannya.",
                "Sisakan satu proves untuk setiap pilihan keputusan.",
            )


def _proved_twice(step: Step, provers: list[WorkEntry]) -> bool:
    for n, one in enumerate(provers):
        for other in provers[n + 1 :]:
            same_exit = one.exit is None or other.exit is None or one.exit == other.exit
            shared = set(parts_of(step, one)) & set(parts_of(step, other))
            if same_exit and (shared or step.mode in ("one", "in_order")):
                return True
    return False
