"""What to send along: assets of the event pack that fit and last, with the campaign's link parameters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from agent.contract.lead import Signal
from agent.event_pack.model import Asset, EventPack
from agent.insight.score import open_objections, proved

MOST = 2
READ_WITHIN = timedelta(days=7)
"""A draft waits for its sender, and a mail for its reader: what expires before that is not sent."""


@dataclass(frozen=True, slots=True)
class Link:
    """An asset as it stands in a mail."""

    title: str
    url: str


def fitting_assets(signals: Sequence[Signal], pack: EventPack, *, on: date, most: int = MOST) -> list[Link]:
    """Return links to what fits, those for a product that was asked about first.

    Args:
        signals: The lead's.
        pack: The event's.
        on: The day of the draft.
        most: How many at most.
    """
    products = {str(one.text("name")).casefold() for one in proved(signals, "product")}
    kinds = {signal.kind for signal in signals if proved(signals, signal.kind)} - {"objection"}
    if open_objections(signals):
        kinds.add("objection")

    def fits(asset: Asset) -> bool:
        current = asset.expires is None or on + READ_WITHIN <= asset.expires
        for_product = not asset.products or bool(products & {name.casefold() for name in asset.products})
        return current and for_product and (not asset.kinds or bool(kinds & set(asset.kinds)))

    chosen = [asset for asset in pack.assets if fits(asset)]
    chosen.sort(key=lambda asset: (not asset.products, not asset.kinds))
    return [Link(asset.title, tracked(asset.url, pack)) for asset in chosen[:most]]


def tracked(url: str, pack: EventPack) -> str:
    """Return the link with the campaign's parameters; those it already has stay as they are."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    there = {key for key, _ in query}
    query += [(key, value) for key, value in pack.campaign.utm.items() if key not in there]
    return urlunsplit(parts._replace(query=urlencode(query)))
