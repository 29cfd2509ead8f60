"""Who acts: labels used, labels bound to posts, deciders that sit in their row."""

from __future__ import annotations

from loket.catalogue.check.look import Look
from loket.core.sheet import Actor, Step


def check_actors(look: Look) -> None:
    """Every label is used and somebody can act for it; every decider belongs to its row."""
    actors = {actor.id: actor for actor in look.sheet.actors}
    used = {actor for step in look.sheet.steps for actor in step.actors}
    labels: set[str] = set()
    for actor in actors.values():
        if actor.label in labels:
            look.fault(
                ("actors", actor.id, "label"),
                "label-twice",
                f'kolom "{actor.label}" ditulis dua kali',
                "Satu label adalah satu kolom di lembar yang tercetak.",
                "Pakai satu pelaksana untuk keduanya, atau bedakan labelnya.",
            )
        labels.add(actor.label)
        if actor.id not in used:
            look.fault(
                ("actors", actor.id),
                "unused-actor",
                f"pelaksana {actor.id} tidak mengerjakan satu kegiatan pun",
                "Kolom kosong di lembar tercetak biasanya berarti pelaksana sebuah baris terlewat.",
                "Pakai di actor sebuah kegiatan, hapus barisnya, atau terima di accepted.yaml.",
            )
        _check_posts(look, actor)
    for label in look.work.posts:
        if label not in actors:
            look.fault(
                ("posts", label),
                "posts-unknown-actor",
                f"posts menyebut {label}, yang bukan pelaksana SOP ini",
                "Jabatan dihubungkan dengan kolom lembar, bukan sebaliknya.",
                f"Pilih salah satu: {', '.join(actors)}.",
            )
    for step in look.sheet.steps:
        _check_row(look, step, actors)
    if not any(actor.is_officer for actor in actors.values()):
        look.fault(
            ("actors",),
            "no-officer",
            "tidak ada pelaksana dari instansi",
            "Kegiatan pemohon dicatat oleh petugas di baris sebelahnya; di sini tidak ada.",
            "Tambahkan pelaksana tanpa party dan outside.",
        )


def _check_posts(look: Look, actor: Actor) -> None:
    posts = look.work.posts.get(actor.id)
    if not actor.is_officer:
        if posts is not None:
            look.fault(
                ("posts", actor.id),
                "posts-for-outsider",
                f"posts.{actor.id}: pelaksana ini pihak atau instansi luar",
                "Pihak permohonan dan instansi luar tidak memegang jabatan di sini.",
                "Hapus dari posts, atau hapus party/outside di actors.",
            )
        return
    if not posts:
        look.fault(
            ("actors", actor.id),
            "post-missing",
            f"pelaksana {actor.id} ({actor.label}) tanpa jabatan",
            "Tugasnya tidak akan sampai kepada siapa pun.",
            f"Tulis `posts: {{{actor.id}: [<jabatan di office.yaml>]}}`; untuk orang luar: "
            f"`{actor.id}: {{label: …, party: pemohon}}` atau `outside: <nama instansi>`.",
        )
        return
    if look.office is None:
        return
    known = {post.id for post in look.office.posts}
    for position, post in enumerate(posts):
        if post not in known:
            look.fault(
                ("posts", actor.id, position),
                "post-unknown",
                f'posts.{actor.id}: jabatan "{post}" tidak ada di office.yaml {look.office.id}',
                "Wewenang melekat pada jabatan instansi.",
                f"Tambahkan di office.yaml, atau pilih: {', '.join(sorted(known))}.",
            )


def _check_row(look: Look, step: Step, actors: dict[str, Actor]) -> None:
    for actor in step.actors:
        if actor not in actors:
            look.fault(
                ("steps", step.id, "actor"),
                "actor-unknown",
                f'kegiatan {step.id}: pelaksana "{actor}" tidak ada di actors',
                "Pelaksana sebuah baris adalah salah satu kolom lembar.",
                f"Pilih salah satu: {', '.join(actors)}.",
            )
    outsiders = [one for one in step.actors if one in actors and not actors[one].is_officer]
    if outsiders and len(step.actors) > 1:
        look.fault(
            ("steps", step.id, "actor"),
            "outsider-shares-row",
            f"kegiatan {step.id}: {outsiders[0]} berbagi baris dengan pelaksana lain",
            "Baris pemohon dan instansi luar berdiri sendiri: jam layanan berhenti di sana.",
            f"Pisahkan menjadi dua kegiatan, satu untuk {outsiders[0]}.",
        )
    deciders = step.decision.decided_by if step.decision else ()
    strangers = [one for one in deciders if one not in step.actors]
    if strangers:
        look.fault(
            ("steps", step.id, "decision", "decided_by"),
            "decider-not-in-row",
            f"kegiatan {step.id}: {', '.join(strangers)} memutuskan tetapi tidak ada di baris ini",
            "Hanya yang mengerjakan baris ini yang dapat memilih jalannya.",
            f"Pilih dari: {', '.join(step.actors)}.",
        )
    if step.decision is not None and not deciders:
        look.fault(
            ("steps", step.id, "decision"),
            "decider-missing",
            f"kegiatan {step.id}: decided_by kosong",
            "Keputusan tanpa pemutus tidak pernah diambil.",
            "Hapus decided_by (yang terakhir memutuskan), atau pilih dari: "
            f"{', '.join(step.actors)}.",
        )
    if step.mode == "any" and deciders and set(deciders) != set(step.actors):
        look.fault(
            ("steps", step.id, "decision", "decided_by"),
            "decider-any",
            f"kegiatan {step.id}: baris any hanya diputuskan sebagian pelaksananya",
            "Siapa pun yang mengambil baris any menyelesaikannya sendiri, termasuk keputusannya.",
            "Hapus decided_by.",
        )
