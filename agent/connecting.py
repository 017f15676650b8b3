"""Builds the uplink from the settings, and what the box says about itself there."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from agent.contract.lead import EventReference
from agent.contract.status import Health as HealthReport
from agent.contract.status import Info, StationHealth
from agent.contract.topics import Topics
from agent.delivering import DeliveryKeys
from agent.delivery.commands import Commander, Handler
from agent.delivery.mqtt import BrokerAccount
from agent.delivery.outbox import Depth, Outbox
from agent.delivery.transport import Proxy
from agent.delivery.uplink import Uplink
from agent.ops.health import Health, Station
from agent.ops.machine import boot_id, clock_synchronised
from agent.ops.metrics import Metrics
from agent.settings.model import Settings, UplinkSettings


def describe_box(settings: Settings, keys: DeliveryKeys, *, event: EventReference, sealed: bool) -> Info:
    """Return what the box says about itself.

    Args:
        settings: Name the speech model.
        keys: Say whether leads are sealed to the collector.
        event: What counts for visitors from now on.
        sealed: Whether leads on the box's disk are.
    """
    return Info(
        version=version("boothscribe"),
        boot_id=boot_id(),
        event=event,
        model=_model_for_display(settings.speech.model),
        sealed_at_rest=sealed,
        sealed_end_to_end=keys.envelope is not None,
    )


def report_health(health: Health, depth: Depth, *, monotonic_s: float | None = None) -> HealthReport:
    """Return how the box is, as the outside may know it; `monotonic_s` is now on the clock of scans."""
    return HealthReport(
        boot_id=boot_id(),
        time=datetime.now(UTC),
        uptime_s=health.uptime_s,
        monotonic_s=monotonic_s,
        clock_synchronised=clock_synchronised(),
        stations={
            name: StationHealth(status=station.status.value, detail=station.public)
            for name, station in health.stations.items()
        },
        outbox_leads=depth.leads,
        outbox_oldest_s=depth.oldest_s,
        outbox_parked=depth.parked,
    )


def build_uplink(
    settings: Settings,
    keys: DeliveryKeys,
    *,
    outbox: Outbox,
    info: Info,
    handlers: Mapping[str, Handler],
    report_health: Callable[[], HealthReport],
    metrics: Metrics,
    station: Station,
) -> Uplink:
    """Build the uplink; commands go to `handlers`, which may be filled until it runs."""
    device, uplink = settings.device.name, settings.uplink
    return Uplink(
        account=_account(uplink, device),
        fallbacks=uplink.fallback_brokers,
        topics=Topics(device),
        outbox=outbox,
        info=info,
        health=report_health,
        metrics=metrics,
        station=station,
        in_flight=uplink.in_flight,
        receipt_timeout_s=uplink.receipt_timeout_s,
        reconnect_max_s=uplink.reconnect_max_s,
        health_interval_s=uplink.health_interval_s,
        envelope=keys.envelope,
        receipts_from=keys.receipts_from,
        clock_synchronised=clock_synchronised,
        commander=Commander(
            device=device,
            outbox=outbox,
            policy=keys.commanders,
            handlers=handlers,
            clock_synchronised=clock_synchronised,
        ),
    )


def account_of(settings: Settings) -> BrokerAccount:
    """Return how the box connects to its first broker."""
    return _account(settings.uplink, settings.device.name)


def _account(settings: UplinkSettings, device: str) -> BrokerAccount:
    return BrokerAccount(
        url=settings.broker,
        client_id=settings.client_id or f"boothscribe-{device}",
        username=settings.username,
        password=settings.password.get_secret_value() if settings.password else None,
        ca_file=str(settings.ca_file) if settings.ca_file else None,
        certificate_file=str(settings.certificate_file) if settings.certificate_file else None,
        key_file=str(settings.key_file) if settings.key_file else None,
        keepalive_s=settings.keepalive_s,
        protocol=settings.protocol,
        proxy=_proxy(settings),
    )


def _proxy(settings: UplinkSettings) -> Proxy | None:
    if settings.proxy is None:
        return None
    password = settings.proxy_password.get_secret_value() if settings.proxy_password else None
    return Proxy.parse(settings.proxy, settings.proxy_username, password)


def _model_for_display(name: str) -> str:
    """Return the model's name; of a path only the last part, where files lie is nobody's business."""
    return Path(name).name if Path(name).is_absolute() else name
