"""The device's end of the usbredir protocol, version 0.7, which QEMU's `usb-redir` speaks.

Source: usb-redirection-protocol.md of https://gitlab.freedesktop.org/spice/usbredir.
"""

import contextlib
import socket
import struct
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

_CONNECT_TIMEOUT_S = 10.0
_POLLED_WITHIN_S = 60.0
_GOODBYE_S = 0.02
_TABLE = 32
"""Interfaces and endpoints are described in tables of this size; unused rows are of the type 255."""


class Packet(IntEnum):
    """Types of packets that matter here."""

    HELLO = 0
    DEVICE_CONNECT = 1
    DEVICE_DISCONNECT = 2
    RESET = 3
    INTERFACE_INFO = 4
    ENDPOINT_INFO = 5
    SET_CONFIGURATION = 6
    GET_CONFIGURATION = 7
    CONFIGURATION_STATUS = 8
    SET_ALTERNATE = 9
    GET_ALTERNATE = 10
    ALTERNATE_STATUS = 11
    START_ISOCHRONOUS = 12
    STOP_ISOCHRONOUS = 13
    ISOCHRONOUS_STATUS = 14
    START_INTERRUPT = 15
    STOP_INTERRUPT = 16
    INTERRUPT_STATUS = 17
    CANCEL = 21
    CONTROL = 100
    BULK = 101
    ISOCHRONOUS = 102
    INTERRUPT = 103


class Status(IntEnum):
    """How a transfer ended."""

    SUCCESS = 0
    CANCELLED = 1
    IO_ERROR = 3
    STALL = 4


class Transfer(IntEnum):
    """Types of endpoints."""

    CONTROL = 0
    ISOCHRONOUS = 1
    BULK = 2
    INTERRUPT = 3


class _Capability(IntEnum):
    DEVICE_VERSION = 1
    PACKET_SIZES = 4
    WIDE_IDS = 5
    WIDE_LENGTHS = 6


_OURS = sum(1 << capability for capability in _Capability)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a device says it is; the product ids of 1209 below 0x0010 are for tests (pid.codes)."""

    product: str
    serial: str
    product_id: int
    vendor_id: int = 0x1209
    manufacturer: str = "Example"


@dataclass(frozen=True, slots=True)
class Interface:
    """One row of a configuration: number, class, subclass, protocol."""

    number: int
    code: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One endpoint: how it transfers, how often (in ms), for which interface, how much at once."""

    transfer: Transfer
    interval: int
    interface: int
    packet_bytes: int


@dataclass(frozen=True, slots=True)
class Control:
    """A request on endpoint 0, as the USB specification names its fields."""

    endpoint: int
    request: int
    request_type: int
    value: int
    index: int
    length: int
    data: bytes

    @property
    def is_standard(self) -> bool:
        """Whether the USB specification itself defines it, rather than a class or a vendor."""
        return self.request_type & 0x60 == 0

    @property
    def reads(self) -> bool:
        """Whether the device answers with data."""
        return bool(self.request_type & 0x80)


class UsbDevice(ABC):
    """A full-speed USB device. `connect` plugs it in, `unplug` pulls it out; it can be plugged in again."""

    device_class = 0
    interfaces: Sequence[Interface] = ()

    def __init__(self, identity: Identity) -> None:
        self.identity = identity
        self.alternates: dict[int, int] = {}
        """Chosen alternate setting of each interface."""
        self._configuration = 0
        self._peer = 0
        self._socket: socket.socket | None = None
        self._sending = threading.Lock()
        self._polled: set[int] = set()
        self._polling = threading.Condition()
        self._thread: threading.Thread | None = None

    @property
    def plugged(self) -> bool:
        """Whether it hangs on a guest."""
        return self._socket is not None

    def connect(self, path: Path) -> None:
        """Plug it into the `usb-redir` device that listens on the socket `path`.

        Raises:
            OSError: If nobody listens there.
        """
        connection = socket.socket(socket.AF_UNIX)
        deadline_s = time.monotonic() + _CONNECT_TIMEOUT_S
        while True:
            try:
                connection.connect(str(path))
                break
            except OSError:
                if time.monotonic() > deadline_s:
                    raise
                time.sleep(0.05)
        self._peer, self._configuration, self.alternates = 0, 0, {}
        self._polled.clear()
        self._socket = connection
        self._send(Packet.HELLO, 0, b"boothscribe test device".ljust(64, b"\0") + struct.pack("<I", _OURS))
        self._thread = threading.Thread(
            target=self._serve, args=(connection,), daemon=True, name="usb device"
        )
        self._thread.start()

    def unplug(self) -> None:
        """Pull it out; does nothing where it is out already."""
        connection, thread = self._socket, self._thread
        if connection is None:
            return
        with contextlib.suppress(OSError):
            self._send(Packet.DEVICE_DISCONNECT, 0, b"")
            time.sleep(_GOODBYE_S)
        self._socket = None
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
        connection.close()
        with self._polling:
            self._polling.notify_all()
        if thread is not None:
            thread.join(3)
        self.stopped()

    @abstractmethod
    def configuration(self) -> tuple[bytes, int]:
        """Return the descriptors that follow the configuration's own, and how many interfaces they make."""

    @abstractmethod
    def endpoints(self) -> dict[int, Endpoint]:
        """Return the endpoints, by address, of the alternate settings chosen now."""

    def control(self, request: Control) -> bytes | None:
        """Answer a request of the device's class; None stalls it."""
        del request
        return None

    def descriptor(self, kind: int) -> bytes | None:
        """Return a descriptor that only this class of devices has; None stalls the request."""
        del kind
        return None

    def bulk(self, transfer_id: int, endpoint: int, length: int, data: bytes) -> None:
        """Take a bulk transfer; devices that have some answer with `answer_bulk`, sooner or later."""
        del length, data
        self.answer_bulk(transfer_id, endpoint, b"", Status.STALL)

    def cancel(self, transfer_id: int) -> None:
        """Answer a transfer that the guest no longer waits for."""
        del transfer_id

    def isochronous(self, endpoint: int, *, on: bool) -> None:
        """Begin or end the stream of an endpoint."""
        del endpoint, on

    def stopped(self) -> None:
        """End whatever runs by itself: the device was pulled out."""
        return

    def interrupt(
        self, transfer_id: int, endpoint: int, data: bytes, status: Status = Status.SUCCESS
    ) -> None:
        """Deliver what an interrupt endpoint reports, once the guest asks for it, as on a cable.

        Nothing happens where it is not plugged in.

        Raises:
            TimeoutError: If the guest never asks: no driver of it has the device open.
        """
        # QEMU throws away what comes before the guest has asked, or while it resets the device.
        with self._polling:
            if not self._polling.wait_for(
                lambda: endpoint in self._polled or not self.plugged, _POLLED_WITHIN_S
            ):
                raise TimeoutError(f"nobody in the guest reads {self.identity.product}")
        self._send(Packet.INTERRUPT, transfer_id, struct.pack("<BBH", endpoint, status, len(data)) + data)

    def stream(self, number: int, endpoint: int, data: bytes, status: Status = Status.SUCCESS) -> None:
        """Deliver one isochronous packet."""
        self._send(Packet.ISOCHRONOUS, number, struct.pack("<BBH", endpoint, status, len(data)) + data)

    def answer_bulk(
        self, transfer_id: int, endpoint: int, data: bytes, status: Status, length: int | None = None
    ) -> None:
        """Complete a bulk transfer: with `data` to the guest, or `length` bytes taken from it."""
        total = len(data) if length is None else length
        header = struct.pack("<BBHI", endpoint, status, total & 0xFFFF, 0)
        if self._shares(_Capability.WIDE_LENGTHS):
            header += struct.pack("<H", total >> 16)
        self._send(Packet.BULK, transfer_id, header + data)

    def _shares(self, capability: _Capability) -> bool:
        return bool(self._peer >> capability & 1)

    def _send(self, kind: Packet, transfer_id: int, payload: bytes) -> None:
        connection = self._socket
        if connection is None:
            return
        wide = kind != Packet.HELLO and self._shares(_Capability.WIDE_IDS)
        header = struct.pack("<IIQ" if wide else "<III", kind, len(payload), transfer_id)
        with self._sending:
            connection.sendall(header + payload)

    def _serve(self, connection: socket.socket) -> None:
        # The end of QEMU, or of this device, ends the thread: whoever pulled the plug knows already.
        with contextlib.suppress(OSError):
            while True:
                kind, length = struct.unpack("<II", _exactly(connection, 8))
                wide = kind != Packet.HELLO and self._shares(_Capability.WIDE_IDS)
                (transfer_id,) = struct.unpack("<Q" if wide else "<I", _exactly(connection, 8 if wide else 4))
                payload = _exactly(connection, length)
                if handle := self._handlers.get(kind):
                    handle(self, transfer_id, payload)

    def _hello(self, _transfer_id: int, payload: bytes) -> None:
        (peer,) = struct.unpack_from("<I", payload, 64) if len(payload) > 64 else (0,)
        self._peer = peer & _OURS
        self._describe()
        said = struct.pack(
            "<BBBBHH", 1, self.device_class, 0, 0, self.identity.vendor_id, self.identity.product_id
        )
        if self._shares(_Capability.DEVICE_VERSION):
            said += struct.pack("<H", 0x0100)
        self._send(Packet.DEVICE_CONNECT, 0, said)

    def _reset(self, _transfer_id: int, _payload: bytes) -> None:
        self._configuration, self.alternates = 0, {}

    def _set_configuration(self, transfer_id: int, payload: bytes) -> None:
        self._configuration, self.alternates = payload[0], {}
        self._describe()
        self._get_configuration(transfer_id, payload)

    def _get_configuration(self, transfer_id: int, _payload: bytes) -> None:
        self._send(Packet.CONFIGURATION_STATUS, transfer_id, bytes([Status.SUCCESS, self._configuration]))

    def _set_alternate(self, transfer_id: int, payload: bytes) -> None:
        self.alternates[payload[0]] = payload[1]
        self._describe()
        self._get_alternate(transfer_id, payload)

    def _get_alternate(self, transfer_id: int, payload: bytes) -> None:
        chosen = self.alternates.get(payload[0], 0)
        self._send(Packet.ALTERNATE_STATUS, transfer_id, bytes([Status.SUCCESS, payload[0], chosen]))

    def _start_isochronous(self, transfer_id: int, payload: bytes) -> None:
        self._send(Packet.ISOCHRONOUS_STATUS, transfer_id, bytes([Status.SUCCESS, payload[0]]))
        self.isochronous(payload[0], on=True)

    def _stop_isochronous(self, transfer_id: int, payload: bytes) -> None:
        self.isochronous(payload[0], on=False)
        self._send(Packet.ISOCHRONOUS_STATUS, transfer_id, bytes([Status.SUCCESS, payload[0]]))

    def _start_interrupt(self, transfer_id: int, payload: bytes) -> None:
        self._send(Packet.INTERRUPT_STATUS, transfer_id, bytes([Status.SUCCESS, payload[0]]))
        with self._polling:
            self._polled.add(payload[0])
            self._polling.notify_all()

    def _stop_interrupt(self, transfer_id: int, payload: bytes) -> None:
        with self._polling:
            self._polled.discard(payload[0])
        self._send(Packet.INTERRUPT_STATUS, transfer_id, bytes([Status.SUCCESS, payload[0]]))

    def _cancel(self, transfer_id: int, _payload: bytes) -> None:
        self.cancel(transfer_id)

    def _control(self, transfer_id: int, payload: bytes) -> None:
        endpoint, number, kind, _status, value, index, length = struct.unpack_from("<BBBBHHH", payload)
        request = Control(endpoint, number, kind, value, index, length, payload[10:])
        answer = self._standard(request) if request.is_standard else None
        if answer is None:
            answer = self.control(request)
        status = Status.STALL if answer is None else Status.SUCCESS
        data = (answer or b"")[:length] if request.reads else b""
        moved = 0 if answer is None else len(data) if request.reads else length
        self._send(
            Packet.CONTROL,
            transfer_id,
            struct.pack("<BBBBHHH", endpoint, number, kind, status, value, index, moved) + data,
        )

    def _bulk(self, transfer_id: int, payload: bytes) -> None:
        endpoint, _status, length, _stream = struct.unpack_from("<BBHI", payload)
        header = 8
        if self._shares(_Capability.WIDE_LENGTHS):
            length |= struct.unpack_from("<H", payload, 8)[0] << 16
            header = 10
        self.bulk(transfer_id, endpoint, length, payload[header:])

    def _standard(self, request: Control) -> bytes | None:
        match request.request:
            case 0:  # GET_STATUS
                return b"\0\0"
            case 1 | 3:  # CLEAR_FEATURE, SET_FEATURE
                return b""
            case 6:  # GET_DESCRIPTOR
                return self._descriptor(request.value >> 8, request.value & 0xFF)
            case _:
                return None

    def _descriptor(self, kind: int, number: int) -> bytes | None:
        identity = self.identity
        match kind:
            case 1:  # device
                ids = struct.pack("<HHH", identity.vendor_id, identity.product_id, 0x0100)
                return bytes([18, 1, 0, 2, self.device_class, 0, 0, 64]) + ids + bytes([1, 2, 3, 1])
            case 2:  # configuration
                body, interfaces = self.configuration()
                return struct.pack("<BBHBBBBB", 9, 2, 9 + len(body), interfaces, 1, 0, 0x80, 50) + body
            case 3:  # strings
                texts = (identity.manufacturer, identity.product, identity.serial)
                if number == 0:
                    return b"\x04\x03\x09\x04"
                if number > len(texts):
                    return None
                text = texts[number - 1].encode("utf-16-le")
                return bytes([2 + len(text), 3]) + text
            case _:
                return self.descriptor(kind)

    def _describe(self) -> None:
        rows = [(row.number, *row.code) for row in self.interfaces]
        columns = zip(*rows, strict=True)
        tables = b"".join(bytes(column).ljust(_TABLE, b"\0") for column in columns)
        self._send(Packet.INTERFACE_INFO, 0, struct.pack("<I", len(rows)) + tables)
        kinds, intervals, owners, sizes = [255] * _TABLE, [0] * _TABLE, [0] * _TABLE, [0] * _TABLE
        always = dict.fromkeys((0x00, 0x80), Endpoint(Transfer.CONTROL, 0, 0, 64))
        for address, endpoint in (always | self.endpoints()).items():
            place = (address & 0x80) >> 3 | address & 0x0F
            kinds[place], intervals[place] = endpoint.transfer, endpoint.interval
            owners[place], sizes[place] = endpoint.interface, endpoint.packet_bytes
        told = bytes(kinds) + bytes(intervals) + bytes(owners)
        if self._shares(_Capability.PACKET_SIZES):
            told += struct.pack(f"<{_TABLE}H", *sizes)
        self._send(Packet.ENDPOINT_INFO, 0, told)

    _handlers: dict[int, Callable[["UsbDevice", int, bytes], None]] = {  # noqa: RUF012 -- never changed
        Packet.HELLO: _hello,
        Packet.RESET: _reset,
        Packet.SET_CONFIGURATION: _set_configuration,
        Packet.GET_CONFIGURATION: _get_configuration,
        Packet.SET_ALTERNATE: _set_alternate,
        Packet.GET_ALTERNATE: _get_alternate,
        Packet.START_ISOCHRONOUS: _start_isochronous,
        Packet.STOP_ISOCHRONOUS: _stop_isochronous,
        Packet.START_INTERRUPT: _start_interrupt,
        Packet.STOP_INTERRUPT: _stop_interrupt,
        Packet.CANCEL: _cancel,
        Packet.CONTROL: _control,
        Packet.BULK: _bulk,
    }


def _exactly(connection: socket.socket, length: int) -> bytes:
    received = b""
    while len(received) < length:
        part = connection.recv(length - len(received))
        if not part:
            raise ConnectionError("QEMU has closed the connection")
        received += part
    return received
