from pathlib import Path

from agent.event_pack.load import load_pack
from agent.listening import BoothVocabulary, pack_terms
from agent.speech.segment import SpokenWord
from agent.speech.vocabulary import Vocabulary
from tests.event_pack.packs import EVENT, write_pack

NAMES = """
[[products]]
name = "Kestrelline"
aliases = ["reporting module", "Skylark"]

[[products]]
name = "Anchor"
aliases = ["Anchor Traceability"]
everyday_word = true

[[competitors]]
name = "Halvorsen"
"""


def corrected(vocabulary: Vocabulary, text: str) -> str:
    words = tuple(
        SpokenWord(text=word, start_s=float(at), end_s=at + 0.5, probability=0.9)
        for at, word in enumerate(text.split())
    )
    return " ".join(word.text for word in vocabulary.correct(words))


def test_products_competitors_and_reps_of_the_pack_are_spelled_as_marketing_does(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path, event=EVENT + NAMES)).pack
    vocabulary = BoothVocabulary(["Bluebarrow"], lambda: pack)()
    said = "we saw kestreline and halvorson and bluebarow with ann field"
    assert corrected(vocabulary, said) == "we saw Kestrelline and Halvorsen and Bluebarrow with Ann Field"
    prompt = vocabulary.prompt(len, limit=10_000)
    assert all(name in prompt for name in ("Kestrelline", "Halvorsen", "Ann Field", "Bluebarrow"))


def test_who_said_another_name_for_a_product_is_not_quoted_with_ours(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path, event=EVENT + NAMES)).pack
    vocabulary = BoothVocabulary([], lambda: pack)()
    for said in ("the Skylark", "a reporting module", "we drop anchor there"):
        assert corrected(vocabulary, said) == said
    assert "Anchor" not in {term.text for term in pack_terms(pack)}
    assert "Anchor Traceability" in {term.text for term in pack_terms(pack)}


def test_a_pack_that_comes_into_force_brings_its_names_and_takes_the_old_ones_away(tmp_path: Path) -> None:
    first = load_pack(write_pack(tmp_path / "one", event=EVENT + NAMES)).pack
    second = load_pack(
        write_pack(tmp_path / "two", event=EVENT + NAMES.replace("Kestrelline", "Bluebarrow"))
    ).pack
    now = [first]
    vocabulary = BoothVocabulary([], lambda: now[0])
    assert corrected(vocabulary(), "kestreline or bluebarow") == "Kestrelline or bluebarow"
    assert vocabulary() is vocabulary()
    now[0] = second
    assert corrected(vocabulary(), "kestreline or bluebarow") == "kestreline or Bluebarrow"
