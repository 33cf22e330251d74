"""The door for devices (extra: fieldkit[server])."""
