"""The HTML part of a mail: made from plain text, and turned back into it to compare."""

import re
from html.parser import HTMLParser

from markupsafe import escape

from agent.insight.words import words

_URL = re.compile(r"https?://[^\s<>\"]+")
_HARMLESS = words(
    """
    a b blockquote body br div em h1 h2 h3 head hr html i li meta ol p small span strong table tbody
    td th thead title tr u ul
    """
)
_BREAKS = words(
    """
    p br li div tr td th h1 h2 h3 ul ol table blockquote hr
    """
)
_ATTRIBUTES = words(
    """
    href style class lang dir align valign width height cellpadding cellspacing border charset name
    content http-equiv
    """
)
_UNSEEN = frozenset({"head", "title"})


def from_text(text: str) -> str:
    """Return simple HTML that says the same as the plain text, links made clickable."""
    blocks = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.split("\n")
        if all(line.startswith("- ") for line in lines):
            items = "".join(f"<li>{_linked(line[2:])}</li>" for line in lines)
            blocks.append(f"<ul>{items}</ul>")
        else:
            blocks.append(f"<p>{'<br>'.join(map(_linked, lines))}</p>")
    return "\n".join(blocks) + "\n"


def _linked(line: str) -> str:
    parts, end = [], 0
    for match in _URL.finditer(line):
        url = match[0].rstrip(".,;)")
        parts += [str(escape(line[end : match.start()])), f'<a href="{escape(url)}">{escape(url)}</a>']
        end = match.start() + len(url)
    return "".join((*parts, str(escape(line[end:]))))


class Reading(HTMLParser):
    """What a reader of the HTML sees, and what should not be in it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.harmful: list[tuple[int, str]] = []
        self._text: list[str] = []
        self._unseen = 0
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """The visible text, one line for each block."""
        lines = "".join(self._text).split("\n")
        return "\n".join(" ".join(line.split()) for line in lines if line.strip())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag."""
        if tag not in _HARMLESS:
            self.harmful.append((self.getpos()[0], f"<{tag}>"))
        self._unseen += tag in _UNSEEN
        if tag in _BREAKS:
            self._text.append("\n")
        for name, value in attrs:
            if name not in _ATTRIBUTES:
                self.harmful.append((self.getpos()[0], f"{name}="))
            if name == "href":
                self.links.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a block."""
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if tag in _BREAKS:
            self._text.append("\n")

    def handle_data(self, data: str) -> None:
        """Note what is seen."""
        if not self._unseen:
            self._text.append(" ".join(data.split("\n")))

    def handle_comment(self, data: str) -> None:
        """Comments can hide conditional code for some mail programs."""
        self.harmful.append((self.getpos()[0], f"<!--{data[:20]}"))
