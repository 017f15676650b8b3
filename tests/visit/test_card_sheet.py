"""The printed sheet, rendered as a printer would and read as a scanner would."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from click.testing import CliRunner

from agent.cli import main
from agent.visit.card import Card, CardReader

KEY = "5f1c0f5e6d7a8b9c0d1e2f3a4b5c6d7e"
EVENT = '[event]\nid = "expo-2026"\nname = "Expo 2026"\nstarts = 2026-03-03\nends = 2026-03-05\n'


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "event.toml").write_text(EVENT)
    return folder


def print_cards(pack: Path, *options: str) -> tuple[int, str, Path]:
    pdf = pack.parent / "cards.pdf"
    result = CliRunner().invoke(main, ["cards", "--event", str(pack), "--pdf", str(pdf), *options])
    return result.exit_code, result.output, pdf


def scanned_from(pdf: Path, *, dpi: int = 150) -> set[str]:
    """Return the texts of all codes on the only page."""
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    image = document[0].render(scale=dpi / 72).to_pil().convert("L")
    document.close()
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return {found.text for found in zxingcpp.read_barcodes(image, formats=formats)}


@pytest.mark.parametrize("dpi", [150, 300])
def test_every_printed_card_scans_and_is_obeyed_by_a_box_with_the_key(pack: Path, dpi: int) -> None:
    key_file = pack.parent / "cards.key"
    key_file.write_text(KEY + "\n")
    code, output, pdf = print_cards(pack, "--key-file", str(key_file), "--serial", "3")
    assert code == 0, output
    reader = CardReader(event="expo-2026", key=KEY.encode(), oldest_serial=3)
    codes = scanned_from(pdf, dpi=dpi)
    assert {reader.read(text) for text in codes} == set(Card)
    assert len(codes) == len(Card)
    assert KEY not in output


def test_an_unsigned_sheet_scans_too_and_says_that_it_is_not_signed(pack: Path) -> None:
    code, output, pdf = print_cards(pack)
    assert code == 0
    assert "not signed" in output
    assert {CardReader(event="expo-2026").read(text) for text in scanned_from(pdf)} == set(Card)


def test_the_sheet_names_its_cards_for_people(pack: Path) -> None:
    _, _, pdf = print_cards(pack)
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_range()
    document.close()
    for name in (
        "Yes",
        "No",
        "End",
        "Hot",
        "Warm",
        "Cold",
        "Together",
        "Mute",
        "Unmute",
        "Call",
        "Delete last",
    ):
        assert name in text
    assert "Expo 2026" in text


def test_a_show_whose_name_the_fonts_cannot_write_is_named_by_its_id(pack: Path) -> None:
    (pack / "event.toml").write_text(EVENT.replace("Expo 2026", "展示会"))
    code, _, pdf = print_cards(pack)
    assert code == 0
    document = pypdfium2.PdfDocument(pdf)
    assert "expo-2026" in document[0].get_textpage().get_text_range()
    document.close()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "event.toml cannot be read"),
        ("[event", "is not TOML"),
        ("[event]\nid = 'expo 2026'\n", "[event] is incomplete or wrong"),
        ("", "[event] is incomplete or wrong"),
    ],
)
def test_a_pack_that_cannot_be_used_is_named_with_what_to_do(
    pack: Path, content: str | None, says: str
) -> None:
    (pack / "event.toml").unlink()
    if content is not None:
        (pack / "event.toml").write_text(content)
    code, output, pdf = print_cards(pack)
    assert code == 1
    assert says in output
    assert not pdf.exists()


@pytest.mark.parametrize("key", [b"", b"short", b"\xff" * 32, b"two lines of\nsome key material"])
def test_a_key_that_a_box_could_not_be_given_is_refused(pack: Path, key: bytes) -> None:
    key_file = pack.parent / "cards.key"
    key_file.write_bytes(key)
    code, output, _ = print_cards(pack, "--key-file", str(key_file))
    assert code == 1
    assert "openssl rand -hex 32" in output


def test_a_pdf_that_cannot_be_written_is_an_error_and_no_traceback(pack: Path) -> None:
    result = CliRunner().invoke(
        main, ["cards", "--event", str(pack), "--pdf", str(pack / "no" / "cards.pdf")]
    )
    assert result.exit_code == 1
    assert "cannot be written" in result.output
