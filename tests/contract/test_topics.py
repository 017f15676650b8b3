import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from agent.contract.lead import Device
from agent.contract.topics import ALL_LEADS, Topics, device_of

NAMES = [name for name, member in vars(Topics).items() if isinstance(member, property)]
DEVICE = TypeAdapter[str](Device)


def test_a_collector_written_against_the_topics_finds_them_where_they_were() -> None:
    topics = Topics("booth-7")
    assert {name: getattr(topics, name) for name in NAMES} == {
        "lead": "booth/v1/booth-7/up/lead",
        "health": "booth/v1/booth-7/up/health",
        "state": "booth/v1/booth-7/state",
        "info": "booth/v1/booth-7/info",
        "receipt": "booth/v1/booth-7/down/receipt",
        "command": "booth/v1/booth-7/down/command/+",
        "reply": "booth/v1/booth-7/up/reply",
    }
    assert topics.command_named("erase") == "booth/v1/booth-7/down/command/erase"
    assert ALL_LEADS == "booth/v1/+/up/lead"


@pytest.mark.parametrize(
    "device",
    [
        pytest.param("", id="empty"),
        pytest.param("booth/7", id="another level"),
        pytest.param("+", id="one-level wildcard"),
        pytest.param("#", id="all-levels wildcard"),
        pytest.param("booth-7\n", id="newline at the end"),
        pytest.param("booth\n7", id="newline inside"),
        pytest.param("booth 7", id="space"),
        pytest.param("booth\0", id="NUL"),
        pytest.param("b" * 64, id="too long"),
        pytest.param("..", id="parent directory"),
        pytest.param("$SYS", id="broker's own topics"),
        pytest.param("böth", id="not ASCII"),
        pytest.param("٣", id="digit that is not ASCII"),
    ],
)
def test_a_box_cannot_break_out_of_its_own_topics(device: str) -> None:
    with pytest.raises(ValueError, match="cannot be part of a topic"):
        Topics(device)
    with pytest.raises(ValidationError):
        DEVICE.validate_python(device)


@pytest.mark.parametrize("device", ["b", "7", "booth-7", "Booth_7.hall-1", "b" * 63])
def test_a_sensible_name_is_taken(device: str) -> None:
    assert device_of(Topics(device).lead) == device
    assert DEVICE.validate_python(device) == device


@example("booth-7\n")
@given(st.text(max_size=70) | st.from_regex(r"[A-Za-z0-9_.\-/+#\n]{1,70}", fullmatch=True))
def test_a_name_is_one_topic_level_or_none_at_all(device: str) -> None:
    try:
        topics = Topics(device)
    except ValueError:
        with pytest.raises(ValidationError):
            DEVICE.validate_python(device)
        return
    assert DEVICE.validate_python(device) == device
    for name in NAMES:
        topic = getattr(topics, name)
        assert topic.split("/")[2] == device
        assert len(topic.split("/")) == {"state": 4, "info": 4, "command": 6}.get(name, 5)
        assert device_of(topic) == device


@pytest.mark.parametrize("topic", ["", "booth/v1", "booth/v1/", "booth/v2/b/up/lead", "x/booth/v1/b/up/lead"])
def test_a_message_from_elsewhere_is_not_taken_for_a_box(topic: str) -> None:
    with pytest.raises(ValueError, match="topic"):
        device_of(topic)
