"""Reads badges: from the code as scanned to fields with their provenance, or to the reason for a refusal."""

from agent.visit.badges.decode import Reading, credential, decode
from agent.visit.badges.profile import Profile
from agent.visit.badges.result import Decoded, Kind, Reason, Refusal, Result
from agent.visit.badges.text import unframed

__all__ = [
    "Decoded",
    "Kind",
    "Profile",
    "Reading",
    "Reason",
    "Refusal",
    "Result",
    "credential",
    "decode",
    "unframed",
]
