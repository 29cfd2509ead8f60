"""Log lines that name no person."""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType

LONG_NUMBER = re.compile(r"\d{9,}")  # NIK, KK, NIP, phone numbers


class WithoutPersonalData(logging.Formatter):
    """Writes where an error happened and of which class it is, but not its message.

    Databases and parsers quote the offending value in their messages, and here that value is
    a citizen's. Numbers of nine digits and more are masked in every line.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        lines = []
        error: BaseException | None = ei[1]
        while error is not None:
            frames = traceback.extract_tb(error.__traceback__)
            lines += [f"  {f.filename}:{f.lineno} {f.name}" for f in frames]
            lines.append(f"  {type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)

    def format(self, record: logging.LogRecord) -> str:
        return LONG_NUMBER.sub("#", super().format(record))
