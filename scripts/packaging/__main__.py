"""`python -m scripts.packaging`; scripts/build-deb and scripts/build-update call it."""

import argparse
import sys
from pathlib import Path

from agent.updating.errors import UpdateError
from agent.updating.manifest import NAME, Manifest
from scripts.packaging.errors import BuildError
from scripts.packaging.signing import load_key, new_key, sign_package
from scripts.packaging.wheels import MACHINES, RELEASES, gather

TREE = Path(__file__).parents[2]


def main() -> int:
    """Run one command; 0 done, 1 failed, 2 wrong usage."""
    arguments = _parser().parse_args()
    try:
        match arguments.command:
            case "wheels":
                gather(TREE, arguments.arch, arguments.python, arguments.store, arguments.into)
            case "version":
                print(Manifest.load((arguments.wheels / NAME).read_bytes()).version)
            case "new-key":
                public = new_key(arguments.file, _passphrase(arguments.passphrase_file))
                print(f"{public}: put this one into /etc/boothscribe/update-keys/ on every box")
            case "sign":
                key = load_key(arguments.key, _passphrase(arguments.passphrase_file))
                print(sign_package(arguments.package, key, arguments.out))
    except (BuildError, UpdateError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.packaging", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    wheels = commands.add_parser("wheels", help="gather the wheels of this tree")
    wheels.add_argument("--arch", choices=MACHINES, required=True)
    wheels.add_argument("--python", choices=RELEASES, action="append", required=True)
    wheels.add_argument("--store", type=Path, required=True)
    wheels.add_argument("into", type=Path)
    version = commands.add_parser("version", help="print the version of a directory of wheels")
    version.add_argument("wheels", type=Path)
    key = commands.add_parser("new-key", help="make a key")
    key.add_argument("file", type=Path)
    sign = commands.add_parser("sign", help="make an update of a package")
    sign.add_argument("--key", type=Path, required=True)
    sign.add_argument("--out", type=Path, default=TREE / "dist")
    sign.add_argument("package", type=Path)
    for command in (key, sign):
        command.add_argument("--passphrase-file", type=Path)
    return parser


def _passphrase(file: Path | None) -> bytes | None:
    if file is None:
        return None
    try:
        lines = file.read_bytes().splitlines()
    except OSError as error:
        raise BuildError(f"{file} cannot be read: {error.strerror}") from error
    if not lines or not lines[0]:
        raise BuildError(f"{file} is empty; its first line is the passphrase")
    return lines[0]


if __name__ == "__main__":
    sys.exit(main())
