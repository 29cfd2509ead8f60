"""Answers as people type them, and what is kept of them."""

from __future__ import annotations

import base64
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loket.core.fields import amounts, contact, drawn, identity, moments, written
from loket.core.fields.clean import Context, applies, clean, clean_all
from loket.core.fields.invalid import Invalid
from loket.core.fields.spec import FIELD_TYPES, Field, Option

TODAY = date(2026, 11, 20)
CONTEXT = Context(TODAY, training=True, officers={"7": "Sri Wahyuni"})


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("20-11-2026", "2026-11-20"),
        ("2026-11-20", "2026-11-20"),
        ("1/2/2026", "2026-02-01"),
        ("01.02.2026", "2026-02-01"),
        (" 17 Agustus 1945 ", "1945-08-17"),
        ("5 nov 2026", "2026-11-05"),
        ("29-02-2024", "2024-02-29"),
        ("20112026", "2026-11-20"),
    ],
)
def test_dates_are_read_the_way_people_write_them(raw: str, kept: str) -> None:
    assert moments.clean_date(raw, TODAY) == kept


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        ("21-11-2026", "belum tiba"),
        ("29-02-2026", "kalender"),
        ("31-04-2026", "kalender"),
        ("01-01-1899", "Tahun"),
        ("kemarin", "20-11-2026"),
        ("11-20-26", "20-11-2026"),
        ("20-11-0000", "kalender"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_what_to_do(raw: str, word: str) -> None:
    with pytest.raises(Invalid, match=word):
        moments.clean_date(raw, TODAY)


def test_a_field_may_want_only_dates_to_come() -> None:
    assert moments.clean_date("01-12-2026", TODAY, past=False, future=True) == "2026-12-01"
    assert moments.clean_date("20-11-2026", TODAY, past=False, future=True) == "2026-11-20"
    with pytest.raises(Invalid, match="sudah lewat"):
        moments.clean_date("19-11-2026", TODAY, past=False, future=True)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("8.30", "08:30"),
        ("0830", "08:30"),
        ("23:59", "23:59"),
        ("8", "08:00"),
        ("08.30 WIB", "08:30"),
    ],
)
def test_times_are_read(raw: str, kept: str) -> None:
    assert moments.clean_time(raw) == kept


@pytest.mark.parametrize("raw", ["24.00", "8.60", "pagi", "8,30"])
def test_times_that_are_none_are_refused(raw: str) -> None:
    with pytest.raises(Invalid, match=r"08\.30|23\.59"):
        moments.clean_time(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "20-11-2026 10.30",
        "20/11/2026 10:30",
        "2026-11-20T10:30",
        "2026-11-20T10:30:00",
        "20 November 2026 pukul 10.30 WIB",
        "20 november 2026, jam 10.30",
    ],
)
def test_a_day_with_its_time_is_read(raw: str) -> None:
    assert moments.clean_moment(raw, date(2026, 11, 20)) == "2026-11-20T10:30"


@pytest.mark.parametrize(
    "raw",
    ["", "kemarin", "20-11-2026", "10.30", "20 November 2026", "31-02-2026 10.30", "1 1 25.00"],
)
def test_a_day_without_its_time_is_refused(raw: str) -> None:
    with pytest.raises(Invalid):
        moments.clean_moment(raw, date(2026, 11, 20))


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("1.500.000", 1_500_000),
        ("Rp 1.500.000,-", 1_500_000),
        ("rp.2500", 2500),
        ("1500000", 1_500_000),
        ("1.500.000,00", 1_500_000),
        ("0", 0),
    ],
)
def test_rupiah_are_read(raw: str, kept: int) -> None:
    assert amounts.clean_money(raw) == kept


@pytest.mark.parametrize(
    "raw", ["1,500,000", "1.5", "1.50.000", "1,5 juta", "-5", "Rp", "1.500,50"]
)
def test_amounts_that_could_mean_two_things_are_refused(raw: str) -> None:
    with pytest.raises(Invalid):
        amounts.clean_money(raw)


def test_numbers_keep_to_their_bounds() -> None:
    assert amounts.clean_number("1.234", 1, 2000) == 1234
    with pytest.raises(Invalid, match="Paling sedikit 1"):
        amounts.clean_number("0", 1, 9)
    with pytest.raises(Invalid, match="Paling banyak 9"):
        amounts.clean_number("10", 1, 9)


@pytest.mark.parametrize(
    "raw", ["3313055706880003", "331305 170688 0003", "3313.0529.0200.0001", "9901010101900001"]
)
def test_a_nik_of_the_right_shape_is_taken(raw: str) -> None:
    assert len(identity.clean_nik(raw, training=True)) == 16


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        ("331305170688000", "15 angka"),
        ("33130517O6880003", "hanya berisi angka"),
        ("0013051706880003", "provinsi"),
        ("3300051706880003", "wilayah"),
        ("3313053217880003", "tanggal lahir"),
        ("3313053106880003", "tanggal lahir"),
        ("3313057206880003", "tanggal lahir"),
        ("3313052902010003", "tanggal lahir"),
        ("3313051706880000", "0000"),
        ("9901010101900001", "latihan"),
    ],
)
def test_a_nik_of_another_shape_is_refused_with_the_reason(raw: str, word: str) -> None:
    with pytest.raises(Invalid, match=word):
        identity.clean_nik(raw)


def test_the_day_of_a_woman_is_raised_by_forty() -> None:
    for day in (41, 57, 71):
        assert identity.clean_nik(f"331305{day}01880003")


def test_kk_and_nip_keep_to_their_shape() -> None:
    assert identity.clean_kk("3313 0512 0315 0001") == "3313051203150001"
    assert identity.clean_nip("19800101 200501 1 999") == "198001012005011999"
    assert identity.clean_nip("199001012022211001")  # contract staff
    for wrong, word in (
        ("19801301 200501 1 999", "lahir"),
        ("19800101 200513 1 999", "pengangkatan"),
        ("19800101 200501 3 999", "ke-15"),
        ("1980", "18 angka"),
    ):
        with pytest.raises(Invalid, match=word):
            identity.clean_nip(wrong)


def test_a_masked_nik_shows_place_and_serial_only() -> None:
    assert identity.masked_nik("3313055706880003") == "3313••••••••0003"
    assert "1" not in identity.masked_nik("111")


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("0812-3456-7890", "+6281234567890"),
        ("+62 812 3456 7890", "+6281234567890"),
        ("6281234567890", "+6281234567890"),
        ("81234567890", "+6281234567890"),
        ("+62 0812 3456 7890", "+6281234567890"),
        ("(0271) 495123", "+62271495123"),
        ("+65 6123 4567", "+6561234567"),
    ],
)
def test_telephone_numbers_come_out_alike(raw: str, kept: str) -> None:
    assert contact.clean_phone(raw) == kept


@pytest.mark.parametrize(
    "raw", ["0812", "123456789", "08123456789012345", "081234x678", "+0812345678"]
)
def test_telephone_numbers_that_are_none_are_refused(raw: str) -> None:
    with pytest.raises(Invalid, match="0812"):
        contact.clean_phone(raw)


def test_region_codes_are_those_of_the_ministry() -> None:
    assert contact.clean_area("33.13.05.2001") == "33.13.05.2001"
    assert contact.clean_area("331305") == "33.13.05"
    with pytest.raises(Invalid, match="Kemendagri"):
        contact.clean_area("3313050")


def test_words_lose_stray_space_and_invisible_signs() -> None:
    assert written.clean_text("  Siti \t Nurjanah\u200b ") == "Siti Nurjanah"
    assert written.clean_address("Dusun Krajan\r\n RT 03/RW 02,\n") == "Dusun Krajan, RT 03/RW 02"
    assert written.clean_long_text("satu \n\n\n dua\n") == "satu\n\ndua"
    with pytest.raises(Invalid, match="tidak dapat dibaca"):
        written.clean_text("a\x00b")
    with pytest.raises(Invalid, match="200"):
        written.clean_text("a" * 201)


def test_only_invisible_signs_are_no_answer() -> None:
    with pytest.raises(Invalid, match="belum diisi"):
        clean(Field("a", "text", "Nama"), "\u200b", CONTEXT)


def test_a_choice_stays_in_its_list() -> None:
    spec = Field("a", "choice", "Keadaan", options=(Option("ada", "Ada"), Option("tidak", "Tidak")))
    assert clean(spec, "ada", CONTEXT) == "ada"
    for wrong, word in (("lain", "daftar"), ("", "Keadaan belum dipilih")):
        with pytest.raises(Invalid, match=word):
            clean(spec, wrong, CONTEXT)
    assert clean(Field("b", "officer", "Pegawai"), "7", CONTEXT) == "7"
    assert clean(Field("c", "yes_no", "Ya?"), "no", CONTEXT) is False


def test_an_optional_field_may_stay_empty() -> None:
    for kind in FIELD_TYPES:
        assert clean(Field("a", kind, "A", required=False), None, CONTEXT) is None


def test_a_name_is_words_not_numbers() -> None:
    spec = Field("saksi", "person", "Saksi")
    assert clean(spec, " Budi  S., S.H. ", CONTEXT) == "Budi S., S.H."
    for wrong in ("Budi 2", "---", "a" * 121):
        with pytest.raises(Invalid):
            clean(spec, wrong, CONTEXT)


def test_a_list_keeps_filled_rows_and_points_at_wrong_ones() -> None:
    spec = Field("anak", "list", "Anak", min=1, max=2, of=(Field("nik", "nik", "NIK"),))
    assert clean(spec, [{"nik": ""}, {"nik": "3313055706880003"}], CONTEXT) == [
        {"nik": "3313055706880003"}
    ]
    _, errors = clean_all((spec,), {"anak": [{"nik": "3313055706880003"}, {"nik": "1"}]}, CONTEXT)
    assert set(errors) == {"anak.1.nik"}
    with pytest.raises(Invalid, match="Paling banyak 2"):
        clean(spec, [{"nik": "3313055706880003"}] * 3, CONTEXT)


def test_a_condition_decides_whether_a_field_is_asked() -> None:
    spec = Field("kuasa", "text", "Kuasa", when={"field": "datang", "is": "wakil"})
    assert applies(spec, {"datang": "wakil"}) and not applies(spec, {"datang": "sendiri"})
    assert clean_all((spec,), {"datang": "sendiri"}, CONTEXT) == ({"kuasa": None}, {})
    asked = Field("x", "text", "X", when={"field": "ya", "is": "yes"})
    assert applies(asked, {"ya": True}) and not applies(asked, {"ya": False})


typed = st.one_of(
    st.none(),
    st.text(),
    st.text(alphabet="0123456789-./: Rp,+", max_size=24),
    st.text(max_size=40).map(lambda text: drawn.PREFIX + text),
    st.binary(max_size=80).map(lambda raw: drawn.PREFIX + base64.b64encode(raw).decode()),
    st.lists(st.text(max_size=5), max_size=3),
    st.dictionaries(st.sampled_from(["name", "nik", "x"]), st.text(max_size=20), max_size=3),
    st.lists(st.dictionaries(st.sampled_from(["name", "n"]), st.text(max_size=9)), max_size=3),
    st.integers(),
)


@settings(max_examples=400, deadline=None)
@given(kind=st.sampled_from(sorted(FIELD_TYPES)), raw=typed, required=st.booleans())
def test_no_answer_makes_a_field_stumble(kind: str, raw: object, required: bool) -> None:
    item = (Field("name", "text", "Nama"), Field("n", "number", "Jumlah"))
    spec = Field("a", kind, "A", required=required, of=item if kind == "list" else ())
    try:
        clean(spec, raw, CONTEXT)
    except Invalid as invalid:
        assert all(message and message[0].isupper() for message in invalid.errors.values())


@given(st.integers(0, 10**15))
def test_an_amount_written_with_points_reads_back(value: int) -> None:
    assert amounts.clean_money(amounts.grouped(value)) == value


@given(st.dates(date(1900, 1, 1), TODAY))
def test_a_date_as_shown_reads_back(day: date) -> None:
    assert moments.clean_date(moments.written(day), TODAY) == day.isoformat()
