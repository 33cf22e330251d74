"""What `fieldkit sync` says."""

WORDS = {
    "help": "Sends what waits to the centre and receives what is new.",
    "option_max_time": "Seconds it may take at most (600).",
    "option_accept_removals": "Accept that the centre takes most of what is here away.",
    "option_give_back": "Send the centre what it lost and somebody else can send no more.",
    "progress": "Sent {sent} of {total}",
    "done": "Sent: {sent}. With a signed receipt of the centre: {receipts}. Received: {received}.",
    "pending": "{count} still to be sent; they are safe on this device. Repeat: fieldkit sync",
    "held": "The centre keeps {count} that it cannot apply yet; it will look at them again, there is nothing for you to do.",
    "held_for": "Held at the centre: {count}, of {schools}. Here they stay in view, and they stay at the centre until the coordination puts the school in your care; do not send them again.",
    "left": "No longer in your care, and gone from this notebook: {schools}. If that is a mistake, tell the coordination.",
    "left_sent": "What you wrote there is at the centre.",
    "kept": "Records that the centre had and has no more: {count}. It seems that it was put back from an older copy. They are still in view here, and return to the centre when whoever wrote them syncs. Tell the centre. If that person's device is lost: fieldkit sync --give-back",
    "returned": "Given back to the centre, which had lost them: {count}",
    "refused": "Records that the centre kept but did not accept: {count}",
    "reason": "  {form} · {reason} Records: {count}; for example {record}",
    "no_reason": "The centre did not say why; ask it about that identifier.",
    "more": "  … and {count} more: fieldkit status --json",
    "mend": "Nothing is lost. Put each one right (the command “correct” with its identifier) and repeat: fieldkit sync. The identifiers: fieldkit status --json",
    "uneven": "{count} schools are not what the centre has. They are read again tomorrow; if it stays so, tell the centre.",
    "twin": "This notebook is used on two devices: somebody copied its folder, and both send as if they were one. Nothing is lost. Leave one as it is, and on the other, with a new code of the centre: fieldkit enroll URL CODE --new-device",
}
