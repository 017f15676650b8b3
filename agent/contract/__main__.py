"""`python -m agent.contract DIRECTORY` writes the generated files there; `scripts/generate` calls it."""

import json
import sys
from pathlib import Path

from agent.contract.generate import asyncapi, json_schemas


def rendered() -> dict[str, str]:
    """Return the content of every generated file, by file name."""
    documents = {f"{name}.v1.schema.json": schema for name, schema in json_schemas().items()}
    documents["asyncapi.json"] = asyncapi()
    return {
        name: json.dumps(document, indent=2, ensure_ascii=False) + "\n"
        for name, document in documents.items()
    }


if __name__ == "__main__":
    for name, content in rendered().items():
        (Path(sys.argv[1]) / name).write_text(content, encoding="utf-8")
