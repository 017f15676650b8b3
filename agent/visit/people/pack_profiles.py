"""The badge profiles that an event pack names: found, checked with their examples, and read."""

from agent.event_pack.content import MAIN_FILE
from agent.event_pack.load import LoadedPack
from agent.event_pack.problems import Place, Problem, Severity
from agent.event_pack.text_files import UnreadableFileError, examine
from agent.toml_lines import key_lines
from agent.visit.badges import Profile
from agent.visit.badges.profile_file import check_profile, find_profile, load_profile


def profile_problems(loaded: LoadedPack) -> list[Problem]:
    """Return everything that is wrong with a pack's profiles; those that it brings but does not name, too."""
    problems: list[Problem] = []
    named = set()
    for name in loaded.pack.badges.profiles:
        path = find_profile(name, loaded.directory)
        if path is None:
            message = f"there is no badge profile `{name}`; put it into badges/ of the pack"
            problems.append(Problem(_place(loaded), message))
            continue
        named.add(path.resolve())
        problems += check_profile(path)
    for path in sorted((loaded.directory / "badges").glob("*.toml")):
        # A link that leads to itself cannot be resolved.
        if not path.is_file() or path.resolve() not in named:
            message = "is not used; name it in badges.profiles of event.toml"
            problems += [Problem(Place(path), message, Severity.WARNING), *check_profile(path)]
    return problems


def profiles_of(loaded: LoadedPack) -> list[Profile]:
    """Return the profiles of a pack that was checked, in order.

    Raises:
        ProfileError: If one was changed since, and is wrong now.
    """
    found = (find_profile(name, loaded.directory) for name in loaded.pack.badges.profiles)
    return [load_profile(path) for path in found if path is not None]


def _place(loaded: LoadedPack) -> Place:
    main = loaded.directory / MAIN_FILE
    try:
        lines = key_lines(main.read_text(encoding=examine(main).encoding))
    except (OSError, UnreadableFileError):
        return Place(main)
    return Place(main, lines.get(("badges", "profiles")))
