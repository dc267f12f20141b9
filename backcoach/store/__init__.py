"""Stores the log and the user's settings on disk."""

from backcoach.store.errors import StoreError
from backcoach.store.log_store import LogStore
from backcoach.store.settings import Settings
from backcoach.store.settings_store import load_settings, save_settings

__all__ = ["LogStore", "Settings", "StoreError", "load_settings", "save_settings"]
