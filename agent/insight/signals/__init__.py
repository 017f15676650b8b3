"""Signals: what the visitor said about his own firm, each with the words that prove it."""

from agent.insight.signals.find import find_signals

__all__ = ["find_signals"]
