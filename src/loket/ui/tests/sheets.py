"""Small neutral sheets for the drawing tests: a lost umbrella."""

from __future__ import annotations

from loket.core.sheet import Actor, Decision, Identity, Sheet, Step


def step(number: int, actors: str, target: str, **more: object) -> Step:
    """Step ``s<number>`` of these actors (letters), leading to ``target``."""
    return Step(f"s{number}", number, f"Kegiatan {number}", tuple(actors), target, **more)  # type: ignore[arg-type]


def choice(by: str, **exits: str) -> Decision:
    return Decision("Cocok?", exits, tuple(by))


def sheet(*steps: Step, actors: str = "abc") -> Sheet:
    columns = tuple(Actor(letter, f"Pelaksana {letter}") for letter in actors)
    return Sheet("contoh/payung", 1, "Payung Hilang", "", Identity(), columns, steps)
