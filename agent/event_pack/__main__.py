"""`python -m agent.event_pack DIRECTORY` writes the schema of event.toml; `scripts/generate` calls it."""

import sys
from pathlib import Path

from agent.event_pack.schema import rendered

if __name__ == "__main__":
    (Path(sys.argv[1]) / "event.schema.json").write_text(rendered(), encoding="utf-8")
