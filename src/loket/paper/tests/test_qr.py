"""The square that leads from a paper to the page about it."""

import pytest

from loket.paper import qr


def test_a_code_is_one_svg_that_takes_any_size():
    drawn = qr.svg("http://127.0.0.1:8123/naskah/ABCDEFGHIJKL/")
    assert drawn.startswith("<svg ")
    assert "viewBox" in drawn
    assert "width=" not in drawn.split(">")[0]


def test_the_same_text_is_the_same_picture():
    assert qr.svg("A") == qr.svg("A")
    assert qr.svg("A") != qr.svg("B")


def test_too_much_text_is_refused():
    with pytest.raises(ValueError):  # segno says how much too much
        qr.svg("x" * 8000)
