import json
import re
from dataclasses import dataclass

from drivers.microphones.base import MicrophoneError
from drivers.microphones.sound_system import SOUND_SYSTEM, InputDevice, choose_device


@dataclass(frozen=True, slots=True)
class DetectedMicrophone:
    """A microphone that this machine sees.

    Attributes:
        name: As PortAudio shows it.
        host_api: "ALSA", "JACK" …
        channels: Most input channels it offers.
        default_rate_hz: Its default sample rate.
        setting: What to write into the settings file to use it.
    """

    name: str
    host_api: str
    channels: int
    default_rate_hz: int
    setting: str


@dataclass(frozen=True, slots=True)
class Detection:
    """The microphones here, or why there are none.

    Attributes:
        microphones: In PortAudio's order.
        reason: Why the list is empty and what to do; "" when it is not.
    """

    microphones: tuple[DetectedMicrophone, ...]
    reason: str = ""


def detect_microphones() -> Detection:
    """List what can be recorded from; never raises, may block for as long as the sound system does."""
    try:
        devices = SOUND_SYSTEM.input_devices()
    except MicrophoneError as error:
        return Detection((), str(error))
    if not devices:
        return Detection(
            (),
            "this machine shows no microphone: plug one in. If one is, look for it in `arecord -l` and for "
            "your user in the group `audio`; a microphone that another program holds open is hidden too",
        )
    return Detection(
        tuple(
            DetectedMicrophone(
                name=device.name,
                host_api=device.host_api,
                channels=device.channels,
                default_rate_hz=device.default_rate_hz,
                setting=_setting(device, devices),
            )
            for device in devices
        )
    )


def _setting(device: InputDevice, devices: list[InputDevice]) -> str:
    # ALSA numbers its cards in the order in which they were found, so the number is left out where it can be.
    name = re.sub(r"\s*\((plug)?hw:\d+,\d+\)$", "", device.name)
    try:
        unique = choose_device(devices, name) == device
    except MicrophoneError:
        unique = False
    # A JSON string is a TOML basic string.
    quoted = json.dumps(name if unique else device.name, ensure_ascii=False)
    return f'[microphone]\ndriver = "portaudio"\ndevice = {quoted}'
