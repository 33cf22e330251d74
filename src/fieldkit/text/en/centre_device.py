"""What `fieldkit server device` says."""

WORDS = {
    "help_list": "The devices, and how many changes of each are here.",
    "help_revoke": "Lets a device exchange no more.",
    "argument_device": "The device's identifier.",
    "revoked": "Device {device} may not enter any more. What it sent stays here.",
    "none": "No device has joined yet.",
    "column_name": "name",
    "column_held": "changes",
    "column_revoked": "access",
    "column_id": "id",
    "access_no": "no",
    "access_yes": "yes",
    "two_places": "Used on two devices at once, because its notebook was copied: {name}. Give them a new code, so that one enrols as its own.",
}
