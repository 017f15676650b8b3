"""`scripts/provision-device`: certificates for boxes, brokers and collectors, and files for whole fleets."""

import sys
from pathlib import Path

import click

from scripts.provisioning.authority import COLLECTOR, Authority, AuthorityError, Role, write_identity
from scripts.provisioning.fleet import FleetError, check, read_table, render

_DEFAULT_TEMPLATE = Path(__file__).with_name("device.toml")
_ACL = Path(__file__).parents[2] / "config" / "mosquitto" / "acl.conf"


class _Authorities(click.Group):
    """Turns errors that a person can mend into a line and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (AuthorityError, FleetError, OSError, UnicodeError) as error:
            click.secho(str(error), fg="red", err=True)
            sys.exit(1)


def _passphrase(_context: click.Context, _option: click.Parameter, value: Path | None) -> bytes | None:
    return None if value is None else value.read_bytes().rstrip(b"\r\n")


directory_option = click.option(
    "--authority",
    "directory",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("authority"),
    show_default=True,
    help="The authority's folder. Keep it off boxes and brokers.",
)
passphrase_option = click.option(
    "--passphrase-file",
    "passphrase",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    callback=_passphrase,
    help="File with the passphrase of the authority's key.",
)
days_option = click.option(
    "--days", type=click.IntRange(1, 3650), default=730, show_default=True, help="How long it is valid."
)
out_option = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to.  [default: the name]",
)


@click.group(cls=_Authorities, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Give boxes certificates of their own, so that a lost one can be shut out alone.

    \b
    Once:
      scripts/provision-device authority
      scripts/provision-device broker mqtt.example.com
      scripts/provision-device collector
    For each box:
      scripts/provision-device device booth-1
    Or for all at once:
      scripts/provision-device fleet boxes.csv --out boxes
    When one is lost:
      scripts/provision-device revoke booth-1

    \b
    Exit codes: 0 done, 1 failed, 2 wrong usage.
    """  # noqa: D301 -- click wants the real control character


@main.command()
@directory_option
@passphrase_option
@click.option("--name", default="Boothscribe boxes", show_default=True, help="The authority's name.")
def authority(directory: Path, passphrase: bytes | None, name: str) -> None:
    """Make the certificate authority."""
    Authority.create(directory, name=name, passphrase=passphrase)
    click.echo(directory / "ca.pem")
    if passphrase is None:
        click.echo(
            f"note: {directory / 'ca.key'} is not encrypted; whoever reads it can make boxes", err=True
        )


@main.command()
@click.argument("hosts", nargs=-1, required=True, metavar="HOST...")
@directory_option
@passphrase_option
@days_option
@out_option
def broker(
    hosts: tuple[str, ...], directory: Path, passphrase: bytes | None, days: int, out: Path | None
) -> None:
    """Issue the broker's certificate, for every HOST name or address that boxes reach it under.

    config/mosquitto/boothscribe.conf says where the files go.
    """
    _issue(directory, passphrase, Role.BROKER, hosts[0], hosts=hosts, days=days, out=out or Path("broker"))


@main.command()
@directory_option
@passphrase_option
@days_option
@out_option
def collector(directory: Path, passphrase: bytes | None, days: int, out: Path | None) -> None:
    """Issue the collector's certificate."""
    _issue(directory, passphrase, Role.COLLECTOR, COLLECTOR, days=days, out=out or Path(COLLECTOR))


@main.command()
@click.argument("name")
@directory_option
@passphrase_option
@days_option
@out_option
def device(name: str, directory: Path, passphrase: bytes | None, days: int, out: Path | None) -> None:
    """Issue the certificate of the box NAME and print its access rules.

    NAME is the box's `device.name`. The rules are for brokers that know no patterns; mosquitto with
    config/mosquitto/acl.conf needs none.
    """
    _issue(directory, passphrase, Role.DEVICE, name, days=days, out=out or Path(name))
    click.echo(_rules(name))


@main.command()
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=_DEFAULT_TEMPLATE,
    show_default="scripts/provisioning/device.toml",
    help="Configuration with $column where the table's values go.",
)
@directory_option
@passphrase_option
@days_option
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=Path("boxes"), show_default=True
)
def fleet(
    table: Path, template: Path, directory: Path, passphrase: bytes | None, days: int, out: Path
) -> None:
    """Write certificate and configuration for every box of a TABLE.

    TABLE is CSV with a column `name`, and one for everything that the template asks for (the default
    one: name, event_id, event_name, broker); $outbox_key is made for each box. Every configuration is
    checked; boxes whose folder is there already are left alone, so a table can grow. The content of
    a box's folder goes to its boot partition, or to a stick that is called BOOTHSCRIBE.
    """
    ca = Authority.open(directory, passphrase=passphrase)
    problems: list[str] = []
    written = left = 0
    with click.progressbar(list(render(template, table, read_table(table))), file=sys.stderr) as rendered:
        for box, text in rendered:
            folder = out / box.name
            if (folder / "boothscribe.toml").exists():
                left += 1
                continue
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            config = folder / "boothscribe.toml.new"
            config.touch(mode=0o600)  # it holds the box's key
            config.write_text(text, encoding="utf-8")
            wrong = check(config)
            if wrong:
                problems += [f"{table}:{box.line}: {problem}" for problem in wrong]
                config.unlink()
                continue
            write_identity(folder, Role.DEVICE, ca.issue(Role.DEVICE, box.name, days=days), ca.certificate)
            config.rename(folder / "boothscribe.toml")  # last: a folder with it is complete
            written += 1
    click.echo(f"{written} written, {left} left alone, {len(problems)} problem(s)")
    if problems:
        raise FleetError(problems)


@main.command()
@click.argument("name")
@directory_option
@passphrase_option
def revoke(name: str, directory: Path, passphrase: bytes | None) -> None:
    """Shut NAME out: write its certificates into crl.pem, which goes to the broker."""
    count = Authority.open(directory, passphrase=passphrase).revoke(name)
    if not count:
        raise AuthorityError(f"{name} has no certificate that is valid; `list` shows who has")
    click.echo(directory / "crl.pem")
    click.echo("copy it to the broker and make it read its files again (mosquitto: SIGHUP)", err=True)


@main.command(name="list")
@directory_option
@passphrase_option
def list_issued(directory: Path, passphrase: bytes | None) -> None:
    """List every certificate that was issued, with the day on which it ends."""
    for entry in Authority.open(directory, passphrase=passphrase).issued():
        state = f"revoked {entry.revoked:%Y-%m-%d}" if entry.revoked else f"until {entry.expires:%Y-%m-%d}"
        click.echo(f"{entry.role}\t{entry.name}\t{state}\t{entry.serial:x}")


def _issue(
    directory: Path,
    passphrase: bytes | None,
    role: Role,
    name: str,
    *,
    days: int,
    out: Path,
    hosts: tuple[str, ...] = (),
) -> None:
    ca = Authority.open(directory, passphrase=passphrase)
    key = out / f"{role}.key"
    if key.exists():
        raise AuthorityError(f"{key} is there already; choose another --out")
    write_identity(out, role, ca.issue(role, name, hosts=hosts, days=days), ca.certificate)
    click.echo(out, err=True)


def _rules(name: str) -> str:
    rules = [
        line.replace("pattern", "topic").replace("%u", name)
        for line in _ACL.read_text(encoding="utf-8").splitlines()
        if line.startswith("pattern ")
    ]
    return "\n".join([f"user {name}", *rules])


if __name__ == "__main__":
    main(prog_name="scripts/provision-device")
