"""Templates of the event pack: they shape the mail, and can neither break out, nor hang, nor hide a claim."""

from dataclasses import fields
from pathlib import Path

import pytest

from agent.insight.drafts.lint import Draft, lint
from agent.insight.drafts.templates import LARGEST_BYTES, MAIL_PARTS, TemplateError, Templates
from agent.insight.follow_up import Mail, write_follow_up
from tests.insight.draft_examples import EXAMPLES

TWO_STEPS, GERMAN = EXAMPLES[3], EXAMPLES[4]

OWN = """\
{{ mail.greeting }}

{{ mail.opening }} {{ mail.need }}

{% if mail.challenge %}
{{ cite(mail.challenge, "One thing stayed with us: {what}.") }}
{% endif %}

{% for step in mail.steps %}
- {{ step }}
{% endfor %}

{% for link in mail.links %}
{{ link.title }}: {{ link.url }}
{% endfor %}

{{ mail.sign_off }}
{{ mail.sender }}

{{ mail.footer }}
"""


def test_a_template_of_the_pack_shapes_the_mail_and_keeps_the_proof() -> None:
    templates = Templates({"follow_up.txt": OWN})
    draft = write_follow_up(TWO_STEPS.lead, TWO_STEPS.pack, templates=templates)
    assert draft.template == "pack:follow_up"
    assert "One thing stayed with us: you spend your evenings typing shift plans." in draft.body_text
    assert {claim.signals for claim in draft.claims} == {(1,), (2,), (4,), (5,)}
    assert "<li>We will send you a trial link.</li>" in draft.body_html
    assert lint(Draft.of(draft), TWO_STEPS.lead, TWO_STEPS.pack, templates=templates) == ()


def test_a_claim_that_a_template_makes_up_is_found_by_lint() -> None:
    made_up = OWN.replace(
        "{{ mail.sign_off }}", "You told us that you love our prices.\n\n{{ mail.sign_off }}"
    )
    templates = Templates({"follow_up.txt": made_up})
    draft = write_follow_up(TWO_STEPS.lead, TWO_STEPS.pack, templates=templates)
    rules = {one.rule for one in lint(Draft.of(draft), TWO_STEPS.lead, TWO_STEPS.pack, templates=templates)}
    assert "uncited-claim" in rules


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ mail.__class__ }}",
        "{{ mail.greeting.upper() }}",
        "{{ cite.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ range(10000000) }}",
        "{{ lipsum() }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ 'a' ~ mail.footer }}",
        "{{ mail.footer | center(1000000000) }}",
        "{{ '%1000000000d' | format(1) }}",
        "{{ mail | attr('__class__') }}",
        "{{ mail.footer | replace('a', 'aaaa') }}",
        "{{ [1, 2, 3] }}",
        "{{ {'a': 1} }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% extends 'follow_up.txt' %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for x in mail.steps recursive %}{{ loop(mail.steps) }}{% endfor %}",
        "{% set x %}{{ mail.footer }}{% endset %}",
        "{% block a %}{% endblock %}",
        "{% filter upper %}x{% endfilter %}",
        "{{ _rounds }}",
        "{{ mail.greeting",
        "{{ mail.gretting }}",
        "{{ mail['__class__'] }}",
        "{% if %}",
        "{{ mail.greeting | unknown }}",
        "{% for a in mail.steps %}",
        "x" * (LARGEST_BYTES + 1),
        "{{" + "(" * 2000 + "1" + ")" * 2000 + "}}",
    ],
)
def test_a_template_that_does_more_than_show_is_refused_when_the_pack_is_read(source: str) -> None:
    with pytest.raises(TemplateError, match=r"follow_up\.txt: "):
        Templates({"follow_up.txt": source})


@pytest.mark.parametrize(
    "source",
    [
        "{{ nothing }}",
        "{{ mail }}",
        "{{ mail.links }}",
        "{{ cite(mail.greeting, 'You need us.') }}",
        "{{ cite(None, 'You need us.') }}",
        "{% for c in mail.footer %}{{ c }}{% endfor %}",
        "{% for a in mail.paragraphs %}" * 12 + "x" + "{% endfor %}" * 12,
    ],
)
def test_a_template_that_fails_on_a_lead_costs_the_sender_a_note_and_not_the_mail(source: str) -> None:
    templates = Templates({"follow_up.txt": source})
    draft = write_follow_up(GERMAN.lead, GERMAN.pack, templates=templates)
    ours = write_follow_up(GERMAN.lead, GERMAN.pack)
    assert draft.body_text == ours.body_text
    assert draft.template == "follow_up"
    assert any("follow_up.txt" in warning for warning in draft.warnings)


def test_every_part_of_a_mail_can_be_shown() -> None:
    assert {field.name for field in fields(Mail)} == MAIL_PARTS


def test_html_of_a_pack_is_escaped_whatever_the_name() -> None:
    templates = Templates({"follow_up.html": "<p>{{ mail.company }}</p>"})
    pack = GERMAN.pack.model_copy(
        update={"voice": GERMAN.pack.voice.model_copy(update={"company": "Cut & <Weld>"})}
    )
    draft = write_follow_up(GERMAN.lead, pack, templates=templates)
    assert draft.body_html == "<p>Cut &amp; &lt;Weld&gt;</p>"


def test_what_a_visitor_said_is_never_read_as_a_template() -> None:
    words = "{{ mail.footer }}{% for x in y %}"
    lead = GERMAN.lead.model_copy(
        update={
            "signals": (
                GERMAN.lead.signals[0].model_copy(update={"value": {"what": words}, "quote": words}),
            ),
            "attendee": GERMAN.lead.attendee.model_copy(update={"given_name": words, "name": words}),
        }
    )
    assert "{" not in write_follow_up(lead, GERMAN.pack).body_text


def test_templates_are_read_from_the_packs_folder(tmp_path: Path) -> None:
    (tmp_path / "scan_only.txt").write_text("\ufeff{{ mail.greeting }}\n", encoding="utf-8")
    (tmp_path / "logo.txt").write_text("{{ not ours }}", encoding="utf-8")
    templates = Templates.load(tmp_path)
    assert templates.has_own("scan_only.txt")
    scan_only = EXAMPLES[1]
    assert write_follow_up(scan_only.lead, scan_only.pack, templates=templates).body_text == "Hi Pavel,\n"


def test_a_template_that_is_no_text_or_too_large_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "follow_up.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TemplateError, match=r"follow_up\.txt"):
        Templates.load(tmp_path)
    (tmp_path / "follow_up.txt").write_bytes(b" " * 10_000_000)
    with pytest.raises(TemplateError, match="KiB"):
        Templates.load(tmp_path)
    with pytest.raises(TemplateError, match="no such template"):
        Templates({"other.txt": ""})
