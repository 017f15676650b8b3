import quopri

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from agent.contract.lead import Attendee, Badge
from agent.visit.badge import DELIMITERS, DecodedBadge, decode_badge

FIELDS = ("id", "given_name", "family_name", "company", "title", "email", "phone")
PATIENT = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])

MARIA = Attendee(
    name="Maria Keller",
    given_name="Maria",
    family_name="Keller",
    title="Operations Director",
    company="Lakeside Foods",
    email="maria@lakeside.example",
    phone="+1-312-555-0142",
)
VCARD_LINES = (
    "BEGIN:VCARD",
    "VERSION:3.0",
    "N:Keller;Maria;;;",
    "FN:Maria Keller",
    "ORG:Lakeside Foods;Logistics",
    "TITLE:Operations Director",
    "EMAIL;TYPE=WORK:maria@lakeside.example",
    "TEL;TYPE=WORK,VOICE:+1-312-555-0142",
    "END:VCARD",
)


def decode(payload: str, fields: tuple[str, ...] = FIELDS) -> DecodedBadge:
    return decode_badge(payload, delimited_fields=fields)


def vcard(*lines: str, version: str = "3.0", end: str = "\r\n") -> Attendee:
    decoded = decode(end.join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD"]))
    assert decoded.badge.format == "vcard"
    return decoded.attendee


def assert_kept_raw(payload: str) -> None:
    assert decode(payload) == DecodedBadge(Badge(format="unreadable", raw=payload), Attendee())


# vCard


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r", "\r\r\n", "\n\n"])
def test_a_vcard_names_its_visitor_whatever_the_scanner_makes_of_line_ends(line_end: str) -> None:
    assert decode(line_end.join(VCARD_LINES)) == DecodedBadge(Badge(format="vcard"), MARIA)


@pytest.mark.parametrize("prefix", ["]Q1", "]d2", "]e0", "]L2"])
def test_the_prefix_that_says_which_code_was_scanned_does_not_hide_a_vcard(prefix: str) -> None:
    assert decode(prefix + "\r".join(VCARD_LINES)).attendee == MARIA


def test_a_vcard_that_was_cut_off_before_its_end_still_names_the_visitor() -> None:
    assert decode("\r".join(VCARD_LINES[:-1])).attendee == MARIA


def test_a_vcard_in_small_letters_is_read() -> None:
    assert decode("begin:vcard\nversion:3.0\nfn:Maria Keller\nend:vcard").attendee.name == "Maria Keller"


def test_a_vcard_without_formatted_name_is_named_by_its_parts() -> None:
    assert vcard("N:Keller;Maria;;Dr.;").name == "Maria Keller"


def test_a_vcard_with_a_formatted_name_alone_guesses_no_parts() -> None:
    assert vcard("FN:Maria Keller") == Attendee(name="Maria Keller")


def test_the_registration_id_of_a_vcard_is_kept_for_look_up() -> None:
    decoded = decode("BEGIN:VCARD\nVERSION:4.0\nFN:Maria\nUID:000123\\,7\nEND:VCARD")
    assert decoded.badge == Badge(format="vcard", id="000123,7")


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_a_long_line_folded_by_the_badge_printer_is_one_line_again(line_end: str) -> None:
    folded = f"ORG:Lakeside Foo{line_end} ds International{line_end}\t Holdings"
    assert vcard(folded, end=line_end).company == "Lakeside Foods International Holdings"


def test_an_old_vcard_folded_at_a_space_keeps_the_space() -> None:
    assert vcard("FN:Maria", " Keller", version="2.1").name == "Maria Keller"


def test_escaped_separators_are_part_of_the_value() -> None:
    attendee = vcard(
        r"N:Keller\;Roth;Maria\, Anna", r"ORG:Roth\, Keller\; Sons;Sales", r"TITLE:Head\nof Sales"
    )
    assert attendee.family_name == "Keller;Roth"
    assert attendee.given_name == "Maria, Anna"
    assert attendee.company == "Roth, Keller; Sons"
    assert attendee.title == "Head of Sales"


def test_an_escaped_backslash_does_not_swallow_the_separator_after_it() -> None:
    attendee = vcard("N:Keller\\\\;Maria", "ORG:A\\\\;Sales")
    assert (attendee.family_name, attendee.given_name, attendee.company) == ("Keller\\", "Maria", "A\\")


def test_grouped_properties_of_an_iphone_are_read() -> None:
    attendee = vcard("item1.EMAIL;type=INTERNET;type=pref:m@k.example", "item1.X-ABLabel:work", "a-b.TEL:+1")
    assert (attendee.email, attendee.phone) == ("m@k.example", "+1")


def test_the_uris_of_a_vcard_4_become_an_address_and_a_number() -> None:
    attendee = vcard(
        'TEL;VALUE=uri;PREF=1;TYPE="voice,work":tel:+1-312-555-0142',
        "EMAIL:mailto:m@k.example",
        version="4.0",
    )
    assert (attendee.phone, attendee.email) == ("+1-312-555-0142", "m@k.example")


def test_a_colon_in_a_quoted_parameter_does_not_end_it() -> None:
    assert vcard('N;SORT-AS="Keller:Maria":Keller;Maria', version="4.0").family_name == "Keller"


def test_an_empty_property_does_not_hide_the_filled_one_after_it() -> None:
    attendee = vcard("EMAIL;TYPE=HOME:", "EMAIL;TYPE=WORK:m@k.example", "TEL:", "TEL:+1")
    assert (attendee.email, attendee.phone) == ("m@k.example", "+1")


def test_of_two_addresses_the_first_is_taken() -> None:
    assert vcard("EMAIL:first@k.example", "EMAIL:second@k.example").email == "first@k.example"


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_quoted_printable_names_over_soft_line_breaks_come_out_whole(line_end: str) -> None:
    attendee = vcard(
        f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BC={line_end}ller;J={line_end}=C3=B6rg",
        f"ORG;QUOTED-PRINTABLE:B=C3=A4cker ={line_end}M=C3=BC={line_end}ller",
        "TEL:+1",
        version="2.1",
        end=line_end,
    )
    assert (attendee.name, attendee.company, attendee.phone) == ("Jörg Müller", "Bäcker Müller", "+1")


def test_quoted_printable_in_another_character_set_is_spelled_right() -> None:
    line = "FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=F6rg M=FCller"
    assert vcard(line, version="2.1").name == "Jörg Müller"


@pytest.mark.parametrize("charset", ["", ";CHARSET=UTF-8", ";CHARSET=ISO-8859-99", ";CHARSET=hex"])
def test_a_wrong_character_set_loses_no_letter(charset: str) -> None:
    line = f"FN{charset};ENCODING=QUOTED-PRINTABLE:J=F6rg M=FCller"
    assert vcard(line, version="2.1").name == "Jörg Müller"


def test_a_picture_whose_code_ends_in_an_equals_sign_does_not_swallow_the_name() -> None:
    assert vcard("PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGg==", "FN:Maria Keller").name == "Maria Keller"


@pytest.mark.parametrize("between", ["", " "])
def test_a_vcard_whose_line_breaks_were_all_lost_is_kept_as_scanned(between: str) -> None:
    assert_kept_raw(between.join(VCARD_LINES))


def test_a_vcard_that_names_nobody_is_kept_as_scanned() -> None:
    assert_kept_raw("BEGIN:VCARD\nVERSION:3.0\nNOTE:come to hall 4\nEND:VCARD")


# MECARD


def test_a_mecard_names_its_visitor() -> None:
    payload = (
        "MECARD:N:Keller,Maria;ORG:Lakeside Foods;TITLE:Operations Director;"
        "TEL:+1-312-555-0142;EMAIL:maria@lakeside.example;UID:000123;;"
    )
    assert decode(payload) == DecodedBadge(Badge(format="mecard", id="000123"), MARIA)


@pytest.mark.parametrize("ending", [";;", ";", "", ";;\r", ";\r\n"])
def test_a_mecard_may_end_as_it_likes(ending: str) -> None:
    attendee = decode(f"]Q1MECARD:N:Keller,Maria;TEL:+1{ending}").attendee
    assert (attendee.name, attendee.phone) == ("Maria Keller", "+1")


def test_a_mecard_name_without_comma_is_not_torn_into_parts() -> None:
    assert decode("MECARD:N:Maria Keller;;").attendee == Attendee(name="Maria Keller")


def test_escapes_of_a_mecard_are_part_of_the_value() -> None:
    attendee = decode(r"MECARD:N:Keller\, Roth,Maria;ORG:A\;B\:C\\;EMAIL:m@k.example;;").attendee
    assert attendee.name == "Maria Keller, Roth"
    assert attendee.company == "A;B:C\\"
    assert attendee.email == "m@k.example"


def test_a_backslash_at_the_very_end_of_a_mecard_costs_nothing() -> None:
    assert decode("MECARD:N:Keller,Maria;ORG:Lakeside\\").attendee.company == "Lakeside\\"


# Delimited


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_a_delimited_badge_fills_the_configured_fields(delimiter: str) -> None:
    values = ("000123", "Maria", "Keller", "Lakeside Foods", "Operations Director", "maria@lakeside.example")
    decoded = decode("]L2" + delimiter.join([*values, "+1-312-555-0142"]) + "\r")
    assert decoded == DecodedBadge(Badge(format="delimited", id="000123"), MARIA)


def test_a_skipped_field_of_a_delimited_badge_is_not_published() -> None:
    decoded = decode("000123^vegetarian^Maria", ("id", "", "given_name"))
    assert decoded.badge.id == "000123"
    assert decoded.attendee == Attendee(name="Maria", given_name="Maria")


def test_empty_fields_of_a_delimited_badge_stay_unknown() -> None:
    decoded = decode("000123^^Keller^^^ ^")
    assert decoded == DecodedBadge(
        Badge(format="delimited", id="000123"), Attendee(name="Keller", family_name="Keller")
    )


def test_empty_last_fields_of_a_tab_delimited_badge_still_count() -> None:
    assert decode("000123\tMaria\tKeller\t\t\t\t").attendee.name == "Maria Keller"


def test_a_full_name_field_is_taken_as_written() -> None:
    assert decode("7|Dr. Maria Keller", ("id", "name")).attendee == Attendee(name="Dr. Maria Keller")


def test_the_delimiter_that_fits_is_found_when_others_occur_in_values() -> None:
    decoded = decode("7;Keller, Maria;Roth^Sons", ("id", "name", "company"))
    assert decoded.attendee == Attendee(name="Keller, Maria", company="Roth^Sons")


@pytest.mark.parametrize("payload", ["000123^Maria", "1^2^3^4^5^6^7^8", "^^^^^^", "a,b\r"])
def test_a_delimited_badge_that_does_not_fit_the_configuration_is_kept_as_scanned(payload: str) -> None:
    assert_kept_raw(payload)


# Ids and everything else


@pytest.mark.parametrize("badge_id", ["0000123", "123", "AB-12_3.4", "a" * 64, "7"])
def test_a_bare_id_keeps_its_zeros_and_signs(badge_id: str) -> None:
    expected = DecodedBadge(Badge(format="id", id=badge_id), Attendee())
    assert decode(badge_id) == expected
    assert decode(f"]C0{badge_id}\r") == expected


@pytest.mark.parametrize(
    "payload",
    [
        "https://expo.example/b/123?sig=abc",
        "https://expo.example/b?x=1;2;3;4;5;6;7",
        "WIFI:T:WPA;S:booth;P:secret;;",
        "WIFI:T:WPA2-EAP;E:PEAP;A:anon;I:id;P:secret;;",
        "mailto:a@b.example?subject=a,b,c,d,e,f,g",
        "BEGIN:VEVENT\nSUMMARY:a,b,c,d,e,f,g\nEND:VEVENT",
        "",
        "\r",
        "]Q1",
        " ",
        "\x00\x1d\x1e\x04",
        "Grüße, ☃",
        "-123",
        "a" * 65,
        "BEGIN:VCARD",
        "MECARD:",
        "MECARD:;;",
        "boothscribe:unknown",
    ],
)
def test_what_is_no_badge_is_kept_as_scanned(payload: str) -> None:
    assert_kept_raw(payload)


HEADS = st.sampled_from(["", "]Q1", "BEGIN:VCARD\n", "BEGIN:VCARD\rVERSION:2.1\r", "MECARD:", "WIFI:", "1^"])
PIECES = st.one_of(
    st.text(max_size=10),
    st.text(st.characters(max_codepoint=0x1F), max_size=3),
    st.sampled_from(["N:", "FN;ENCODING=QUOTED-PRINTABLE:", "ORG:", "UID:", 'EMAIL;X="', "=\r", "\n ", "\\"]),
    st.sampled_from([";CHARSET=EUC-JP", "=FF=A4", ";", ",", "^", "|", "\t", ":", "END:VCARD"]),
)


@PATIENT
@given(HEADS, st.lists(PIECES, max_size=12), st.lists(st.sampled_from(["", *FIELDS]), max_size=7))
@example("", ["\0"], [])
def test_no_scan_is_ever_lost_or_stops_the_box(head: str, pieces: list[str], fields: list[str]) -> None:
    payload = head + "".join(pieces)
    decoded = decode(payload, tuple(fields))
    if decoded.badge.format == "unreadable":
        assert decoded == DecodedBadge(Badge(format="unreadable", raw=payload), Attendee())
    else:
        assert decoded.badge.raw is None
        assert decoded.badge.id or decoded.attendee != Attendee()


VALUES = st.text(
    st.one_of(st.sampled_from("\\;,:=^| \n"), st.characters(exclude_categories=["Cs", "Cc"])),
    min_size=1,
    max_size=30,
).filter(lambda value: bool(value.strip()))


def one_line(value: str) -> str:
    return " ".join(value.split())


def escaped(value: str) -> str:
    for character in "\\;,":
        value = value.replace(character, f"\\{character}")
    return value.replace("\n", "\\n")


@PATIENT
@given(
    given_name=VALUES,
    family_name=VALUES,
    company=VALUES,
    title=VALUES,
    line_end=st.sampled_from(["\r\n", "\n", "\r"]),
    width=st.integers(5, 75),
)
def test_whatever_stands_on_a_vcard_arrives_as_written(
    *, given_name: str, family_name: str, company: str, title: str, line_end: str, width: int
) -> None:
    lines = [
        f"N:{escaped(family_name)};{escaped(given_name)};;;",
        f"ORG:{escaped(company)};Unit",
        f"TITLE:{escaped(title)}",
    ]
    folded = [
        f"{line_end} ".join(line[first : first + width] for first in range(0, len(line), width))
        for line in lines
    ]
    attendee = vcard(*folded, end=line_end)
    assert attendee.given_name == one_line(given_name)
    assert attendee.family_name == one_line(family_name)
    assert attendee.name == one_line(f"{given_name} {family_name}")
    assert attendee.company == one_line(company)
    assert attendee.title == one_line(title)


@PATIENT
@given(name=VALUES, line_end=st.sampled_from(["\r\n", "\n", "\r"]))
def test_whatever_stands_on_a_quoted_printable_vcard_arrives_as_written(name: str, line_end: str) -> None:
    encoded = quopri.encodestring(escaped(name).encode()).decode().replace("\n", line_end)
    line = f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{encoded}"
    assert vcard(line, "TEL:+1", version="2.1", end=line_end) == Attendee(name=one_line(name), phone="+1")


@PATIENT
@given(family_name=VALUES, given_name=VALUES, company=VALUES, badge_id=VALUES)
def test_whatever_stands_on_a_mecard_arrives_as_written(
    family_name: str, given_name: str, company: str, badge_id: str
) -> None:
    family, given_, org, uid = (
        escaped(value).replace(":", r"\:") for value in (family_name, given_name, company, badge_id)
    )
    decoded = decode(f"MECARD:N:{family},{given_};ORG:{org};UID:{uid};;")
    assert decoded.badge == Badge(format="mecard", id=one_line(badge_id))
    assert decoded.attendee.family_name == one_line(family_name)
    assert decoded.attendee.given_name == one_line(given_name)
    assert decoded.attendee.company == one_line(company)


@PATIENT
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=DELIMITERS)),
        min_size=7,
        max_size=7,
    ),
    st.sampled_from(DELIMITERS),
)
def test_whatever_stands_on_a_delimited_badge_arrives_as_written(values: list[str], delimiter: str) -> None:
    assume(values[0].strip() and values[-1].strip())
    values[0] = f"0{values[0]}"
    attendee = decode(delimiter.join(values)).attendee
    found = (attendee.given_name, attendee.family_name, attendee.company, attendee.title, attendee.email)
    assert found == tuple(value.strip() or None for value in values[1:6])
    assert attendee.phone == values[6].strip()
