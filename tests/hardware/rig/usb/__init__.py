"""USB devices made here and plugged into a guest, which binds its own drivers to them."""
