"""Bimonthly plans."""

WORDS = {
    "lacks": "Missing: {kinds}. To add it: <",
    "help_new": "Make the plan of a bimester: question by question, or with --answers.",
    "help_list": "List the plans, drafts too.",
    "help_show": "Show a plan.",
    "help_correct": "Correct a plan; asks for the reason.",
    "help_withdraw": "Withdraw a plan; asks for the reason. Nothing is erased.",
    "help_copy": "Begin the next plan with the activities of the last one: first those that were not done.",
    "help_close": "Close a plan: what became of each activity, and its compliance. Proposes what the visits show.",
    "which": "The plan: its identifier. The last one when not said.",
    "period": "The bimester: B1 to B5, or just 1 to 5.",
    "copying": "A copy of plan {before} ({before_ciclo}) for plan {period} of the school year {ciclo}.",
    "copied": "The plan {period} of the school year {ciclo} is a draft, with {count} activities to be given a day. Go on with: fieldkit draft resume {id}",
    "closing": "The plan is closed",
    "done": "Compliance of the plan: {percent} %.",
    "closes": "Closing the plan {period}, school year {ciclo} · {school}",
}
