from loket.core.fields.masked import masked_name, without_persons


def test_a_masked_name_keeps_its_initials_alone():
    assert masked_name("Siti Nurjanah") == "S••• N•••••••"
    assert masked_name("  Ni  Luh ") == "N• L••"
    assert masked_name("") == ""


def test_free_text_loses_names_whole_and_word_by_word_and_long_numbers():
    said = "KK bu SITI nurjanah (3313 0357 0688 0001) beda dengan KTP; telepon 0812-3456-7890."
    assert without_persons(said, ["Siti Nurjanah"]) == (
        "KK bu ••• ••• (•••) beda dengan KTP; telepon •••."
    )


def test_free_text_keeps_short_numbers_and_words_that_only_contain_a_name():
    said = "Bawa 2 lembar pas foto 2x3, pasal 14, tahun 2026; Sitinjak boleh ikut."
    assert without_persons(said, ["Siti", ""]) == said
