"""Personal data in what people write: what is found, what is left alone, what is blanked."""

import time

import pytest
from django.utils import translation

from core.privacy_scan import Finding, FindingKind, blank, has_findings, merge_spans, scan

CPR, EMAIL, PHONE = FindingKind.CPR, FindingKind.EMAIL, FindingKind.PHONE


def found(text):
    """Return what was found, as kind and words."""
    return [(finding.kind, text[finding.start : finding.end]) for finding in scan(text)]


# --- CPR numbers --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number",
    [
        "010203-1234",
        "0102031234",
        "010203 1234",
        "010203 - 1234",
        "010203\N{EN DASH}1234",
        "010203 \N{EM DASH} 1234",
        "010203\N{NON-BREAKING HYPHEN}1234",
        "010203\N{MINUS SIGN}1234",
        "010203\N{NO-BREAK SPACE}1234",
        "010203\N{NARROW NO-BREAK SPACE}-\N{NARROW NO-BREAK SPACE}1234",
        "010203-\n1234",
        "010203\N{ZERO WIDTH SPACE}1234",
        "010203\N{SOFT HYPHEN}-1234",
        "010203/1234",
        "01 02 03 1234",
        "01.02.03-1234",
        "01-02-03-1234",
        "01021903-1234",
        "01.02.1980-1234",
        "311299-4321",
        "290200-1234",
        "290296-1234",
        "610203-1234",
        "910103-1234",
        "٠١٠٢٠٣-١٢٣٤",
        "\uff10\uff11\uff10\uff12\uff10\uff13\uff0d\uff11\uff12\uff13\uff14",
        "010203-0000",
    ],
)
def test_a_cpr_number_is_found_however_it_is_written(number):
    assert found(f"Mit nummer er {number}, tak.") == [(CPR, number)]
    assert found(number) == [(CPR, number)]


@pytest.mark.parametrize(
    "text",
    [
        "320203-1234",
        "000203-1234",
        "011303-1234",
        "010003-1234",
        "310403-1234",
        "300200-1234",
        "290201-1234",
        "600203-1234",
        "920203-1234",
        "911303-1234",
        "910203-12345",
        "1010203-1234",
        "01020312345",
        "10102031234",
        "010203-123",
        "010203 \n 1234",
        "010203    -    1234",
    ],
)
def test_other_digits_are_no_cpr_number(text):
    assert CPR not in [kind for kind, _words in found(text)]


def test_a_day_in_february_counts_in_any_century_that_had_it():
    assert found("290200-1234") == [(CPR, "290200-1234")]
    assert found("290204-1234") == [(CPR, "290204-1234")]
    assert found("290205-1234") == []


def test_cpr_numbers_side_by_side_are_all_found():
    text = "010203-1234,020304-1234 og 0304051234/0405061234"
    assert found(text) == [
        (CPR, "010203-1234"),
        (CPR, "020304-1234"),
        (CPR, "0304051234"),
        (CPR, "0405061234"),
    ]


def test_a_number_that_only_begins_like_a_cpr_number_hides_none_behind_it():
    assert found("32 01 02 03-1234") == [(CPR, "01 02 03-1234")]


# --- Phone numbers ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number",
    [
        "22 34 56 78",
        "2234 5678",
        "22345678",
        "223 45 678",
        "22 345678",
        "22 34 5678",
        "2234 56 78",
        "22-34-56-78",
        "22.34.56.78",
        "22/34/56/78",
        "2234-5678",
        "22\N{NO-BREAK SPACE}34\N{NO-BREAK SPACE}56\N{NO-BREAK SPACE}78",
        "22  34  56  78",
        "+45 22 34 56 78",
        "+4522345678",
        "+45 22 345 678",
        "+45-22345678",
        "0045 22345678",
        "004522345678",
        "00 45 22 34 56 78",
        "(+45) 22345678",
        "(0045) 2234 5678",
        "45 22 34 56 78",
        "4522345678",
        "20 26 20 28",
        "2026 2028",
        "99999999",
        "٢٢٣٤٥٦٧٨",
        "\uff12\uff12 \uff13\uff14 \uff15\uff16 \uff17\uff18",
        "+49 461 1234567",
        "+49 (0)461 123456",
        "0049 461 1234567",
        "+298 123456",
    ],
)
def test_a_phone_number_is_found_in_the_groups_people_write(number):
    assert found(f"Skriv til {number}.") == [(PHONE, number)]
    assert found(number) == [(PHONE, number)]


@pytest.mark.parametrize(
    "text",
    [
        "12 34 56 78",
        "02345678",
        "+45 12 34 56 78",
        "223456789",
        "122345678",
        "2234567",
        "2026-11-22",
        "22-11-2026",
        "22.11.2026",
        "22/11/2026",
        "Telefonmøde 22-11-2026",
        "Ring 2026-11-22",
        "12 500 000 kr",
        "22 500 000 kr.",
        "22 500 000",
        "22.500.000",
        "1.250.000",
        "22500000 kr.",
        "22500000,- i alt",
        "kr. 22500000",
        "DKK 22500000",
        "€22500000",
        "22500000 m2",
        "2024-2028",
        "2024\N{EN DASH}2028",
        "3000-4000 om dagen",
        "6400-6430 Sønderborg",
        "CVR 22 34 56 78",
        "CVR-nr. 22345678",
        "cvr-nummer: 22345678",
        "CVR nr.: 22 34 56 78",
        "CVR-nummeret er 22345678",
        "CVR: DK-22345678",
        "SE-nr. 22345678",
        "VAT no. 22345678",
        "DK22345678",
        "IMG_20261122.jpg",
        "54.912345, 9.789012",
        "kl. 20.30-21.30",
    ],
)
def test_dates_sums_years_and_companies_are_no_phone_numbers(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "words", ["Tlf.", "tlf:", "Telefon", "Mobil nr.", "Ring til mig på", "sms"]
)
def test_a_word_before_the_number_says_what_it_is(words):
    assert found(f"{words} 22 345 678") == [(PHONE, "22 345 678")]


def test_a_word_without_number_says_nothing():
    assert found("Telefonen ringer 22 345 gange") == []


def test_see_is_no_company():
    assert found("se 22 34 56 78") == [(PHONE, "22 34 56 78")]


def test_a_company_hides_no_number_behind_it():
    assert found("CVR 22345678, tlf. 22345679") == [(PHONE, "22345679")]


def test_a_small_number_before_a_phone_number_does_not_hide_it():
    assert found("Hus 12 22 34 56 78") == [(PHONE, "22 34 56 78")]


def test_phone_numbers_side_by_side_are_all_found():
    text = "22345678 22345679/2234567, 22 34 56 80 22 34 56 81"
    assert found(text) == [
        (PHONE, "22345678"),
        (PHONE, "22345679"),
        (PHONE, "22 34 56 80"),
        (PHONE, "22 34 56 81"),
    ]


def test_a_cpr_number_is_no_phone_number_as_well():
    assert found("20 10 40 5020") == [(CPR, "20 10 40 5020")]
    assert found("tlf. 201040-5020") == [(CPR, "201040-5020")]


# --- E-mail addresses ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "navn@example.dk",
        "Fornavn.Efternavn+hoering@mail.example.co.uk",
        "navn_1@ex-ample.dk",
        "o'neill@example.ie",
        "søren@blåbærgrød.dk",
        "δοκιμή@παράδειγμα.ελ",
        "用户@例子.公司",
        "用户@例子。公司",
        "उपयोगकर्ता@उदाहरण.भारत",
        "navn@xn--blbrgrd-fxak7p.dk",
        "navn@example.xn--p1ai",
        "navn\N{FULLWIDTH COMMERCIAL AT}example.dk",
        "navn @ example.dk",
        "navn (at) example.dk",
        "navn(at)example.dk",
        "navn [at] example.dk",
        "navn [at] example [dot] dk",
        "navn(a)example(.)dk",
        "navn snabela example.dk",
        "navn Snabel-a example.dk",
        "navn snabel a example punktum dk",
        "navn at example dot dk",
        "navn at mail dot example dot dk",
    ],
)
def test_an_address_is_found_also_in_disguise(address):
    assert found(f"Skriv til: {address}, eller ring.") == [(EMAIL, address)]
    assert found(address) == [(EMAIL, address)]


@pytest.mark.parametrize(
    "text",
    [
        "@samskab",
        "navn@",
        "navn@localhost",
        "Se på www.example.dk",
        "Look at example.dk.",
        "Meet at 8",
        "a @ b",
        "@ . @ .dk",
        "3 stk. @ 4.50",
    ],
)
def test_other_words_with_an_at_are_no_address(text):
    assert found(text) == []


def test_the_address_ends_where_the_words_around_it_begin():
    assert found("<navn@example.dk>") == [(EMAIL, "navn@example.dk")]
    assert found("'navn@example.dk'.") == [(EMAIL, "navn@example.dk")]
    assert found("mailto:navn@example.dk?x") == [(EMAIL, "navn@example.dk")]
    assert found("(navn@example.dk)") == [(EMAIL, "navn@example.dk")]


def test_digits_in_an_address_are_no_phone_number():
    assert found("22345678@example.dk") == [(EMAIL, "22345678@example.dk")]


def test_a_cpr_number_in_an_address_is_reported_too():
    assert found("010203-1234@example.dk") == [
        (CPR, "010203-1234"),
        (EMAIL, "010203-1234@example.dk"),
    ]


# --- The whole ----------------------------------------------------------------------------


def test_findings_come_in_order_of_place():
    text = "Ring 22345678, navn@example.dk, 010203-1234 eller 22345679."
    assert [kind for kind, _words in found(text)] == [PHONE, EMAIL, CPR, PHONE]


@pytest.mark.parametrize("text", ["", "En bænk ved havnen, 3 meter lang, for 12.500 kr.", "\0"])
def test_ordinary_words_have_no_findings(text):
    assert scan(text) == []
    assert not has_findings(text)


def test_a_text_with_a_finding_has_findings():
    assert has_findings("Ring 22345678")


def test_a_finding_names_its_place_and_never_the_words():
    [finding] = scan("Ring 22345678")
    assert finding == Finding(PHONE, 5, 13)
    assert finding.span == [5, 13]
    assert "22345678" not in repr(finding)


def test_the_kinds_have_words():
    with translation.override("en"):
        assert [str(kind.label) for kind in FindingKind] == [
            "CPR number",
            "E-mail address",
            "Phone number",
        ]


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "2 ",
        "22 ",
        "01 02 03 ",
        "01.02.03-",
        "010203-",
        "2234-",
        "@",
        "a@",
        "a@a.",
        "a at a dot ",
        "(at)",
        " ",
        "\N{ZERO WIDTH SPACE}",
        "a",
        "a.",
        "+45",
        "+",
        "((((",
        "tlf ",
        "tlf. nr. på me ",
        "cvr ",
        "cvr 22345678 ",
        "22345678 kr ",
        "٢",
        "\N{COMBINING ACUTE ACCENT}",
    ],
)
def test_a_hostile_text_takes_time_by_its_length_alone(piece):
    def seconds(size):
        """Return the least of three, in seconds of this process alone: others may be busy."""
        text = piece * (size // len(piece))
        taken = []
        for _attempt in range(3):
            started = time.process_time()
            scan(text)
            taken.append(time.process_time() - started)
        return min(taken)

    # Eight times the text: eight times the time where it grows in step, 64 where by the square.
    assert seconds(240_000) < 30 * max(seconds(30_000), 0.01)


def test_a_megabyte_is_scanned():
    text = "22 34 @ a(at)b. +45 01.02.03 - cvr " * 30_000
    assert len(text) > 1_000_000
    scan(text)


# --- Blanking -----------------------------------------------------------------------------


def test_spans_are_replaced_by_a_marker():
    text = "Ring 22345678 eller skriv til navn@example.dk."
    spans = [finding.span for finding in scan(text)]
    assert blank(text, spans, "[skjult]") == "Ring [skjult] eller skriv til [skjult]."


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], "abcdef"),
        ([[0, 6]], "*"),
        ([[1, 3], [2, 4]], "a*ef"),
        ([[2, 4], [1, 3]], "a*ef"),
        ([[1, 2], [2, 3]], "a*def"),
        ([[1, 2], [3, 4]], "a*c*ef"),
        ([[0, 6], [2, 3]], "*"),
        ([[-5, 2]], "*cdef"),
        ([[4, 99]], "abcd*"),
        ([[50, 99]], "abcdef"),
        ([[-9, -5]], "abcdef"),
        ([[4, 2]], "ab*ef"),
        ([[3, 3]], "abcdef"),
        ([(1, 2)], "a*cdef"),
    ],
)
def test_any_spans_can_be_blanked(spans, expected):
    assert blank("abcdef", spans, "*") == expected


def test_blanking_leaves_the_spans_as_they_were():
    spans = [[2, 4], [1, 3]]
    blank("abcdef", spans, "*")
    assert spans == [[2, 4], [1, 3]]


def test_merged_spans_neither_touch_nor_overlap():
    assert merge_spans([[5, 6], [1, 3], [2, 4], [4, 4], [9, 8]]) == [[1, 4], [5, 6], [8, 9]]
    assert merge_spans([]) == []
