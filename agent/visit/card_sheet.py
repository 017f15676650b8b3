"""The printable sheet of command cards: A4, cut marks, QR codes, names and icons."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from agent.visit.card import PREFIX, Card, sign

_COLUMNS, _ROWS = 3, 4
_CARD_WIDTH, _CARD_HEIGHT = 58 * mm, 64 * mm
_QR = 36 * mm
_MARK, _MARK_GAP = 4 * mm, 1.5 * mm
_INK = 0.1
_GREY = 0.45

Icon = Callable[[Canvas, float, float, float], None]
"""Draws into a square: lower left corner, and its side."""


@dataclass(frozen=True, slots=True)
class _Face:
    title: str
    hint: str
    icon: Icon


def write_sheet(
    path: Path,
    *,
    event: str,
    event_name: str,
    serial: int,
    key: bytes | None,
    written_by: str = "Boothscribe",
) -> None:
    """Write the sheet of one event as a PDF of one page.

    Args:
        path: Where to; replaced if it exists.
        event: Id of the event that the cards are for.
        event_name: For people.
        serial: Number of the sheet.
        key: What the cards are signed with; None: not at all.
        written_by: Author in the file's properties.

    Raises:
        OSError: If it cannot be written.
    """
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setTitle(f"Command cards: {_latin(event_name, event)}")
    canvas.setAuthor(written_by)
    left = (A4[0] - _COLUMNS * _CARD_WIDTH) / 2
    bottom = (A4[1] - _ROWS * _CARD_HEIGHT) / 2
    for number, (card, face) in enumerate(_FACES.items()):
        column, row = number % _COLUMNS, _ROWS - 1 - number // _COLUMNS
        x, y = left + column * _CARD_WIDTH, bottom + row * _CARD_HEIGHT
        text = f"{PREFIX}{card}" if key is None else sign(card, event=event, serial=serial, key=key)
        _draw_card(canvas, x, y, face, text)
    kind = "not signed" if key is None else f"sheet {serial}"
    _draw_footer(canvas, f"{_latin(event_name, event)} - {kind}", left, bottom)
    _draw_help(canvas, left + 2 * _CARD_WIDTH, bottom)
    _draw_cut_marks(canvas, left, bottom)
    canvas.save()


def _draw_card(canvas: Canvas, x: float, y: float, face: _Face, text: str) -> None:
    # Level M: a quarter of the code may be dirty. In capitals the QR code is smaller (alphanumeric mode).
    code = QrCodeWidget(text.upper(), barLevel="M", barBorder=4, barWidth=_QR, barHeight=_QR)
    drawing = Drawing(_QR, _QR)
    drawing.add(code)
    renderPDF.draw(drawing, canvas, x + (_CARD_WIDTH - _QR) / 2, y + 16 * mm)
    canvas.setFillGray(_INK)
    canvas.setStrokeGray(_INK)
    icon = 8 * mm
    canvas.saveState()
    canvas.setLineWidth(0.6 * mm)
    face.icon(canvas, x + 4 * mm, y + _CARD_HEIGHT - 11 * mm, icon)
    canvas.restoreState()
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(x + 15 * mm, y + _CARD_HEIGHT - 9 * mm, face.title)
    canvas.setFont("Helvetica", 8)
    for line, part in enumerate(_lines(face.hint)):
        canvas.drawCentredString(x + _CARD_WIDTH / 2, y + 12 * mm - line * 3.5 * mm, part)


def _draw_help(canvas: Canvas, x: float, y: float) -> None:
    lines = (
        "Wrong badge scanned?",
        "1. Scan Delete last.",
        "2. Scan the right badge.",
        "",
        "A card means the badge that was",
        "scanned last, also for two minutes",
        "after the end.",
    )
    canvas.setFillGray(_INK)
    for number, line in enumerate(lines):
        canvas.setFont("Helvetica-Bold" if number == 0 else "Helvetica", 11 if number == 0 else 9)
        canvas.drawString(x + 5 * mm, y + 50 * mm - number * 5 * mm, line)


def _draw_footer(canvas: Canvas, text: str, left: float, bottom: float) -> None:
    canvas.setFillGray(_GREY)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(left, bottom - 9 * mm, text)


def _draw_cut_marks(canvas: Canvas, left: float, bottom: float) -> None:
    canvas.setStrokeGray(_GREY)
    canvas.setLineWidth(0.2 * mm)
    top, right = bottom + _ROWS * _CARD_HEIGHT, left + _COLUMNS * _CARD_WIDTH
    for column in range(_COLUMNS + 1):
        x = left + column * _CARD_WIDTH
        canvas.line(x, bottom - _MARK_GAP, x, bottom - _MARK_GAP - _MARK)
        canvas.line(x, top + _MARK_GAP, x, top + _MARK_GAP + _MARK)
    for row in range(_ROWS + 1):
        y = bottom + row * _CARD_HEIGHT
        canvas.line(left - _MARK_GAP, y, left - _MARK_GAP - _MARK, y)
        canvas.line(right + _MARK_GAP, y, right + _MARK_GAP + _MARK, y)


def _lines(text: str, width: float = 52 * mm) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if stringWidth(longer, "Helvetica", 8) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _latin(text: str, otherwise: str) -> str:
    """Return `text` if the fonts of every PDF reader can write it; they know no more than Latin-1."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return otherwise
    return text


def _check(canvas: Canvas, x: float, y: float, side: float) -> None:
    canvas.lines([(x, y + 0.45 * side, x + 0.35 * side, y + 0.1 * side)])
    canvas.line(x + 0.35 * side, y + 0.1 * side, x + side, y + 0.9 * side)


def _cross(canvas: Canvas, x: float, y: float, side: float) -> None:
    canvas.line(x, y, x + side, y + side)
    canvas.line(x, y + side, x + side, y)


def _stop(canvas: Canvas, x: float, y: float, side: float) -> None:
    canvas.rect(x + 0.1 * side, y + 0.1 * side, 0.8 * side, 0.8 * side, fill=1)


def _bars(count: int) -> Icon:
    def draw(canvas: Canvas, x: float, y: float, side: float) -> None:
        for number in range(3):
            canvas.rect(
                x + number * 0.36 * side, y, 0.26 * side, (number + 1) * side / 3, fill=int(number < count)
            )

    return draw


def _person(canvas: Canvas, x: float, y: float, side: float) -> None:
    canvas.circle(x + side / 2, y + 0.75 * side, 0.2 * side, fill=1)
    canvas.ellipse(x + 0.15 * side, y - 0.2 * side, x + 0.85 * side, y + 0.5 * side, fill=1)


def _two_people(canvas: Canvas, x: float, y: float, side: float) -> None:
    _person(canvas, x - 0.1 * side, y, 0.7 * side)
    _person(canvas, x + 0.45 * side, y, 0.7 * side)


def _raised_hand(canvas: Canvas, x: float, y: float, side: float) -> None:
    _person(canvas, x, y, 0.8 * side)
    canvas.line(x + 0.7 * side, y + 0.3 * side, x + 0.95 * side, y + side)


def _microphone(canvas: Canvas, x: float, y: float, side: float) -> None:
    canvas.roundRect(x + 0.35 * side, y + 0.4 * side, 0.3 * side, 0.6 * side, 0.15 * side, fill=1)
    canvas.arc(x + 0.2 * side, y + 0.25 * side, x + 0.8 * side, y + 0.85 * side, 180, 180)
    canvas.line(x + side / 2, y, x + side / 2, y + 0.25 * side)


def _no_microphone(canvas: Canvas, x: float, y: float, side: float) -> None:
    _microphone(canvas, x, y, side)
    canvas.line(x, y, x + side, y + side)


def _bin(canvas: Canvas, x: float, y: float, side: float) -> None:
    canvas.rect(x + 0.2 * side, y, 0.6 * side, 0.75 * side)
    canvas.line(x + 0.1 * side, y + 0.85 * side, x + 0.9 * side, y + 0.85 * side)
    for number in range(1, 3):
        across = x + (0.2 + number * 0.2) * side
        canvas.line(across, y + 0.15 * side, across, y + 0.6 * side)


_FACES: dict[Card, _Face] = {
    Card.CONSENT_GIVEN: _Face("Yes", "The visitor agrees: words count from now on.", _check),
    Card.CONSENT_REFUSED: _Face("No", "The visitor does not agree: all words are deleted.", _cross),
    Card.END: _Face("End", "The conversation is over.", _stop),
    Card.HOT: _Face("Hot", "Your own verdict.", _bars(3)),
    Card.WARM: _Face("Warm", "Your own verdict.", _bars(2)),
    Card.COLD: _Face("Cold", "Your own verdict.", _bars(1)),
    Card.TOGETHER: _Face("Together", "The next badge joins this conversation.", _two_people),
    Card.MUTE: _Face("Mute", "Nothing is heard for five minutes.", _no_microphone),
    Card.UNMUTE: _Face("Unmute", "Listen again.", _microphone),
    Card.CALL_COLLEAGUE: _Face("Call", "Ask a colleague to come.", _raised_hand),
    Card.DELETE_LAST: _Face("Delete last", "Erases the lead of the last badge for good.", _bin),
}
