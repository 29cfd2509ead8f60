"""Codes on paper, as people read them out and type them."""

import pytest

from loket.core import public_code


def test_a_code_is_written_in_groups_of_four():
    assert public_code.grouped("ABCDEFGHIJKL") == "ABCD-EFGH-IJKL"
    assert public_code.grouped("") == ""


@pytest.mark.parametrize("typed", ["ABCDEFGHIJKL", " abcd efgh-ijkl ", "abcd.efgh.1jkl"])
def test_a_code_is_read_as_people_type_it(typed):
    assert public_code.read(typed) == "ABCDEFGHIJKL"


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCD-EFGH-IJKL-M", "ÄBCDEFGHIJKL"])
def test_what_can_be_no_code_is_none(typed):
    assert public_code.read(typed) is None
