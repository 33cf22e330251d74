"""What `fieldkit server` says."""

WORDS = {
    "help_start": "Starts the centre and keeps it serving.",
    "option_count_every": "Every how many minutes what reports add up is counted ahead (60); 0, never.",
    "help_backup": "Copy the centre into a file, also while it serves.",
    "argument_copy": "The file of the copy; if it exists, the new one takes its place.",
    "copied": "Whole copy of the centre: {file}. Keep it on another disk.",
    "help_count": "Count ahead what the reports of regions, states and the nation add up.",
    "option_report": "Only this report: monthly, annual or network (all three, unless said).",
    "progress": "Counting",
    "counted": "Schools: {schools}. School reports counted anew: {counted}; nothing else had changed.",
    "option_database": "Where the centre keeps things: sqlite:///file or postgresql://… (by default centre.db beside the notebook).",
    "option_host": "The address it serves at (127.0.0.1).",
    "option_port": "The port (8340); 0 picks a free one.",
    "option_tls_cert": "The TLS certificate; needed to serve beyond this computer.",
    "option_tls_key": "The key of the certificate.",
    "ready": "Centre ready at {url}",
}
