"""The five symbols of a flowchart as SVG paths around an origin, and the words beside them."""

from __future__ import annotations

from msgspec import Struct

BOX, CAPSULE, DIAMOND = 12, 11, 19  # half heights in pixels


class Piece(Struct, frozen=True, omit_defaults=True):
    """A path or a word of a drawing. ``look``: CSS classes; ``arrow``: id of its head."""

    look: str
    d: str = ""
    arrow: str = ""
    text: str = ""
    x: int = 0
    y: int = 0


class Group(Struct, frozen=True, omit_defaults=True):
    """Pieces around the origin ``x``, ``y`` of a cell (percentages). ``clip`` (top and height)
    cuts off what leaves that strip of the cell; ``y`` then counts within the strip."""

    y: str
    pieces: tuple[Piece, ...]
    x: str = "50%"
    clip: tuple[str, str] | None = None


def half_width(actors: int) -> int:
    """Half the width of a box in pixels, for so many columns."""
    for most, half in ((6, 25), (8, 20), (10, 16)):
        if actors <= most:
            return half
    return 12


def widths(actors: int) -> dict[str, float]:
    """Column widths of the table in percent: one lane, and the columns beside them."""
    lane = round(min(9.2, 52 / actors), 2)
    rest = 100 - 3.3 - lane * actors
    return {
        "no": 3.3,
        "activity": round(rest * 0.33, 2),
        "lane": lane,
        "requirements": round(rest * 0.24, 2),
        "time": round(rest * 0.2, 2),
        "outputs": round(rest * 0.23, 2),
    }


def box(half: int) -> str:
    return f"M{-half}-{BOX}H{half}V{BOX}H{-half}z"


def capsule(half: int) -> str:
    side, r = half - CAPSULE, CAPSULE
    return f"M{-side}-{r}H{side}A{r} {r} 0 0 1 {side} {r}H{-side}A{r} {r} 0 0 1 {-side}-{r}z"


def diamond(half: int) -> str:
    return f"M0-{DIAMOND} {half + 3} 0 0 {DIAMOND}-{half + 3} 0z"


def pentagon(x: int = 0, y: int = 0) -> str:
    return f"M{x - 10} {y - 11}h20v13L{x} {y + 11}l-10-9z"


def line(d: str, done: bool, exit_name: str = "", arrow: bool = False) -> Piece:
    look = "ln" + (" dn" if done else "") + (f" x-{exit_name}" if exit_name else "")
    return Piece(look, d=d, arrow=("ah-dn" if done else "ah") if arrow else "")


def word(text: str, x: int, y: float, state: str = "", exit_name: str = "") -> Piece:
    look = "tx" + (f" {state}" if state else "") + (f" x-{exit_name}" if exit_name else "")
    return Piece(look, text=text, x=x, y=round(y))


def raised_capsule(half: int, y: int) -> str:
    """A capsule around (0, y)."""
    side, r = half - CAPSULE, CAPSULE
    return (
        f"M{-side} {y - r}H{side}A{r} {r} 0 0 1 {side} {y + r}"
        f"H{-side}A{r} {r} 0 0 1 {-side} {y - r}z"
    )
