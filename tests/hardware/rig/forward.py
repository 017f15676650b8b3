"""What QEMU starts for every connection of the guest to the broker: standard input and output to a port.

`python forward.py PORT`. The guest sees one address, whatever port the broker has outside.
"""

import os
import socket
import sys
import threading


def _forward(source: int, sink: int) -> None:
    while data := os.read(source, 65_536):
        view = memoryview(data)
        while view:
            view = view[os.write(sink, view) :]


def main() -> None:
    """Forward until either end is closed."""
    with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as broker:
        threading.Thread(target=_forward, args=(0, broker.fileno()), daemon=True).start()
        _forward(broker.fileno(), 1)
    os._exit(0)  # the other direction may wait for ever


if __name__ == "__main__":
    main()
