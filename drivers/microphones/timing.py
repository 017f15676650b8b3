class SampleTimes:
    """Times of a device's samples: counted in samples, held against the clock.

    Blocks reach us late by however long the machine was busy, so their arrival says little about
    when they were spoken; the sample count is exact but runs at the device's crystal (50 ppm is
    0.18 s in an hour). So the count decides, and the clock overrules it only when it is sure: a
    block cannot arrive before it was spoken, and when even the promptest block of a few seconds
    is late, samples are missing or the device is slow.

    Args:
        sample_rate_hz: The device's rate.
        tolerance_s: How far count and clock may part.
        window: How many blocks are looked at before time is moved forward.
    """

    def __init__(self, *, sample_rate_hz: int, tolerance_s: float = 0.25, window: int = 100) -> None:
        self._sample_rate_hz = sample_rate_hz
        self._tolerance_s = tolerance_s
        self._window = window
        self._origin_s = 0.0
        self._counted = 0
        self._least_late_s = float("inf")
        self._looked_at = 0

    @property
    def next_s(self) -> float:
        """Time at which the next block's first sample is expected to have been spoken."""
        return self._origin_s + self._counted / self._sample_rate_hz

    def restart(self, time_s: float) -> None:
        """Count from here: the next sample was spoken at `time_s`."""
        self._origin_s = time_s
        self._counted = 0
        self._forget_lateness()

    def skip(self, samples: int) -> None:
        """Leave out `samples` that are known to be lost."""
        self._counted += samples

    def advance(self, samples: int, arrived_s: float) -> float:
        """Count a block that arrived at `arrived_s`; return the time of its first sample."""
        first_s = self.next_s
        self._counted += samples
        correction_s = self._correction(arrived_s - self.next_s)
        self._origin_s += correction_s
        return first_s + correction_s

    def _correction(self, late_s: float) -> float:
        self._least_late_s = min(self._least_late_s, late_s)
        self._looked_at += 1
        if late_s < -self._tolerance_s:
            self._forget_lateness()
            return late_s
        if self._looked_at < self._window:
            return 0.0
        least_late_s = self._least_late_s
        self._forget_lateness()
        return least_late_s if least_late_s > self._tolerance_s else 0.0

    def _forget_lateness(self) -> None:
        self._least_late_s = float("inf")
        self._looked_at = 0
