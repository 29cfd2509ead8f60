"""Letters as they leave the press: always the same, PDF/A, and nothing in them is obeyed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from loket.core.fields.invalid import Invalid
from loket.core.fields.printable import RANGES
from loket.core.fields.written import clean_long_text, clean_text
from loket.paper.letters import BadTemplate, pictures, render
from loket.paper.tests.data import AT, PLAIN, data, named, pages, text

PRINTABLE = [chr(point) for first, last in RANGES for point in range(first, last + 1)]
NAME = PLAIN + '#party("nama")'
SIGNED = PLAIN + "#letterhead()\n#heading_certificate()\n#signature(closing: [Demikian.])"


def test_the_same_letter_is_the_same_file():
    assert render(SIGNED, data(), AT) == render(SIGNED, data(), AT)
    assert render(SIGNED, data(), AT) != render(SIGNED, data(case="26-00013"), AT)


def test_a_letter_knows_no_moment_but_the_one_it_is_given():
    today = PLAIN + "#datetime.today().display()"
    assert "2026-11-25" in text(render(today, data(), AT))
    info = PdfReader(BytesIO(render(SIGNED, data(), AT))).metadata
    assert info is not None
    assert info.creation_date == AT
    with pytest.raises(ValueError, match="time zone"):
        render(SIGNED, data(), datetime(2026, 11, 25, 10))
    assert render(SIGNED, data(), AT.astimezone(UTC)).startswith(b"%PDF-")


def test_a_moment_finer_than_a_second_is_that_second():
    fine = AT.replace(microsecond=123456)
    assert render(PLAIN, data(), fine) == render(PLAIN, data(), AT.replace(microsecond=0))


def test_the_pages_are_pictures_too():
    (page,) = pictures(PLAIN, data(), AT)
    assert page.startswith(b"\x89PNG")


def test_a_letter_is_pdf_a_2b_with_its_fonts_inside():
    reader = PdfReader(BytesIO(render(SIGNED, data(), AT)))
    assert reader.xmp_metadata is not None
    stated = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in stated
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in stated
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("LiberationSans" in font for font in fonts), fonts


@pytest.mark.parametrize(
    "name", ["#panic()", "*x*", "_y_", "$x$ @home", "= Judul", "\\u{41}", '"]; #(1+1)', "<a>&amp;"]
)
def test_what_people_typed_is_printed_and_not_obeyed(name):
    assert name in text(render(NAME, named(name), AT))


def test_threads_print_side_by_side():
    with ThreadPoolExecutor(4) as pool:
        printed = list(pool.map(lambda n: render(NAME, named(f"Warga {n}"), AT), range(24)))
    assert [f"Warga {n}" in text(pdf) for n, pdf in enumerate(printed)] == [True] * 24


@pytest.mark.parametrize(
    ("template", "line", "word"),
    [
        (PLAIN + "\n#leterhead()", 4, "leterhead"),
        (PLAIN + "#let f( = 3", 3, "unclosed"),
        (PLAIN + '#spelled("dua")', 3, "digits"),
        (PLAIN + "#facts((1, 2))", 3, ""),
        ('\n#import "@preview/cetz:0.3.0"', 2, "import"),
        ('#include "/loket.typ"', 1, "include"),
        (PLAIN + '#eval("1 + 1")', 3, "eval"),
        (PLAIN + '#dictionary(std).at("ev" + "al")("1")', 3, "std"),
        (PLAIN + '#import "/lo" + "ket.typ"', 3, "import"),
        (PLAIN + '#import "/loket.typ".replace("/loket.typ", "@preview/a:1.0.0")', 3, "import"),
        (PLAIN + '#{ let a = "//"; import "@preview/a:1.0.0" }', 3, "import"),
        (PLAIN + '#read("/../letters.py")', 3, "root"),
        (PLAIN + '#read("/etc/hostname")', 3, "not found"),
    ],
)
def test_a_bad_template_is_told_with_its_line(template, line, word):
    with pytest.raises(BadTemplate) as told:
        render(template, data(), AT)
    assert told.value.line == line
    assert word in told.value.message


def test_a_character_without_a_picture_is_named():
    with pytest.raises(BadTemplate, match="😀"):
        render(NAME, named("Siti 😀"), AT)


def test_a_word_longer_than_the_line_is_broken_and_not_lost():
    name = "Sumarni" * 17
    assert name in "".join(pages(render(NAME, named(name), AT))).replace("\n", "")


def test_a_paper_says_where_it_can_be_checked():
    printed = text(render(SIGNED, data(), AT))
    assert "loket.example/naskah dan ketik kode ABCD-EFGH-IJKL" in printed
    bare = text(render(SIGNED, data(qr=None, code=""), AT))
    assert "kode" not in bare
    assert "26-00012 Halaman 1 dari 1" in bare


def test_a_mark_stands_on_every_page():
    long = PLAIN + "#letterhead()\n#for n in range(60) [Baris #n. \\ ]\n#signature(closing: [Ya.])"
    printed = pages(render(long, data(mark="CONTOH"), AT))
    assert len(printed) == 2
    assert all("CONTOH" in page for page in printed)
    assert ["PEMERINTAH" in page for page in printed] == [True, False]


def test_number_and_date_yet_to_be_written_leave_room():
    assert text(render(SIGNED, data(number=None, date=None), AT)).count("......") > 1


@pytest.mark.parametrize("lines", range(30, 56))
def test_the_signature_is_never_alone_nor_split(lines):
    body = f'#letterhead()\n#paragraphs(range({lines}).map(n => "Baris " + str(n)).join("\\n"))'
    printed = pages(render(PLAIN + body + "#signature(closing: [Demikian.])", data(), AT))
    last = printed[-1]
    assert f"Baris {lines - 1}\n" in last
    assert all(word in last for word in ("Demikian.", "a.n. CAMAT", "SUTARNO", "NIP."))


def test_folio_is_longer_than_a4():
    sizes = []
    for shown in ("letter", 'letter.with(paper: "folio")'):
        template = f'#import "/loket.typ": *\n#show: {shown}\nSurat'
        box = PdfReader(BytesIO(render(template, data(), AT))).pages[0].mediabox
        sizes.append((round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)))
    assert sizes == [(210, 297), (215, 330)]


def test_a_crest_stands_in_the_letterhead():
    crest = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    with_crest = data(office={**data()["office"], "crest": crest})
    assert len(render(SIGNED, with_crest, AT)) != len(render(SIGNED, data(), AT))


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(st.sampled_from(PRINTABLE), max_size=200), st.text(max_size=20)))
def test_every_text_that_a_form_takes_can_be_printed(raw):
    for clean in (clean_text, clean_long_text):
        try:
            kept = clean(raw)
        except Invalid:
            continue
        assert render(NAME, named(kept), AT).startswith(b"%PDF-")
