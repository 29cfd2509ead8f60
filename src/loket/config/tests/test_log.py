"""A log that names no person, also when something breaks."""

from __future__ import annotations

import logging

from loket.config.log import WithoutPersonalData


def line(**more):
    given = {"name": "loket", "level": logging.ERROR, "pathname": "", "lineno": 1}
    record = logging.LogRecord(**given, args=(), exc_info=None, **more)
    return WithoutPersonalData().format(record)


def test_long_numbers_are_masked():
    assert "3313015502900001" not in line(msg="NIK 3313015502900001 sudah ada")
    assert "berkas 1234" in line(msg="berkas 1234")


def test_an_error_is_told_by_place_and_class_without_its_words():
    try:
        try:
            raise KeyError("Siti")
        except KeyError as error:
            raise ValueError("Siti binti Fulan") from error
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "", 1, "gagal", (), None)
        record.exc_info = (type(error), error, error.__traceback__)
        told = WithoutPersonalData().format(record)
    assert "builtins.ValueError" in told
    assert "builtins.KeyError" in told
    assert "test_log.py" in told
    assert "Siti" not in told
