"""The door for devices and browsers (extra: fieldkit[server])."""
