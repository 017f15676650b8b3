"""What the package's installation calls. People use `boothscribe update`."""

import argparse
import sys
from pathlib import Path

from agent.updating.adopting import adopt
from agent.updating.errors import UpdateError
from agent.updating.units import Systemd
from agent.updating.versions import ROOT, Versions


def main() -> int:
    """Run one command; 0 done, 1 failed."""
    parser = argparse.ArgumentParser(prog="python -m agent.updating", description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT)
    commands = parser.add_subparsers(dest="command", required=True)
    adopting = commands.add_parser(
        "adopt", help="place the version of a directory of wheels and switch to it"
    )
    adopting.add_argument("wheels", type=Path)
    arguments = parser.parse_args()
    try:
        adopt(Versions(arguments.root), Systemd(), arguments.wheels)
    except UpdateError as error:
        print(f"boothscribe: {error}", file=sys.stderr)  # noqa: T201 -- read by a person at the terminal
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
