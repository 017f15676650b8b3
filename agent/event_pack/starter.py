"""The pack that `boothscribe event new` writes: small, right, and with a word on what each part is for."""

from datetime import date
from pathlib import Path

from agent.event_pack.content import MAIN_FILE

_EVENT = """\
# One trade show, for the boxes at its booth. `boothscribe event check` says what is wrong with it;
# docs/event-packs.md explains every part.
version = "1"

[event]
id = "{id}"                    # stamped on every lead
name = "{name}"
starts = {starts}
ends = {starts}
time_zone = "UTC"              # where the show is, as in Europe/Berlin
languages = ["en"]             # one alone fixes speech recognition to it

[campaign]
id = "change-me"               # the CRM's campaign id
name = "{name}"

[[goals.targets]]
name = "Qualified leads"
target = 50

[qualification]
required = ["need"]            # what marketing and sales call a qualified lead
any_of = ["budget", "authority", "timeline", "next_step"]

[[products]]
name = "Our product"
aliases = []
pitch = "does this for a customer"

[[competitors]]
name = "A rival"
answer = "we differ in this"

[[plays]]
id = "first-questions"
name = "What to ask everybody"
questions = [
    {{ kind = "challenge", ask = "What takes most of your time today?" }},
    {{ kind = "timeline", ask = "When do you want to have it solved?" }},
]

[voice]
company = "Our company"
tone = "plain"

[routing]
default_owner = "owner-1"      # an id of reps.csv: a lead always has an owner

[privacy]
mode = "ask"                   # scan: the notice makes the scan the consent; ask; off

[privacy.notice]
version = "1"

[privacy.notice.text]
en = \"\"\"
This booth writes down conversations as text when you agree. No sound is kept. Ask us to stop or to
delete at any time.
\"\"\"
"""
_REPS = "id,name,email,badges\nowner-1,Change Me,change.me@example.com,\n"
_ACCOUNTS = "id,name,aliases,domains,owner,tier,open_opportunity,country\n"
_ROUTING = "owner,tier,country,region,product,domain,rep\n"


def write_starter(directory: Path, *, event_id: str, name: str, starts: date) -> None:
    """Write a new pack.

    Raises:
        FileExistsError: If there is something at `directory` already.
        OSError: If it cannot be written.
    """
    directory.mkdir(parents=True)
    text = _EVENT.format(
        id=event_id, name=name.replace("\\", "").replace('"', "'"), starts=starts.isoformat()
    )
    (directory / MAIN_FILE).write_text(text, encoding="utf-8")
    for file, content in (("reps.csv", _REPS), ("accounts.csv", _ACCOUNTS), ("routing.csv", _ROUTING)):
        (directory / file).write_text(content, encoding="utf-8")
    for folder in ("overlays", "badges"):
        (directory / folder).mkdir()
