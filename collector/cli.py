"""The command `boothscribe-collector`."""

import json
import logging
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, Any, NoReturn, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

import click
import structlog
from platformdirs import user_data_path
from pydantic import ValidationError

from agent.contract.erasure import Subject
from agent.contract.topics import Topics
from collector import erasure
from collector.broker_options import Identity, broker_of, password_of
from collector.databases.database import StoreError
from collector.export import describe, table, write_csv, write_json
from collector.intake import Intake, running
from collector.keys import KeyFileError, Opener, Signer, create
from collector.store import Store

EXIT_FAILURE = 1
EXIT_NOT_FOUND = 3

_POSTGRESQL = ("postgresql://", "postgres://")
_LOOK_ALIVE_S = 1.0

_Command = TypeVar("_Command", bound=Callable[..., Any])


class _Where(click.Path):
    """A SQLite file, or the URL of a PostgreSQL database."""

    name = "FILE|URL"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:  # as click types it
        if not str(value).startswith(_POSTGRESQL):
            return Path(str(super().convert(value, param, ctx)))
        if urlsplit(str(value)).password:
            self.fail(
                "no password in the URL, where every process can read it: use PGPASSFILE or PGPASSWORD",
                param,
                ctx,
            )
        return str(value)


def _database_option(command: _Command) -> _Command:
    return click.option(
        "--db",
        "where",
        envvar="BOOTHSCRIBE_COLLECTOR_DB",
        type=_Where(dir_okay=False),
        default=lambda: user_data_path("boothscribe") / "leads.db",
        show_default="leads.db in your data directory",
        help="The collector's database: a SQLite file, or postgresql://USER@HOST/NAME.",
    )(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="boothscribe")
def main() -> None:
    """Take leads from Boothscribe boxes in, once each, and hand them on.

    \b
    Take leads in until stopped:
      boothscribe-collector run --broker mqtts://broker.example.com
    Look at them meanwhile, from another terminal:
      boothscribe-collector list --open
      boothscribe-collector show 0192f0c1-3f5a
    Take them along:
      boothscribe-collector export --csv leads.csv

    \b
    Exit codes:
      0  done
      1  failed; the message says why and what to do
      2  the command line is wrong, or an id is not unique
      3  no such lead

    \b
    Completion for bash (zsh, fish alike), in ~/.bashrc:
      eval "$(_BOOTHSCRIBE_COLLECTOR_COMPLETE=bash_source boothscribe-collector)"
    """  # noqa: D301 - \b tells click to keep the lines


@main.command()
@_database_option
@click.option(
    "--broker",
    "url",
    envvar="BOOTHSCRIBE_COLLECTOR_BROKER",
    default="mqtt://localhost",
    show_default=True,
    help="mqtt://HOST[:1883], or mqtts://HOST[:8883] for TLS.",
)
@click.option(
    "--name",
    envvar="BOOTHSCRIBE_COLLECTOR_NAME",
    default="collector",
    show_default=True,
    help="Name of this collector in its receipts. Two collectors on one broker need two names.",
)
@click.option(
    "--client-id",
    envvar="BOOTHSCRIBE_COLLECTOR_CLIENT_ID",
    show_default="boothscribe-collector-NAME",
    help="MQTT client id; the broker keeps leads for it while the collector is away.",
)
@click.option("--username", envvar="BOOTHSCRIBE_COLLECTOR_USERNAME", help="User at the broker.")
@click.option(
    "--password-file",
    envvar="BOOTHSCRIBE_COLLECTOR_PASSWORD_FILE",
    type=click.File(encoding="utf-8"),
    help="File whose first line is the password. Or set BOOTHSCRIBE_COLLECTOR_PASSWORD.",
)
@click.option(
    "--ca-file",
    envvar="BOOTHSCRIBE_COLLECTOR_CA_FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    show_default="the system's",
    help="Certificate authority (PEM) of the broker, with mqtts://.",
)
@click.option(
    "--certificate-file",
    envvar="BOOTHSCRIBE_COLLECTOR_CERTIFICATE_FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The collector's own certificate (PEM), for brokers that want one; see scripts/provision-device.",
)
@click.option(
    "--key-file",
    envvar="BOOTHSCRIBE_COLLECTOR_KEY_FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Private key (PEM) of --certificate-file.",
)
@click.option(
    "--group",
    envvar="BOOTHSCRIBE_COLLECTOR_GROUP",
    help="Share the leads with other collectors that say the same: each lead goes to one of them."
    " Give each its own --name; on one machine they may use one --db.",
)
@click.option(
    "--opening-key",
    "opening_keys",
    envvar="BOOTHSCRIBE_COLLECTOR_OPENING_KEY",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help="Private key (X25519, PEM) that opens leads sealed by boxes with uplink.seal_to.",
)
@click.option(
    "--signing-key",
    envvar="BOOTHSCRIBE_COLLECTOR_SIGNING_KEY",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Private key (Ed25519, PEM) that signs receipts and commands.",
)
@click.option(
    "--verbose",
    "-v",
    envvar="BOOTHSCRIBE_COLLECTOR_VERBOSE",
    is_flag=True,
    help="Log every attempt to reconnect.",
)
def run(
    where: Path | str,
    url: str,
    name: str,
    client_id: str | None,
    username: str | None,
    password_file: IO[str] | None,
    ca_file: Path | None,
    certificate_file: Path | None,
    key_file: Path | None,
    group: str | None,
    opening_keys: tuple[Path, ...],
    signing_key: Path | None,
    verbose: bool,
) -> None:
    """Take leads in until SIGTERM or Ctrl-C.

    A lead is acknowledged to its box when it is safe in the database. While the broker is away, the
    collector tries again for as long as it takes; while the collector is away, broker and boxes keep
    the leads. Every option can be set by BOOTHSCRIBE_COLLECTOR_… in the environment.

    \b
    A broker on this machine:
      boothscribe-collector run
    One that wants a password, with its own certificate authority:
      boothscribe-collector run --broker mqtts://broker.example.com --ca-file ca.pem \\
          --username collector --password-file /run/credentials/collector/password
    One that wants a certificate (config/mosquitto):
      boothscribe-collector run --broker mqtts://broker.example.com --ca-file ca.pem \\
          --certificate-file collector.pem --key-file collector.key
    """  # noqa: D301 - \b tells click to keep the lines
    broker = broker_of(
        url, username, password_of(password_file), Identity(ca_file, certificate_file, key_file)
    )
    if group is not None and any(character in group for character in "/+#"):
        raise click.BadParameter("a name without / + #", param_hint="--group")
    try:
        opener = Opener.read(*opening_keys)
        signer = None if signing_key is None else Signer.read(signing_key)
    except KeyFileError as error:
        _fail(str(error))
    _configure_logs(verbose=verbose)
    log = structlog.get_logger(__name__)
    # Signal handlers may not take locks; a SimpleQueue is made for being filled by one.
    signals: SimpleQueue[int] = SimpleQueue()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _frame: signals.put(received))
    with ExitStack() as stack:
        try:
            store = stack.enter_context(Store.open(where, shared=group is not None))
        except StoreError as error:
            _fail(str(error))
        intake = Intake(
            store=store,
            broker=broker,
            name=name,
            client_id=client_id or f"boothscribe-collector-{name}",
            group=group,
            opener=opener,
            signer=signer,
        )
        log.info("collector_started", db=str(where), name=name)
        with running(intake):
            while not _told_to_stop(signals):
                if not intake.is_alive:
                    _fail("the intake stopped unexpectedly: see the log above, and start the collector again")
        counts = intake.counts
        log.info(
            "collector_stopped",
            stored=counts.stored,
            known=counts.known,
            rejected=counts.rejected,
            refused=counts.refused,
        )


@main.command()
@_database_option
@click.option("--lead", "leads", type=click.UUID, multiple=True, help="Id of a lead; may be repeated.")
@click.option("--email", help="The person's mail address.")
@click.option("--badge-id", help="The id on the person's badge.")
@click.option("--name", help="Full name; alone it also hits namesakes.")
@click.option(
    "--device", "devices", multiple=True, help="Ask this box, too, although it has sent no lead yet."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase(
    where: Path | str,
    leads: tuple[UUID, ...],
    email: str | None,
    badge_id: str | None,
    name: str | None,
    devices: tuple[str, ...],
    yes: bool,
) -> None:
    """Erase a person, or leads, here and on the boxes.

    Works while the collector runs. The boxes are asked through the running collector, again and again for
    30 days until they have answered; `commands` shows their answers.
    """
    try:
        subject = Subject(leads=leads, email=email, badge_id=badge_id, name=name)
    except ValidationError as error:
        raise click.UsageError("say whom: --lead, --email, --badge-id or --name") from error
    if not yes:
        click.confirm("Erase for good?", abort=True)
    try:
        with Store.open_beside(where) as store:
            erased = erasure.erase(store, subject, devices=frozenset(devices))
    except StoreError as error:
        _fail(str(error))
    click.echo(
        json.dumps(
            {
                "leads_erased": [str(lead_id) for lead_id in erased.leads],
                "messages_erased": erased.refused,
                "boxes_asked": {box: str(command) for box, command in erased.commands.items()},
            },
            indent=2,
        )
    )


@main.command()
@_database_option
@click.argument(
    "name", type=click.Choice(["mute", "unmute", "send-diagnostics", "reload-event-pack", "retry-parked"])
)
@click.argument("device")
def command(where: Path | str, name: str, device: str) -> None:
    """Ask a box to do something; the running collector sends it, `commands` shows the answer."""
    try:
        Topics(device)
        with Store.open_beside(where) as store:
            click.echo(str(erasure.issue(store, device, name, {})))
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="DEVICE") from error
    except StoreError as error:
        _fail(str(error))


@main.command("commands")
@_database_option
def list_commands(where: Path | str) -> None:
    """List commands to boxes and their answers, without arguments, as JSON."""
    with _reading(where) as store:
        rows = [{key: value for key, value in row.items() if key != "arguments"} for row in store.commands()]
    click.echo(json.dumps(rows, indent=2))


@main.command("new-keys")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
def new_keys(directory: Path) -> None:
    """Make the collector's private keys in DIRECTORY, and print what the boxes' settings need."""
    try:
        public = create(directory)
    except OSError as error:
        _fail(f"keys cannot be made in {directory}: {error.strerror}")
    click.echo(f'[uplink]\nseal_to = "{public["uplink.seal_to"]}"\n')
    click.echo(f'[commands]\npublic_keys = ["{public["commands.public_keys"]}"]')


@main.command("list")
@_database_option
@click.option("--device", help="Only leads of this box.")
@click.option(
    "--open/--final", "is_open", default=None, help="Only leads whose conversation goes on, or is over."
)
@click.option("--json", "as_json", is_flag=True, help="A JSON array, without the conversations.")
def list_leads(where: Path | str, device: str | None, is_open: bool | None, as_json: bool) -> None:
    """List leads in the order of their scans.

    \b
    boothscribe-collector list --device booth-7 --final
    boothscribe-collector list --json | jq -r '.[].attendee_company' | sort | uniq -c
    """  # noqa: D301 - \b tells click to keep the lines
    with _reading(where) as store:
        rows = list(store.overview(device=device, final=None if is_open is None else not is_open))
        if as_json:
            click.echo(
                json.dumps(
                    [row | {"final": bool(row["final"])} for row in rows], ensure_ascii=False, indent=2
                )
            )
        elif rows:
            click.echo(table(rows, {row["id"] for row in store.overview()}))
        else:
            click.echo("no leads", err=True)


@main.command()
@_database_option
@click.argument("lead_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="The whole record as the box sent it.")
def show(where: Path | str, lead_id: str, as_json: bool) -> None:
    """Show one lead; the first characters of its ID are enough.

    \b
    boothscribe-collector show 0192f0c1-3f5a
    boothscribe-collector show 0192f0c1-3f5a --json | jq .conversation
    """  # noqa: D301 - \b tells click to keep the lines
    with _reading(where) as store:
        rows = store.find(lead_id)
    if not rows:
        click.echo(f"Error: no lead whose id begins with {lead_id!r}: see `list`", err=True)
        sys.exit(EXIT_NOT_FOUND)
    if len(rows) > 1:
        some = "\n".join(f"  {row['id']}" for row in rows[:10])
        more = f"\n  and {len(rows) - 10} more" if len(rows) > 10 else ""  # noqa: PLR2004
        raise click.UsageError(
            f"{len(rows)} leads begin with {lead_id!r}, give more of the id:\n{some}{more}"
        )
    if as_json:
        click.echo(json.dumps(json.loads(rows[0]["record"]), ensure_ascii=False, indent=2))
    else:
        click.echo(describe(rows[0]))


@main.command()
@_database_option
@click.option(
    "--csv",
    "csv_file",
    type=click.File("w", encoding="utf-8", atomic=True),
    is_flag=False,
    flag_value="-",
    metavar="FILE|-",
    help="One line per lead, with the transcript.",
)
@click.option(
    "--json",
    "json_file",
    type=click.File("w", encoding="utf-8", atomic=True),
    is_flag=False,
    flag_value="-",
    metavar="[FILE|-]",
    help="A JSON array of whole records.",
)
@click.option("--device", help="Only leads of this box.")
def export(
    where: Path | str, csv_file: IO[str] | None, json_file: IO[str] | None, device: str | None
) -> None:
    """Write all leads as CSV or JSON, to a file or, with '-', to standard output.

    In CSV, a cell that a spreadsheet would take for a formula (it begins with = + - or @; phone
    numbers do) gets a ' in front. JSON has every value as it was sent.

    \b
    boothscribe-collector export --csv leads.csv
    boothscribe-collector export --json - | jq -r '.[] | [.id, .attendee.email] | @tsv'
    """  # noqa: D301 - \b tells click to keep the lines
    if csv_file is None and json_file is None:
        raise click.UsageError("say --csv FILE or --json FILE ('-' is standard output)")
    with _reading(where) as store:
        if csv_file is not None:
            count = write_csv(store.leads(device=device), csv_file)
        if json_file is not None:
            count = write_json(store.leads(device=device), json_file)
    click.echo(f"{count} lead{'' if count == 1 else 's'}", err=True)


@contextmanager
def _reading(where: Path | str) -> Iterator[Store]:
    try:
        with Store.open_for_reading(where) as store:
            yield store
    except StoreError as error:
        _fail(str(error))


def _told_to_stop(signals: SimpleQueue[int]) -> bool:
    try:
        signals.get(timeout=_LOOK_ALIVE_S)
    except Empty:
        return False
    return True


def _fail(message: str) -> NoReturn:
    click.echo(f"Error: {message}", err=True)
    sys.exit(EXIT_FAILURE)


def _configure_logs(*, verbose: bool) -> None:
    for_people = sys.stderr.isatty()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.dev.ConsoleRenderer() if for_people else structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG if verbose else logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
