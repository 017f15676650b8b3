"""What is known about a microphone array: which channel is what, and where the microphones are."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal, Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from agent.hearing.array.gate import FEATURES, Gate
from agent.hearing.array.geometry import Geometry, circle, line
from agent.shipped import shipped
from drivers.microphones.direction import DirectionProtocol

Millimetres = Annotated[float, Field(ge=-1000, le=1000)]
Channel = Annotated[int, Field(ge=0, le=63)]
_TRAINED = "circle-4"


class ProfileError(Exception):
    """A profile cannot be used; the message says why and what to do."""


class _Section(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, validate_default=True
    )


class CircleGeometry(_Section):
    """Microphones on a circle."""

    shape: Literal["circle"]
    radius_mm: Annotated[float, Field(gt=0, le=1000)]
    first_deg: float = 0.0
    """Azimuth of the first microphone."""
    clockwise: bool = False
    """Seen from above; azimuths grow against the clock."""
    centre: bool = False
    """The last microphone of the list is in the middle."""


class LineGeometry(_Section):
    """Microphones in a row."""

    shape: Literal["line"]
    spacing_mm: Annotated[float, Field(gt=0, le=1000)]


class PositionGeometry(_Section):
    """Microphones anywhere."""

    shape: Literal["positions"]
    positions_mm: Annotated[tuple[tuple[Millimetres, Millimetres, Millimetres], ...], Field(min_length=1)]
    """x, y, z of each; azimuth 0 is along x, 90 degrees along y."""


class DirectionSource(_Section):
    """A register in which the device says where it hears speech."""

    protocol: DirectionProtocol
    """How it is read, over USB."""
    zero_deg: float = 0.0
    """Azimuth of what the device calls 0."""
    clockwise: bool = False
    """Whether the device counts so, seen from above."""

    def azimuth(self, device_deg: float) -> float:
        """Return the profile's azimuth for one of the device's."""
        return (self.zero_deg + (-device_deg if self.clockwise else device_deg)) % 360


class GateWeights(_Section):
    """Of the logistic gate, trained in simulated booths (`scripts/bench hearing --train`)."""

    mean: Annotated[tuple[float, ...], Field(min_length=FEATURES, max_length=FEATURES)]
    deviation: Annotated[
        tuple[Annotated[float, Field(gt=0)], ...], Field(min_length=FEATURES, max_length=FEATURES)
    ]
    weights: Annotated[tuple[float, ...], Field(min_length=FEATURES, max_length=FEATURES)]
    bias: float


class ArrayProfile(_Section):
    """One kind of microphone array."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    usb_ids: tuple[Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{4}:[0-9a-f]{4}$")], ...] = ()
    """vendor:product of devices that it fits, in lower case."""
    sample_rate_hz: Literal[16000, 44100, 48000] = 16000
    """Rate that it is opened at, where the settings name none."""
    channels: Annotated[int, Field(ge=1, le=64)]
    """How many the device delivers."""
    microphones: Annotated[tuple[Channel, ...], Field(min_length=1)]
    """Channels that are raw microphones, in the order of the geometry."""
    processed: tuple[Channel, ...] = ()
    """Channels that the device has processed itself."""
    reference: tuple[Channel, ...] = ()
    """Channels that hold what the device plays."""
    gain_db: Annotated[float, Field(ge=-40, le=60)] = 0.0
    """Added to every raw microphone: for an array that records so softly that its hall is below -55 dBFS."""
    geometry: CircleGeometry | LineGeometry | PositionGeometry | None = Field(
        default=None, discriminator="shape"
    )
    """None: one microphone, no directions."""
    direction: DirectionSource | None = None
    """None: the device tells no directions."""
    gate: GateWeights | None = None
    """None: that of the four-microphone circle."""
    verified: bool = False
    """Whether geometry and channel order were measured on a device, not only read."""
    note: str = ""

    @model_validator(mode="after")
    def _channels_fit(self) -> Self:
        named = [*self.microphones, *self.processed, *self.reference]
        if len(set(named)) != len(named):
            raise ValueError("a channel is named twice")
        if max(named) >= self.channels:
            raise ValueError(f"channel {max(named)} is named, but the device has only {self.channels}")
        if isinstance(self.geometry, PositionGeometry):
            positions = len(self.geometry.positions_mm)
            if positions != len(self.microphones):
                raise ValueError(f"{len(self.microphones)} microphones, but {positions} positions")
        if self.geometry is not None and len(self.microphones) < 2:  # noqa: PLR2004 -- a pair at least
            raise ValueError("one microphone has no directions; leave `geometry` out")
        return self

    def positions(self) -> Geometry | None:
        """Return where the microphones are; None for a single one."""
        count = len(self.microphones)
        match self.geometry:
            case None:
                return None
            case LineGeometry(spacing_mm=spacing_mm):
                return line(count, spacing_mm / 1000)
            case PositionGeometry(positions_mm=positions_mm):
                return Geometry(np.array(positions_mm) / 1000)
            case CircleGeometry() as ring:
                return circle(
                    count - ring.centre,
                    ring.radius_mm / 1000,
                    first_deg=ring.first_deg,
                    clockwise=ring.clockwise,
                    centre=ring.centre,
                )

    def trained_gate(self) -> Gate:
        """Return the gate of this array, or that of the four-microphone circle."""
        weights = self.gate or load_profile(_TRAINED).gate
        if weights is None:
            raise ProfileError(f"config/arrays/{_TRAINED}.toml has no [gate]; restore it")
        return Gate(
            mean=np.array(weights.mean, np.float32),
            deviation=np.array(weights.deviation, np.float32),
            weights=np.array(weights.weights, np.float32),
            bias=weights.bias,
        )


def load_profile(name: str) -> ArrayProfile:
    """Read a profile by name (`config/arrays/NAME.toml`) or by path.

    Raises:
        ProfileError: With the file, and every problem in it.
    """
    folder = shipped("arrays")
    path = Path(name) if "/" in name else folder / f"{name}.toml"
    try:
        return ArrayProfile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        known = ", ".join(sorted(each.stem for each in folder.glob("*.toml")))
        raise ProfileError(f"{path} does not exist; there are {known}") from error
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        raise ProfileError(f"{path} cannot be read: {error}") from error
    except ValidationError as error:
        problems = [
            f"{path}: {'.'.join(map(str, detail['loc'])) or 'profile'}: {detail['msg']}"
            for detail in error.errors(include_url=False)
        ]
        raise ProfileError("\n".join(problems)) from error


def profiles() -> dict[str, ArrayProfile]:
    """Return every profile that is shipped, by name."""
    return {path.stem: load_profile(path.stem) for path in sorted(shipped("arrays").glob("*.toml"))}
