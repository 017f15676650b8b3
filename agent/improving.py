"""Builds the optional language model from the settings, and ties it to the visit."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.contract.lead import Lead
from agent.event_pack.load import LoadedPack
from agent.insight.drafts.templates import Templates
from agent.ops.metrics import Metrics
from agent.settings.model import LanguageModelSettings
from agent.visit.visit import Visit

if TYPE_CHECKING:
    from agent.insight.language_model.improver import Improver


@dataclass(frozen=True, slots=True, kw_only=True)
class PackInUse:
    """What the language model is told of the event, asked anew for every lead."""

    loaded: Callable[[], LoadedPack | None]
    templates: Callable[[LoadedPack], Templates | None]


def build_improver(
    settings: LanguageModelSettings,
    visit: Visit,
    pack: PackInUse,
    *,
    metrics: Metrics,
    stack: AsyncExitStack,
) -> "Improver | None":
    """Return what improves final leads beside everything else, offered by `visit`; None where it is off.

    Args:
        settings: Where the model is.
        visit: Publishes what comes of it, unless the lead has changed.
        pack: The event's.
        metrics: Counts what came of it.
        stack: Closes the connection at the end.
    """
    if not settings.enabled:
        return None
    # Only where it is wanted: the start of the agent waits for what is imported.
    from agent.insight.language_model.endpoint import Endpoint  # noqa: PLC0415
    from agent.insight.language_model.improver import Improver  # noqa: PLC0415

    endpoint = Endpoint(
        settings.url,
        model=settings.model,
        key=settings.key.get_secret_value().strip() if settings.key else None,
        timeout_s=settings.timeout_s,
    )
    stack.push_async_callback(endpoint.aclose)

    async def unchanged(lead: Lead) -> bool:
        return visit.is_newest(lead)

    def templates() -> Templates | None:
        loaded = pack.loaded()
        return None if loaded is None else pack.templates(loaded)

    improver = Improver(
        model=endpoint,
        adopt=visit.adopt,
        unchanged=unchanged,
        pack=lambda: loaded.pack if (loaded := pack.loaded()) else None,
        metrics=metrics,
        templates=templates,
    )
    visit.published = improver.offer
    return improver
