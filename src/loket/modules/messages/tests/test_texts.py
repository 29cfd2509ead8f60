"""The words of messages as data: what is wrong with a file is said with its line."""

from __future__ import annotations

import pytest

from loket.modules.messages import api, rules
from loket.modules.messages.api.texts import own_texts


def written(folder, text):
    file = folder / "messages.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_product_has_words_for_everything_it_tells():
    assert own_texts().keys() == rules.KINDS.keys()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("ready: Ambil {nomor}.\nlate: Maaf {nama}.\n", 2, "tempat {nama} tidak dikenal"),
        ("ready: Ambil.\n\nsiap: Ambil.\n", 3, "kabar siap tidak dikenal"),
        ("ready: Ambil.\nready: Lagi.\n", 2, "ditulis dua kali"),
        ("ready: [satu, dua]\n", 1, "harus berupa teks"),
        ("ready: 'Ambil {nomor'\n", 1, "kurung kurawal"),
        ("ready: ''\n", 1, "teksnya kosong"),
        (f"ready: {'a' * 700}\n", 1, "paling banyak 600"),
        ("ready: NIK 3313035706880001 siap\n", 1, "data pribadi"),
        ("- ready\n", 1, "satu baris per kabar"),
    ],
)
def test_a_fault_says_file_line_and_what_is_wrong(tmp_path, text, line, said):
    file = written(tmp_path, text)
    with pytest.raises(api.TextFault) as fault:
        api.read_texts(file)
    assert str(fault.value).startswith(f"{file}:{line}: ") and said in str(fault.value)


def test_a_file_that_is_no_yaml_and_an_empty_one(tmp_path):
    with pytest.raises(api.TextFault, match="bukan YAML"):
        api.read_texts(written(tmp_path, "ready: [\n"))
    assert api.read_texts(written(tmp_path, "# nothing yet\n")) == {}


def test_places_are_filled_and_lines_become_one():
    assert (
        rules.filled("Berkas {nomor}\n  siap", {"nomor": "26-1 {kode}"})
        == "Berkas 26-1 {kode} siap"
    )
