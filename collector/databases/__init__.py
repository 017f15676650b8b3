"""The databases that leads can lie in. Each opens, locks, migrates and translates its own faults."""
