"""What a letter says, from plain values."""

from loket.core.fields.spec import Field, Option
from loket.modules.documents import rules


def test_the_block_as_it_is_printed():
    lines = [("a.n.", "Camat Jumapolo"), ("", "Sekretaris Camat"), ("u.b. Plh.", "Kasi")]
    block = rules.block(lines, "Endah, S.E.", "Penata", "197207152000032999")
    assert block["lines"] == ["a.n. Camat Jumapolo", "Sekretaris Camat", "u.b.", "Plh. Kasi,"]
    assert block["nip"] == "19720715 200003 2 999"


def test_facts_become_words():
    specs = {
        "a.hari": Field("hari", "date", "Hari"),
        "a.jenis": Field("jenis", "choice", "Jenis", options=(Option("1", "Baru"),)),
        "a.biaya": Field("biaya", "money", "Biaya"),
        "a.pukul": Field("pukul", "time", "Pukul"),
        "a.ada": Field("ada", "yes_no", "Ada"),
        "a.kosong": Field("kosong", "text", "Kosong"),
        "a.daftar": Field(
            "daftar", "list", "Daftar", of=(Field("n", "number", "N"), Field("t", "text", "T"))
        ),
        "a.lain": Field("lain", "list", "Lain"),
    }
    facts = {
        "a.hari": "2026-11-05",
        "a.jenis": "1",
        "a.biaya": 1500000,
        "a.pukul": "09:00",
        "a.ada": False,
        "a.daftar": [{"n": 3}],
        "b.c.d": 4,
    }
    said = rules.nested(rules.in_words(facts, specs))
    assert said["a"] == {
        "hari": "5 November 2026",
        "jenis": "Baru",
        "biaya": "Rp1.500.000",
        "pukul": "09.00",
        "ada": "Tidak",
        "kosong": "",
        "daftar": [{"n": "3", "t": ""}],
        "lain": [],
    }
    assert said["b"] == {"c.d": "4"}
