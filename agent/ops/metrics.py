"""The Prometheus metrics of every station. Labels never hold personal data."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server


class Metrics:
    """All metrics of one agent, on a registry of its own so that two agents fit in one process."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self.scans = Counter("boothscribe_scans", "Scans taken", ["scanner"], registry=registry)
        self.scans_refused = Counter(
            "boothscribe_scans_refused",
            "Payloads thrown away, to be scanned again",
            ["scanner", "reason"],
            registry=registry,
        )
        self.scans_confirmed = Counter(
            "boothscribe_scans_confirmed", "Scans stored durably and confirmed", registry=registry
        )
        self.scan_store_seconds = Histogram(
            "boothscribe_scan_store_seconds",
            "Last character of a scan to durable storage",
            buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1),
            registry=registry,
        )
        self.scanner_connected = Gauge(
            "boothscribe_scanner_connected", "1 while the scanner can be read", ["scanner"], registry=registry
        )
        self.microphone_connected = Gauge(
            "boothscribe_microphone_connected", "1 while audio flows", registry=registry
        )
        self.microphone_faults = Gauge(
            "boothscribe_microphone_faults", "What is wrong with the sound now", ["fault"], registry=registry
        )
        self.frames = Counter("boothscribe_frames", "20 ms frames heard", registry=registry)
        self.overruns = Counter(
            "boothscribe_overruns", "20 ms frames lost to a slow machine", registry=registry
        )
        self.utterances = Counter(
            "boothscribe_utterances",
            "Stretches of sound that the gate let through, by what became of them",
            ["outcome"],
            registry=registry,
        )
        self.hypotheses_rejected = Counter(
            "boothscribe_hypotheses_rejected",
            "Decodes that the guard did not believe, by reason",
            ["reason"],
            registry=registry,
        )
        self.speech_seconds = Counter(
            "boothscribe_speech_seconds", "Seconds of speech transcribed", registry=registry
        )
        self.decode_seconds = Counter(
            "boothscribe_decode_seconds", "Seconds spent recognising speech", registry=registry
        )
        self.words = Counter("boothscribe_words", "Words recognised", registry=registry)
        self.lag_seconds = Gauge(
            "boothscribe_lag_seconds", "From the end of the last utterance to its words", registry=registry
        )
        self.conversations_open = Gauge(
            "boothscribe_conversations_open", "Conversations not yet final", registry=registry
        )
        self.cards = Counter(
            "boothscribe_cards",
            "Command cards, by what became of them",
            ["card", "outcome"],
            registry=registry,
        )
        self.muted = Gauge("boothscribe_muted", "1 while nothing is heard", registry=registry)
        self.outbox_leads = Gauge(
            "boothscribe_outbox_leads", "Leads with a revision without receipt", registry=registry
        )
        self.outbox_oldest_seconds = Gauge(
            "boothscribe_outbox_oldest_seconds", "Age of the oldest of them", registry=registry
        )
        self.outbox_parked = Gauge(
            "boothscribe_outbox_parked",
            "Leads rejected by a collector or unreadable; a person must look",
            registry=registry,
        )
        self.publishes = Counter(
            "boothscribe_publishes",
            "Lead revisions sent, by the broker's answer",
            ["result"],
            registry=registry,
        )
        self.receipts = Counter(
            "boothscribe_receipts", "Acknowledgements from collectors", ["status"], registry=registry
        )
        self.reconnects = Counter(
            "boothscribe_reconnects", "Connections to the broker after the first", registry=registry
        )
        self.uplink_connected = Gauge(
            "boothscribe_uplink_connected", "1 while connected to the broker", registry=registry
        )
        self.language_model_leads = Counter(
            "boothscribe_language_model_leads",
            "Leads for the language model, by what came of them",
            ["outcome"],
            registry=registry,
        )
        self.language_model_proposals = Counter(
            "boothscribe_language_model_proposals",
            "What the language model proposed, by verdict",
            ["kind", "verdict"],
            registry=registry,
        )
        self.restarts = Counter(
            "boothscribe_restarts", "Parts that died and were started again", ["part"], registry=registry
        )

    def serve(self, address: str) -> int:
        """Serve `/metrics` in a thread of its own.

        Args:
            address: `host:port`; port 0 takes a free one.

        Returns:
            The port.

        Raises:
            OSError: If the address cannot be bound.
        """
        host, _, port = address.rpartition(":")
        server, _ = start_http_server(int(port), host.strip("[]"), registry=self.registry)
        return server.server_port
