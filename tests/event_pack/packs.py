"""A small event pack to be bent in tests."""

from pathlib import Path

EVENT = """\
version = "3"

[event]
id = "expo-9"
name = "Expo 9"
starts = 2027-05-03
ends = 2027-05-05
time_zone = "Europe/Berlin"

[campaign]
id = "C-9"
name = "Expo nine"

[[products]]
name = "Lumen"
aliases = ["light box"]

[[products]]
name = "Tern"

[[competitors]]
name = "Oblique"

[[plays]]
id = "first"
name = "First"
products = ["Lumen"]

[[plays.questions]]
kind = "need"
ask = "What do you need?"

[[assets]]
id = "sheet"
title = "Data sheet"
url = "https://www.brightwater.example/sheet"
products = ["Tern"]
expires = 2027-09-01

[voice]
company = "Brightwater"

[routing]
default_owner = "ann"

[privacy.notice.text]
en = "We listen."
"""
REPS = """\
id,name,email,badges
ann,Ann Field,ann@brightwater.example,S-1
bob,Bob Hill,bob@brightwater.example,S-2|S-3
"""
ACCOUNTS = """\
id,name,aliases,domains,owner,tier,country,region
A-1,Lakeside Foods Ltd.,Lakeside,lakeside.example,bob,A,GB,
A-2,Orion Logistics GmbH,,orion.example,,B,DE,South
"""
ROUTING = "owner,tier,country,product\nbob,,FR,\nann,B,,\nbob,,,Tern\n"


def write_pack(directory: Path, **files: str) -> Path:
    """Write a pack that is right, but for the files that are given, by name without ending."""
    contents = {"event": EVENT, "reps": REPS, "accounts": ACCOUNTS, "routing": ROUTING, **files}
    directory.mkdir(parents=True, exist_ok=True)
    for name, text in contents.items():
        path = directory / f"{name}.{'toml' if name == 'event' else 'csv'}"
        path.write_text(text, encoding="utf-8")
    return directory


def add_overlay(directory: Path, name: str, text: str) -> Path:
    path = directory / "overlays" / f"{name}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
