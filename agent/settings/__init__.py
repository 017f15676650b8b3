"""Typed settings: one TOML file, drop-ins, environment, systemd credentials."""

from agent.settings.load import LoadedSettings, SettingsError, load_settings
from agent.settings.model import Settings

__all__ = ["LoadedSettings", "Settings", "SettingsError", "load_settings"]
