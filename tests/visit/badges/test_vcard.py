import pytest

from tests.visit.badges.readings import MARIA, VCARD_LINES, fields, read, refused, vcard


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r", "\r\r\n", "\n\n"])
def test_a_vcard_names_its_visitor_whatever_the_scanner_makes_of_line_ends(line_end: str) -> None:
    assert fields(line_end.join(VCARD_LINES)) == MARIA


@pytest.mark.parametrize(
    "lost", ["", " ", "|", r"\n", r"\r\n", "<CR>", "<CR><LF>", "[CR]", "{CR}{LF}", "%0D%0A", "^M"]
)
def test_a_vcard_whose_line_ends_were_lost_or_spelled_out_still_names_its_visitor(lost: str) -> None:
    assert fields(lost.join(VCARD_LINES)) == MARIA


@pytest.mark.parametrize("company", [r"\X0D", r"A\x1dB", r"C:\u000dE"])
def test_an_escaped_backslash_spells_no_line_end(company: str) -> None:
    escaped = company.replace("\\", "\\\\")
    assert (
        fields("\n".join(["BEGIN:VCARD", "N:Ito;Aya", f"ORG:{escaped}", "END:VCARD"]))["company"] == company
    )


@pytest.mark.parametrize("prefix", ["]Q1", "]d2", "]e0", "]L2", "\ufeff", "\x02", "QR:"])
def test_what_a_scanner_puts_in_front_does_not_hide_a_vcard(prefix: str) -> None:
    assert fields(prefix + "\r".join(VCARD_LINES)) == MARIA


def test_a_vcard_without_end_still_names_the_visitor() -> None:
    assert fields("\r".join(VCARD_LINES[:-1])) == MARIA


@pytest.mark.parametrize("end", ["END:VCAR", "END:", "END", "E"])
def test_a_vcard_whose_end_was_cut_off_still_names_the_visitor(end: str) -> None:
    assert fields("\n".join([*VCARD_LINES[:-1], end])) == MARIA


@pytest.mark.parametrize(
    "cut", ["N:Kel", "FN:Mar", "FN:Maria Kel", "UID:0001", "EMAIL:maria@lake", "TEL:+13", "OR"]
)
def test_half_a_value_is_never_taken_for_the_whole(cut: str) -> None:
    lines = ["BEGIN:VCARD", "VERSION:3.0", cut]
    assert refused("\n".join(lines)) == "truncated"
    # With somebody named before, the rest is left out.
    assert fields("\n".join([*lines[:2], "N:Keller;Maria", cut])) == {
        "first_name": "Maria",
        "last_name": "Keller",
        "full_name": "Maria Keller",
    }


def test_a_line_end_shows_that_the_last_line_of_a_vcard_without_end_is_whole() -> None:
    assert fields("BEGIN:VCARD\nVERSION:3.0\nFN:Maria Keller\n") == {"full_name": "Maria Keller"}


def test_a_vcard_in_small_letters_is_read() -> None:
    assert fields("begin:vcard\nversion:3.0\nfn:Maria Keller\nend:vcard") == {"full_name": "Maria Keller"}


def test_a_vcard_without_formatted_name_is_named_by_its_parts() -> None:
    result = read("BEGIN:VCARD\nN:Keller;Maria;;Dr.;\nEND:VCARD")
    assert result.text("full_name") == "Maria Keller"
    assert result.provenance["full_name"] == "first_name + last_name"


def test_a_formatted_name_is_not_torn_into_parts() -> None:
    assert vcard("FN:Maria Keller") == {"full_name": "Maria Keller"}
    assert vcard("N:Maria Keller") == {"full_name": "Maria Keller"}


@pytest.mark.parametrize(
    ("lines", "badge_id"),
    [
        (["UID:000123\\,7"], "000123,7"),
        (["UID:urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6"], "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
        (["UID:1f0c", "X-BADGE-ID:000123"], "000123"),
        (["X-ATTENDEE-ID:000123"], "000123"),
    ],
)
def test_the_registration_id_of_a_vcard_is_kept_for_look_up(lines: list[str], badge_id: str) -> None:
    assert vcard("FN:Maria", *lines)["id"] == badge_id


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_a_long_line_folded_by_the_badge_printer_is_one_line_again(line_end: str) -> None:
    folded = f"ORG:Lakeside Foo{line_end} ds International{line_end}\t Holdings"
    assert vcard("FN:M", folded, end=line_end)["company"] == "Lakeside Foods International Holdings"


def test_an_old_vcard_folded_at_a_space_keeps_the_space() -> None:
    assert vcard("FN:Maria", " Keller", version="2.1")["full_name"] == "Maria Keller"


def test_escaped_separators_are_part_of_the_value() -> None:
    found = vcard(r"N:Keller\;Roth;Maria\, Anna", r"ORG:Roth\, Keller\; Sons;Sales", r"TITLE:Head\nof Sales")
    assert found["last_name"] == "Keller;Roth"
    assert found["first_name"] == "Maria, Anna"
    assert found["company"] == "Roth, Keller; Sons"
    assert found["title"] == "Head of Sales"


def test_an_escaped_backslash_does_not_swallow_the_separator_after_it() -> None:
    found = vcard("N:Keller\\\\;Maria", "ORG:A\\\\;Sales")
    assert (found["last_name"], found["first_name"], found["company"]) == ("Keller\\", "Maria", "A\\")


def test_grouped_properties_of_a_telephone_are_read() -> None:
    found = vcard(
        "item1.EMAIL;type=INTERNET;type=pref:m@k.example", "item1.X-ABLabel:work", "a-b.TEL:+1 312 555 0142"
    )
    assert found == {"emails": ("m@k.example",), "phones": ("+13125550142",)}


def test_the_uris_of_a_vcard_4_become_addresses_and_numbers() -> None:
    found = vcard(
        'TEL;VALUE=uri;PREF=1;TYPE="voice,work":tel:+1-418-656-9254;ext=102',
        "EMAIL:mailto:m@K.Example",
        version="4.0",
    )
    assert found == {"phones": ("+14186569254;ext=102",), "emails": ("m@k.example",)}


def test_a_fax_is_no_telephone_to_call() -> None:
    assert vcard("TEL;WORK;FAX:+13125550100", "TEL;CELL:+13125550142")["phones"] == ("+13125550142",)


def test_a_colon_in_a_quoted_parameter_does_not_end_it() -> None:
    assert vcard('N;SORT-AS="Keller:Maria":Keller;Maria', version="4.0")["last_name"] == "Keller"


def test_all_addresses_are_kept_in_order_and_once() -> None:
    found = vcard(
        "FN:M", "EMAIL:", "EMAIL:b@k.example", "EMAIL:a@k.example", "EMAIL;HOME:B@k.example", "TEL:n/a"
    )
    assert found["emails"] == ("b@k.example", "a@k.example")
    assert "phones" not in found


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_quoted_printable_names_over_soft_line_breaks_come_out_whole(line_end: str) -> None:
    found = vcard(
        f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BC={line_end}ller;J={line_end}=C3=B6rg",
        f"ORG;QUOTED-PRINTABLE:B=C3=A4cker ={line_end}M=C3=BC={line_end}ller",
        "TEL:+13125550142",
        version="2.1",
        end=line_end,
    )
    assert (found["full_name"], found["company"]) == ("Jörg Müller", "Bäcker Müller")
    assert found["phones"] == ("+13125550142",)


@pytest.mark.parametrize(
    "charset",
    ["", ";CHARSET=UTF-8", ";CHARSET=ISO-8859-1", ";CHARSET=ISO-8859-99", ";CHARSET=hex", ";CHARSET=LATIN1"],
)
def test_a_wrong_character_set_loses_no_letter(charset: str) -> None:
    line = f"FN{charset};ENCODING=QUOTED-PRINTABLE:J=F6rg M=FCller"
    assert vcard(line, version="2.1")["full_name"] == "Jörg Müller"


def test_a_picture_whose_code_ends_in_an_equals_sign_does_not_swallow_the_name() -> None:
    found = vcard("PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGg==", "FN:Maria Keller")
    assert found["full_name"] == "Maria Keller"


def test_a_name_in_base64_is_read() -> None:
    assert vcard("FN;ENCODING=B:SsO2cmc=")["full_name"] == "Jörg"


def test_utf_8_that_was_read_as_latin_1_is_mended_only_as_a_whole() -> None:
    assert vcard("FN:MÃ¼ller")["full_name"] == "Müller"
    assert vcard("FN:Müller Ã¼")["full_name"] == "Müller Ã¼"


@pytest.mark.parametrize("body", ["NOTE:come to hall 4", "ORG:Lakeside Foods", "FN:"])
def test_a_vcard_that_names_nobody_is_told_apart_from_a_broken_one(body: str) -> None:
    assert refused(f"BEGIN:VCARD\nVERSION:3.0\n{body}\nEND:VCARD") == "no_identity"


def test_an_upper_case_value_is_not_mistaken_for_the_next_property() -> None:
    names = "N:KELLERMANN;JOHN;;;FN:JOHN KELLERMANN"
    payload = f"BEGIN:VCARDVERSION:3.0{names}ORG:SIEMENSTITLE:CTOTEL:+13125550142END:VCARD"
    assert fields(payload) == {
        "first_name": "JOHN",
        "last_name": "KELLERMANN",
        "full_name": "JOHN KELLERMANN",
        "company": "SIEMENS",
        "title": "CTO",
        "phones": ("+13125550142",),
    }


@pytest.mark.parametrize("between", ["", "\r", "\n\n"])
def test_a_badge_scanned_twice_in_one_go_is_one_visitor(between: str) -> None:
    one = "\r".join(VCARD_LINES)
    assert fields(one + between + one) == MARIA
    assert fields(one[: len(one) // 2] + "\r" + one) == MARIA


def test_two_badges_in_one_go_are_not_mixed() -> None:
    other = "\r".join(VCARD_LINES).replace("Maria", "Anna")
    assert refused("\r".join(VCARD_LINES) + "\r" + other) == "two_badges"
    assert refused("".join(VCARD_LINES) + other) == "two_badges"
