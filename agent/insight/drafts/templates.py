"""Mail templates: Jinja2 in a sandbox, with bounds on what a template may cost.

A template is part of the event pack, so it is somebody else's program. It may show values, choose and
repeat; it cannot define macros, include files, compute, call methods or loop for long.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from agent.insight.drafts.material import Sentence
from agent.insight.words import words

LARGEST_BYTES = 16 * 1024
LONGEST_OUTPUT = 50_000
MOST_ROUNDS = 500
"""Of all loops of one mail together."""
NAMES = ("follow_up.txt", "follow_up.html", "scan_only.txt", "scan_only.html", "subject.txt")
MAIL_PARTS = words(
    """
    scan_only company event name greeting opening paragraphs challenges needs today product competitor
    objection timeline challenge need products steps step links closing sign_off sender footer
    """
)
"""What `mail` has; a test keeps it in step with `Mail`."""

_OPEN, _BETWEEN, _CLOSE = "\ue000", "\ue001", "\ue002"
"""Private-use characters around a sentence with proof. Visitors' words cannot hold them."""
_NO_MARKS = dict.fromkeys(map(ord, (_OPEN, _BETWEEN, _CLOSE)))
_FILTERS = frozenset({"upper", "lower", "capitalize", "trim", "default", "first", "last", "length", "e"})
_TESTS = frozenset({"defined", "undefined", "none", "string", "number", "even", "odd"})
_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.For,
    nodes.Assign,
    nodes.Name,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.CondExpr,
    nodes.Filter,
    nodes.Test,
    nodes.Call,
)


class TemplateError(Exception):
    """A template cannot be used; the message names it, the line, and what to do."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What came out of a template."""

    text: str
    claims: tuple[tuple[str, tuple[int, ...]], ...]
    """Each sentence with proof, as it stands in the text, and the numbers of its signals."""


class Templates:
    """Templates of the event pack, and ours where it has none."""

    def __init__(self, sources: Mapping[str, str] | None = None) -> None:
        """Take the sources of own templates, by file name.

        Raises:
            TemplateError: If one is unknown, too large, no valid Jinja2, or uses what is not allowed.
        """
        self._own = dict(sources or {})
        for name, source in self._own.items():
            if name not in NAMES:
                raise TemplateError(f"{name}: no such template; there are {', '.join(NAMES)}")
            _compiled(name, source)

    @classmethod
    def load(cls, folder: Path) -> "Templates":
        """Read the templates in a folder of an event pack; other files there are left alone.

        Raises:
            TemplateError: As above, or if a file cannot be read.
        """
        sources = {}
        for name in NAMES:
            path = folder / name
            if not path.is_file():
                continue
            try:
                with path.open("rb") as file:
                    content = file.read(LARGEST_BYTES + 1)
                sources[name] = (
                    content.decode("utf-8-sig") if len(content) <= LARGEST_BYTES else " " * len(content)
                )
            except (OSError, UnicodeDecodeError) as error:
                raise TemplateError(f"{path}: cannot be read as UTF-8 text; save it as such") from error
        return cls(sources)

    def has_own(self, name: str) -> bool:
        """Whether the event pack brings this template."""
        return name in self._own

    def render(self, name: str, mail: object) -> Rendered:
        """Return the mail's part that the template `name` makes.

        Raises:
            TemplateError: If the template fails on this mail, or runs over its bounds.
        """
        source = self._own.get(name)
        template = _compiled(name, _ours(name) if source is None else source)
        budget = _Budget()
        try:
            text = template.render(mail=mail, cite=_cite, _rounds=budget.rounds)
        except TemplateError as error:
            raise TemplateError(f"{name}: {error}") from error
        except (jinja2.TemplateError, TypeError, ValueError, AttributeError, RecursionError) as error:
            # The class alone: the message may hold what the visitor said.
            raise TemplateError(
                f"{name}: fails with {type(error).__name__}; compare its names with docs/follow-ups.md"
            ) from error
        if len(text) > LONGEST_OUTPUT:
            raise TemplateError(f"{name}: makes more than {LONGEST_OUTPUT} characters; shorten it")
        return _without_marks(text)


class _Budget:
    def __init__(self) -> None:
        self._left = MOST_ROUNDS

    def rounds(self, values: Iterable[Any]) -> Iterator[Any]:
        if isinstance(values, str):
            raise TemplateError("loops over text; loop over mail.paragraphs, mail.steps or mail.links")
        for value in values:
            self._left -= 1
            if self._left < 0:
                raise TemplateError(f"loops more than {MOST_ROUNDS} times; loop over fewer things")
            yield value


class _Environment(ImmutableSandboxedEnvironment):
    """Adds to Jinja2's sandbox: a list of what is allowed, instead of one of what is not."""

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        _refuse_what_is_not_allowed(source)
        for loop in source.find_all(nodes.For):
            loop.iter = nodes.Call(
                nodes.Name("_rounds", "load", lineno=loop.lineno),
                [loop.iter],
                [],
                None,
                None,
                lineno=loop.lineno,
            )
        return super()._generate(source, name, filename, defer_init)  # type: ignore[no-any-return,no-untyped-call,unused-ignore]


def _refuse_what_is_not_allowed(template: nodes.Template) -> None:
    for node in _walk(template):
        what = None
        if not isinstance(node, _ALLOWED):
            what = f"{type(node).__name__} is not allowed here"
        elif isinstance(node, nodes.Filter) and node.name not in _FILTERS:
            what = f"the filter `{node.name}` is not allowed; there are {', '.join(sorted(_FILTERS))}"
        elif isinstance(node, nodes.Test) and node.name not in _TESTS:
            what = f"the test `{node.name}` is not allowed; there are {', '.join(sorted(_TESTS))}"
        elif isinstance(node, nodes.For) and node.recursive:
            what = "loops cannot be recursive"
        elif isinstance(node, nodes.Call) and not (
            isinstance(node.node, nodes.Name) and node.node.name == "cite"
        ):
            what = "nothing but cite(...) can be called"
        elif (name := _named(node)) and (name.startswith("_") or _is_no_part_of_mail(node)):
            what = f"there is no `{name}`"
        if what:
            raise TemplateError(f"line {node.lineno}: {what}; docs/follow-ups.md says what templates may do")


def _named(node: nodes.Node) -> str | None:
    match node:
        case nodes.Name(name=str(name)) | nodes.Getattr(attr=str(name)):
            return name
        case nodes.Getitem(arg=nodes.Const(value=str(name))):
            return name
        case _:
            return None


def _is_no_part_of_mail(node: nodes.Node) -> bool:
    match node:
        case nodes.Getattr(node=nodes.Name(name="mail"), attr=str(name)):
            return name not in MAIL_PARTS
        case _:
            return False


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    for child in node.iter_child_nodes():
        yield child
        yield from _walk(child)


@cache
def _environment(*, html: bool) -> _Environment:
    environment = _Environment(
        autoescape=html,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        keep_trailing_newline=False,
    )
    environment.globals.clear()
    return environment


@lru_cache(maxsize=64)
def _compiled(name: str, source: str) -> jinja2.Template:
    if len(source.encode()) > LARGEST_BYTES:
        raise TemplateError(f"{name}: is larger than {LARGEST_BYTES // 1024} KiB; shorten it")
    try:
        return _environment(html=name.endswith(".html")).from_string(source.translate(_NO_MARKS))
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(f"{name}: line {error.lineno}: {error.message}") from error
    except (RecursionError, MemoryError) as error:
        raise TemplateError(f"{name}: is nested too deeply; write it flatter") from error
    except TemplateError as error:
        raise TemplateError(f"{name}: {error}") from error


@lru_cache(maxsize=len(NAMES))
def _ours(name: str) -> str:
    return resources.files("agent.insight").joinpath("templates", name).read_text(encoding="utf-8")


def _shown(value: object) -> object:
    """Turn what a template shows into text; of a sentence with proof, remember where it stands."""
    if value is None:
        return ""
    if isinstance(value, Sentence):
        return _marked(value.text, value.signals)
    if isinstance(value, str):
        return value.translate(_NO_MARKS)
    if isinstance(value, int | jinja2.Undefined):
        return value
    raise TemplateError(f"shows a whole {type(value).__name__}; show one of its parts")


def _cite(proof: object, pattern: str) -> Sentence:
    """Put what a signal proves in the template's own words; `{what}` stands for the visitor's.

    Raises:
        TemplateError: If `proof` is no sentence of ours with signals.
    """
    if not isinstance(proof, Sentence) or not proof.signals:
        raise TemplateError("cite(...) needs a sentence with proof, such as mail.need, as its first argument")
    return Sentence(str(pattern).replace("{what}", proof.what), proof.signals, proof.what)


def _marked(text: str, signals: tuple[int, ...]) -> str:
    if not signals:
        return text
    return f"{_OPEN}{','.join(map(str, signals))}{_BETWEEN}{text.translate(_NO_MARKS)}{_CLOSE}"


def _without_marks(text: str) -> Rendered:
    claims: list[tuple[str, tuple[int, ...]]] = []
    parts: list[str] = []
    for at, part in enumerate(text.split(_OPEN)):
        if at == 0:
            parts.append(part)
            continue
        numbers, _, rest = part.partition(_BETWEEN)
        said, _, after = rest.partition(_CLOSE)
        claims.append((" ".join(said.split()), tuple(int(number) for number in numbers.split(","))))
        parts += [said, after]
    return Rendered("".join(parts), tuple(dict.fromkeys(claims)))
