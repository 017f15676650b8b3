from pathlib import Path

import pytest

from agent.event_pack.holder import PackHolder
from agent.event_pack.load import load_pack
from agent.event_pack.signing import sign
from tests.event_pack.packs import EVENT, write_pack


def test_a_signature_counts_for_exactly_the_content_that_was_agreed_to(tmp_path: Path) -> None:
    write_pack(tmp_path)
    sign(tmp_path, "marketing", 'Mia "Q" Öst')
    sign(tmp_path, "sales", "Sol Berg")
    agreed = load_pack(tmp_path)
    assert agreed.pack.goals.agreed
    assert agreed.pack.goals.marketing is not None
    assert agreed.pack.goals.marketing.name == 'Mia "Q" Öst'
    write_pack(tmp_path, event=EVENT.replace("Expo nine", "Expo ten"))
    changed = load_pack(tmp_path)
    assert not changed.pack.goals.agreed
    assert any("sales signed on" in str(one) and "changed since" in str(one) for one in changed.warnings)
    sign(tmp_path, "sales", "Sol Berg")
    assert load_pack(tmp_path).pack.goals.sales is not None
    write_pack(tmp_path)  # back to what marketing saw
    assert load_pack(tmp_path).pack.goals.marketing is not None


def test_a_new_attendee_list_does_not_ask_for_new_signatures(tmp_path: Path) -> None:
    sign(write_pack(tmp_path), "sales", "Sol Berg")
    (tmp_path / "attendees.csv").write_text("id\n1\n", encoding="utf-8")
    assert load_pack(tmp_path).pack.goals.sales is not None


def test_signatures_that_cannot_be_read_are_not_overwritten(tmp_path: Path) -> None:
    write_pack(tmp_path)
    file = tmp_path / "signatures.toml"
    file.write_text("[[signature]]\nname = 1\n", encoding="utf-8")
    with pytest.raises(ValueError, match="cannot be read as a signature"):
        sign(tmp_path, "sales", "Sol Berg")
    assert file.read_text(encoding="utf-8") == "[[signature]]\nname = 1\n"


def test_a_box_keeps_its_pack_when_the_new_one_is_wrong_and_takes_it_once_it_is_mended(
    tmp_path: Path,
) -> None:
    holder = PackHolder(write_pack(tmp_path))
    assert holder.reload()
    first = holder.current
    assert not holder.reload()
    write_pack(tmp_path, event=EVENT.replace('"ann"', '"nobody"'))
    assert not holder.reload()
    assert holder.current is not None
    assert first is not None
    assert holder.current.content_hash == first.content_hash
    assert holder.problems
    write_pack(tmp_path, event=EVENT.replace("Expo nine", "Expo ten"))
    assert holder.reload()
    assert holder.current.pack.campaign.name == "Expo ten"
    assert holder.problems == ()


def test_a_pack_that_vanishes_costs_nothing(tmp_path: Path) -> None:
    holder = PackHolder(tmp_path / "gone")
    assert not holder.reload()
    assert holder.current is None
    assert "there is no such folder" in str(holder.problems[0])
