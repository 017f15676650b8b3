"""`python -m agent` is `boothscribe`."""

from agent.cli import main

main(prog_name="boothscribe")
