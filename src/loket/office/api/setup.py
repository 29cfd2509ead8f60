"""Taking in an office as its file describes it."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from loket.core.office_file import OfficeFile
from loket.core.refused import Refused
from loket.office import rules as pure
from loket.office.api import clock
from loket.office.api.snapshot import forget
from loket.office.models import Delegation, Office, Post

Taker = Callable[[OfficeFile], None]
_takers: list[Taker] = []


def files_go_to(taker: Taker) -> None:
    """Let this take what an office's file says beside posts (its books, say), in the
    transaction of ``load_office``; once, when Django starts."""
    if taker not in _takers:
        _takers.append(taker)


def load_office(file: OfficeFile) -> Office:
    """Store an office, its posts and its standing delegations; reading it again corrects them.

    Posts that the file no longer names stay, since officers may hold them; delegations made in
    the office stay too, and one of the file that the office ended stays ended. Raises Refused
    for an unknown time zone, a superior or post that does not exist, and a circle in the tree
    of posts.
    """
    _sound(file)
    with transaction.atomic():
        office, _ = Office.objects.update_or_create(
            pk=file.id,
            defaults={
                "name": file.name,
                "kind": file.kind,
                "regency": file.regency,
                "province": file.province,
                "area_code": file.area_code,
                "timezone": file.timezone,
                "letterhead": list(file.letterhead),
                "address": file.address,
                "place": file.place,
                "hours_set": file.hours,
            },
        )
        posts = _posts(file)
        _delegations(file, posts)
        forget(file.id)
        for take in _takers:
            take(file)
    forget(file.id)
    return office


def _sound(file: OfficeFile) -> None:
    try:
        ZoneInfo(file.timezone)
    except (ZoneInfoNotFoundError, ValueError) as unknown:
        raise Refused("no_zone", f"Zona waktu {file.timezone} tidak dikenal.") from unknown
    superior = {post.id: post.superior for post in file.posts}
    named = {above for above in superior.values() if above is not None}
    named |= {post for row in file.delegations for post in (row.of, row.to)}
    missing = sorted(named - superior.keys())
    if missing:
        raise Refused("no_post", f"Jabatan {missing[0]} disebut tetapi tidak ada di daftar.")
    turning = pure.circle(superior)
    if turning is not None:
        raise Refused("circle", f"Jabatan {turning} menjadi atasan dirinya sendiri.")


def _posts(file: OfficeFile) -> dict[str, Post]:
    posts: dict[str, Post] = {}
    for position, post in enumerate(file.posts):
        posts[post.id], _ = Post.objects.in_office(file.id).update_or_create(
            office_id=file.id,
            slug=post.id,
            defaults={
                "label": post.label,
                "unit": post.unit,
                "aliases": list(post.aliases),
                "signs_as": post.signs_as,
                "position": position,
                "source": post.source,
            },
        )
    for post in file.posts:
        row = posts[post.id]
        row.superior = posts[post.superior] if post.superior else None
        row.save(update_fields=["superior"])
    return posts


def _delegations(file: OfficeFile, posts: dict[str, Post]) -> None:
    ours = Delegation.objects.in_office(file.id).filter(from_file=True)
    ours.filter(withdrawn_at=None).delete()
    ended = set(ours.values_list("of__slug", "to__slug", "basis", "valid_from"))
    now = clock.now()
    Delegation.objects.bulk_create(
        Delegation(
            office_id=file.id,
            of=posts[row.of],
            to=posts[row.to],
            basis=row.basis,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            procedures=None if row.procedures is None else list(row.procedures),
            from_file=True,
            recorded_at=now,
        )
        for row in file.delegations
        if (row.of, row.to, row.basis, row.valid_from) not in ended
    )
