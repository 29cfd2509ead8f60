"""The only door of procedures: trying them out on scratch data."""

from loket.modules.procedures.api.answers import Answers, Typed, answer, drawn_signature
from loket.modules.procedures.api.rehearse import as_json, rehearse
from loket.modules.procedures.api.scenarios import Played, play
from loket.modules.procedures.api.scratch_office import ScratchOffice

__all__ = [
    "Answers",
    "Played",
    "ScratchOffice",
    "Typed",
    "answer",
    "as_json",
    "drawn_signature",
    "play",
    "rehearse",
]
