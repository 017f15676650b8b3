import json
import tomllib
from pathlib import Path

from jsonschema import Draft202012Validator

from agent.event_pack.schema import event_schema, rendered

EVENTS = Path(__file__).parents[2] / "config" / "events"


def test_the_schema_that_editors_use_is_the_one_of_the_code() -> None:
    written = (EVENTS / "event.schema.json").read_text(encoding="utf-8")
    assert written == rendered(), "run scripts/generate"


def test_editors_find_nothing_wrong_with_the_example_and_something_with_a_misspelt_key() -> None:
    Draft202012Validator.check_schema(event_schema())
    validator = Draft202012Validator(event_schema())
    text = (EVENTS / "fabrica-2027" / "event.toml").read_text(encoding="utf-8")
    # JSON has no dates: as editors for TOML do, they are given as text.
    values = json.loads(json.dumps(tomllib.loads(text), default=str))
    assert not list(validator.iter_errors(values))
    values["campaign"]["nmae"] = "x"
    assert list(validator.iter_errors(values))
