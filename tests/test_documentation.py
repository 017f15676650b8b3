import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[1]
_PAGES = sorted(
    [*_ROOT.glob("*.md"), *(_ROOT / "docs").rglob("*.md"), *(_ROOT / "tests" / "data").rglob("*.md")]
)
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: str(page.relative_to(_ROOT)))
def test_no_link_of_a_page_leads_nowhere(page: Path) -> None:
    links = _LINK.findall(_CODE.sub("", page.read_text(encoding="utf-8")))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_decision_can_be_found_from_the_first_page() -> None:
    index = (_ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    decisions = sorted((_ROOT / "docs" / "decisions").glob("*.md"))
    assert [file.name for file in decisions if f"decisions/{file.name}" not in index] == []
