"""The main job on embedded defaults: own broker, own collector, replayed scanner and microphone."""

import contextlib
import json
import subprocess
import tempfile
import threading
import tomllib
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from agent.contract.lead import Lead
from agent.demo.peers import DemoError, broker, own_command, running
from agent.demo.score import Score, score
from agent.demo.table import ARRAY, write_recording
from agent.demo.watcher import Watcher

_AGENT_LIMIT_S = 600.0
_EXPORT_LIMIT_S = 60.0


@dataclass(frozen=True, slots=True)
class Reference:
    """What one replayed visitor really is called and said."""

    attendee: str
    text: str


def run_demo(*, fast: bool, json_file: Path | None, keep: bool) -> int:
    """Run the demo and print what happens as it happens.

    Args:
        fast: Replay as fast as the machine can listen, instead of at the speed of life.
        json_file: Where to write the leads as the collector stored them.
        keep: Leave broker and collector running until Ctrl+C.

    Returns:
        The exit code: 0 when every replayed visitor became a final lead with the right name.

    Raises:
        DemoError: If a part cannot be started, or `json_file` not be written.
    """
    if json_file is not None:
        _make_room(json_file)
    console = Console(highlight=False, soft_wrap=True)
    with contextlib.ExitStack() as stack:
        data = stack.enter_context(as_file(files("agent.demo")))
        # Everything the demo writes lies in here and goes with it.
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="boothscribe-demo-")))
        port = stack.enter_context(broker(directory))
        url, database = f"mqtt://127.0.0.1:{port}", directory / "leads.db"
        collect = own_command(
            "collector", "run", "--broker", url, "--db", str(database), "--name", "demo-collector"
        )
        collector = stack.enter_context(running("collector", collect, directory / "collector.log"))
        watcher = Watcher(port, console)
        stack.callback(watcher.close)
        write_recording(data, directory / "table.wav")
        config = directory / "boothscribe.toml"
        config.write_text(_settings(data, directory, url, fast=fast), encoding="utf-8")
        console.print(f"[bold]Boothscribe demo[/]: broker on {url}, two visitors, {_pace(fast)}")
        _run_agent(directory, config, stack)
        if collector.poll() is not None:
            raise DemoError(f"the collector stopped:\n{_tail(directory / 'collector.log')}")
        leads = _collected(database)
        if json_file is not None:
            json_file.write_text(
                json.dumps([lead.model_dump(mode="json") for lead in leads], indent=2, ensure_ascii=False)
                + "\n",
                encoding="utf-8",
            )
        complete = _report(console, leads, _references(data))
        if keep:
            _wait_for_interrupt(console, url, database)
    return 0 if complete else 1


def _make_room(file: Path) -> None:
    """Find out before the demo, not after it, whether a file can be written."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.open("a").close()
    except OSError as error:
        raise DemoError(f"{file} cannot be written: {error.strerror}; name another --json FILE") from error


def _pace(fast: bool) -> str:
    return "as fast as it goes" if fast else "at the speed of life (--fast is faster)"


def _settings(data: Path, directory: Path, url: str, *, fast: bool) -> str:
    quoted = {
        "scans": json.dumps(str(data / "scans.toml")),
        "recording": json.dumps(str(directory / "table.wav")),
        "pack": json.dumps(str(data / "pack")),
        "outbox": json.dumps(str(directory / "outbox.db")),
    }
    return f"""
[device]
name = "demo"
[event]
id = "demo-show"
name = "Demo show"
pack = {quoted["pack"]}
[[scanners]]
driver = "replay"
name = "front"
file = {quoted["scans"]}
[microphone]
driver = "replay"
file = {quoted["recording"]}
real_time = {str(not fast).lower()}
[hearing]
array = "{ARRAY}"
[speech]
model = "demo"
threads = 1
context_floor_s = 0
[visit]
consent = "scan"
[uplink]
broker = "{url}"
[outbox]
path = {quoted["outbox"]}
[ops]
metrics = ""
"""


def _run_agent(directory: Path, config: Path, stack: contextlib.ExitStack) -> None:
    log = directory / "agent.log"
    command = own_command("agent", "run", "--config", str(config), "--exit-when-replayed")
    process = stack.enter_context(running("agent", command, log))
    try:
        code = process.wait(_AGENT_LIMIT_S)
    except subprocess.TimeoutExpired:
        raise DemoError(f"the agent did not finish:\n{_tail(log)}") from None
    if code:
        raise DemoError(f"the agent failed with exit code {code}:\n{_tail(log)}")


def _tail(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-2000:]


def _collected(database: Path) -> list[Lead]:
    """Ask the collector, by its own command, what it stored."""
    export = own_command("collector", "export", "--db", str(database), "--json", "-")
    done = subprocess.run(export, capture_output=True, timeout=_EXPORT_LIMIT_S, check=False)  # noqa: S603
    if done.returncode:
        raise DemoError(f"the collector cannot export: {done.stderr.decode(errors='replace')}")
    return [Lead.model_validate(record) for record in json.loads(done.stdout)]


def _references(data: Path) -> list[Reference]:
    found = tomllib.loads((data / "reference.toml").read_text(encoding="utf-8"))
    return [
        Reference(entry["attendee"], " ".join(turn["text"] for turn in entry["turn"]))
        for entry in found["conversation"]
    ]


def _report(console: Console, leads: list[Lead], references: list[Reference]) -> bool:
    """Print the leads as stored and how well they were understood; return whether all are there."""
    console.rule("leads, as the collector stored them")
    by_name = {lead.attendee.name: lead for lead in leads}
    total = Score(0, 0)
    for reference in references:
        lead = by_name.get(reference.attendee)
        hypothesis = " ".join(turn.text for turn in lead.conversation.turns) if lead else ""
        found = score(reference.text, hypothesis)
        total += found
        if lead is None:
            console.print(f"[bold red]{escape(reference.attendee)}: no lead arrived[/]")
            continue
        _print_lead(console, lead)
        console.print(f"[bold]word error rate[/]  {found.word_error_rate:.1%} of {found.words} words")
    console.rule()
    console.print(f"[bold]word error rate, all[/]  {total.word_error_rate:.1%} of {total.words} words")
    console.print(
        "[dim]The demo model is tiny and knows synthetic voices only; names are its weak point. Who speaks is"
        " told by direction: the recording is played to a simulated array of four microphones.[/]"
    )
    wanted = {reference.attendee for reference in references}
    return len(leads) == len(references) and {lead.attendee.name for lead in leads if lead.final} == wanted


def _print_lead(console: Console, lead: Lead) -> None:
    person = lead.attendee
    state = "final" if lead.final else "open"
    console.print(f"\n[bold]{escape(person.name or '?')}[/]  revision {lead.revision}, {state}")
    for label, value in (
        ("title", person.title),
        ("company", person.company),
        ("e-mail", person.email),
        ("phone", person.phone),
        ("consent", f"{lead.consent.status} ({lead.consent.policy})"),
        ("owner", f"{lead.owner.name} ({lead.owner.rule})" if lead.owner else None),
        ("heat", f"{lead.assessment.heat}, score {lead.assessment.score}" if lead.assessment else None),
    ):
        console.print(f"  {label:8} {escape(value or '-')}")
    for turn in lead.conversation.turns:
        console.print(f"  {turn.start_s:6.1f} s  {turn.side}: {escape(turn.text)}")
    console.print("  [bold]signals[/], each with the words that prove it")
    for signal in lead.signals:
        value = ", ".join(f"{key} {each}" for key, each in signal.value.items() if each is not None)
        console.print(f"    {signal.kind:16} {escape(value)}  [dim]“{escape(signal.quote)}”[/]")
    console.print(f"  unknown  {', '.join(lead.unknown)}")
    if lead.follow_up is not None:
        console.print(f"  [bold]draft mail[/]: {escape(lead.follow_up.subject)}")
        for line in lead.follow_up.body_text.splitlines():
            console.print(f"    {escape(line)}")


def _wait_for_interrupt(console: Console, url: str, database: Path) -> None:
    console.print(
        f"\nStill running until Ctrl+C: broker {url}\n"
        f"  mosquitto_sub -p {url.rpartition(':')[2]} -t 'booth/v1/#' -v\n"
        f"  boothscribe-collector list --db {database}"
    )
    with contextlib.suppress(KeyboardInterrupt):
        threading.Event().wait()
