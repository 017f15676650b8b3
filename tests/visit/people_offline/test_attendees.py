import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from agent.visit.people.attendee_list import AttendeeList, AttendeeListError, DamagedListError, build

HEADER = "Badge ID,First name,Last name,Company,Job title,E-mail,Country,Hall\n"
ROWS = """\
F27-004711,Mara,Quint,Lakeside Foods,Plant Manager,mara.quint@lakeside.example,United Kingdom,9
F27-004712,Tom,Reed,Orion,,shared@orion.example,Germany,
F27-004713,Ann,Bell,Orion,,shared@orion.example,Germany,
"""


OPEN: list[AttendeeList] = []


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    while OPEN:
        OPEN.pop().close()


def opened(path: Path) -> AttendeeList | None:
    people = AttendeeList.open(path)
    if people is not None:
        OPEN.append(people)
    return people


def listed(tmp_path: Path, text: str, encoding: str = "utf-8") -> AttendeeList:
    source, target = tmp_path / "attendees.csv", tmp_path / "attendees.db"
    source.write_bytes(text.encode(encoding))
    build(source, target)
    people = opened(target)
    assert people is not None
    return people


def ids(tmp_path: Path, *badge_ids: str) -> AttendeeList:
    return listed(tmp_path, "id,name\n" + "".join(f"{one},Person {one}\n" for one in badge_ids))


def found(people: AttendeeList, badge_id: str, *labels: str) -> str | None:
    person = people.by_badge(badge_id, labels=frozenset(labels))
    return person.person.id if person else None


def test_everything_that_the_list_says_comes_back(tmp_path: Path) -> None:
    people = listed(tmp_path, HEADER + ROWS)
    person = people.by_badge("F27-004711")
    assert person is not None
    assert person.person.name == "Mara Quint"
    assert person.person.title == "Plant Manager"
    assert person.person.extra == {"Hall": "9"}
    assert people.size == 3


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (
            "sep=;\r\nTicketnummer;Vorname;Nachname;Firma\r\n17;Jörg;Öz;Bäcker\r\n".replace(
                "Ticketnummer", "Ticket number"
            ),
            "cp1252",
        ),
        ("Company\tFull Name\tRegistration ID\nBäcker\tJörg Öz\t17\n", "utf-16"),
        ("\n\nNOM,PRENOM,BARCODE,SOCIETE\nÖz,Jörg,17,Bäcker\n", "utf-8-sig"),
        ('"Badge_ID","NAME","Organisation"\n"17","Jörg Öz","Bäcker"\n', "utf-8"),
    ],
)
def test_lists_are_read_as_organisers_send_them(tmp_path: Path, text: str, encoding: str) -> None:
    person = listed(tmp_path, text, encoding).by_badge("17")
    assert person is not None
    assert (person.person.name, person.person.company) == ("Jörg Öz", "Bäcker")


@pytest.mark.parametrize("badge_id", ["F27-004711", "f27-004711", " F27-004711 ", "004711", "4711"])
def test_a_badge_that_writes_the_id_a_little_differently_is_known(tmp_path: Path, badge_id: str) -> None:
    assert found(listed(tmp_path, HEADER + ROWS), badge_id) == "F27-004711"


@pytest.mark.parametrize("badge_id", ["X27-004711", "4714", "F27-4711x", "", "711", "F2-7004711"])
def test_a_badge_that_is_somebody_elses_is_nobody(tmp_path: Path, badge_id: str) -> None:
    assert found(listed(tmp_path, HEADER + ROWS), badge_id) is None


def test_leading_zeros_count_where_two_people_differ_by_them(tmp_path: Path) -> None:
    people = ids(tmp_path, "0012345", "12345", "777")
    assert found(people, "0012345") == "0012345"
    assert found(people, "12345") == "12345"
    assert found(people, "00012345") is None
    assert found(people, "000777") == "777"


def test_case_counts_where_two_people_differ_by_it(tmp_path: Path) -> None:
    people = ids(tmp_path, "ab1", "AB1")
    assert found(people, "ab1") == "ab1"
    assert found(people, "Ab1") is None


def test_a_label_before_a_plain_number_is_no_part_of_the_id_but_another_series_is(tmp_path: Path) -> None:
    people = ids(tmp_path, "0012345", "0012346")
    assert found(people, "ID:0012345") == "0012345"
    assert found(people, "EXPO-9-0012345", "expo9") == "0012345"
    assert found(people, "EXH-0012345", "expo9") is None


def test_series_that_share_numbers_are_kept_apart(tmp_path: Path) -> None:
    people = ids(tmp_path, "VIS-1000", "EXH-1000", "VIS-1001")
    assert found(people, "1000") is None
    assert found(people, "1001") is None
    assert found(people, "EXH-1000") == "EXH-1000"


def test_an_address_that_several_people_share_names_none_of_them(tmp_path: Path) -> None:
    people = listed(tmp_path, HEADER + ROWS)
    assert people.by_email("shared@orion.example") is None
    only = people.by_email(" MARA.Quint@lakeside.example")
    assert only is not None
    assert only.person.id == "F27-004711"


def test_somebody_who_is_listed_twice_is_not_mixed_up(tmp_path: Path) -> None:
    people = listed(tmp_path, "id,name\n5,One\n5,Two\n6,Three\n")
    assert found(people, "5") is None
    assert found(people, "6") == "6"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"name,company\nx,y\n", "neither a column for the badge id"),
        (b"PK\x03\x04", "is an Excel workbook"),
        (b'id,name\n1,"' + b"x" * 200_000, "is a quote left open"),
    ],
)
def test_a_list_that_cannot_be_read_leaves_the_one_before_in_place(
    tmp_path: Path, content: bytes, message: str
) -> None:
    ids(tmp_path, "42")
    source = tmp_path / "attendees.csv"
    source.write_bytes(content)
    with pytest.raises(AttendeeListError, match=message):
        build(source, tmp_path / "attendees.db")
    people = opened(tmp_path / "attendees.db")
    assert people is not None
    assert found(people, "42") == "42"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["attendees.csv", "attendees.db"]


def test_a_list_that_a_crash_left_half_built_is_never_used(tmp_path: Path) -> None:
    ids(tmp_path, "42")
    (tmp_path / "attendees.db.new").write_bytes(b"SQLite format 3\0 torn")
    people = opened(tmp_path / "attendees.db")
    assert people is not None
    assert found(people, "42") == "42"
    (tmp_path / "attendees.db").write_bytes(b"torn")
    assert opened(tmp_path / "attendees.db") is None
    assert found(ids(tmp_path, "43"), "43") == "43"


def test_a_scan_can_be_answered_while_a_newer_list_takes_the_place_of_the_one_in_use(tmp_path: Path) -> None:
    old = ids(tmp_path, "42")
    new = ids(tmp_path, "43")
    assert found(old, "42") == "42"
    assert found(new, "43") == "43"


def test_the_list_is_readable_for_the_box_alone(tmp_path: Path) -> None:
    ids(tmp_path, "42")
    assert (tmp_path / "attendees.db").stat().st_mode & 0o077 == 0


def test_a_list_of_an_older_version_is_built_anew(tmp_path: Path) -> None:
    ids(tmp_path, "42")
    with closing(sqlite3.connect(tmp_path / "attendees.db")) as connection, connection:
        connection.execute("UPDATE about SET value = '0' WHERE name = 'schema'")
    assert opened(tmp_path / "attendees.db") is None


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE attendees SET company = CAST(x'4c61ff6b65' AS TEXT)",
        "UPDATE attendees SET company = x'00ff'",
        "UPDATE attendees SET name = 7",
        "UPDATE attendees SET extra = '{\"Hall\": '",
        "UPDATE attendees SET extra = '[\"9\"]'",
        "UPDATE attendees SET extra = '{\"Hall\": 9}'",
        "UPDATE attendees SET id = 'F27-009999', email = 'else@x.example'",
        "DROP TABLE attendees",
    ],
)
def test_what_is_not_written_as_we_write_is_nobodys_and_told(tmp_path: Path, change: str) -> None:
    listed(tmp_path, HEADER + ROWS).close()
    with closing(sqlite3.connect(tmp_path / "attendees.db")) as connection:
        people = AttendeeList(connection)
        connection.execute(change)
        assert not people.damaged
        with capture_logs() as logs:
            for ask in (people.by_badge, people.by_badge, people.by_email):
                with pytest.raises(DamagedListError, match="built anew from the event pack"):
                    ask("mara.quint@lakeside.example" if ask == people.by_email else "F27-004711")
        assert people.damaged
    assert len(logs) == 1
    assert not {"Mara", "Quint", "Lakeside", "F27-004711"} & set(str(logs).replace("'", " ").split())


@settings(deadline=None, max_examples=80)
@given(chance=st.randoms(use_true_random=False), changes=st.integers(1, 30), cut=st.booleans())
def test_a_list_on_a_bad_card_names_somebody_or_says_that_it_cannot(
    tmp_path_factory: pytest.TempPathFactory, chance: Random, changes: int, cut: bool
) -> None:
    directory = tmp_path_factory.mktemp("list")
    ids(directory, *(f"VIS-{number:04}" for number in range(90))).close()
    content = bytearray((directory / "attendees.db").read_bytes())
    for _ in range(changes):
        content[chance.randrange(len(content))] = chance.randrange(256)
    (directory / "attendees.db").write_bytes(content[: chance.randrange(len(content))] if cut else content)
    people = opened(directory / "attendees.db")
    for number in range(90) if people is not None else ():
        with suppress(DamagedListError):
            assert people is not None
            assert found(people, f"VIS-{number:04}") in {f"VIS-{number:04}", None}


BADGE_IDS = st.from_regex(r"(?:VIS-|EXH-|)0{0,3}[1-9][0-9]{0,6}", fullmatch=True)


@settings(deadline=None, max_examples=60)
@given(known=st.lists(BADGE_IDS, min_size=1, max_size=12, unique=True), asked=BADGE_IDS)
def test_whoever_is_found_has_the_number_on_the_badge_and_nobody_else_has_it(
    tmp_path_factory: pytest.TempPathFactory, known: list[str], asked: str
) -> None:
    people = ids(tmp_path_factory.mktemp("list"), *known)
    for badge_id in known:
        assert found(people, badge_id) == badge_id
    result = found(people, asked)
    if result is not None and result != asked:
        number = asked.rpartition("-")[2].lstrip("0")
        same_number = [one for one in known if one.rpartition("-")[2].lstrip("0") == number]
        assert result in same_number
        assert len([one for one in same_number if one.rpartition("-")[0] == result.rpartition("-")[0]]) == 1
