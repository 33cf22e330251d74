"""What families propose."""

WORDS = {
    "help_new": "Takes down what a family proposes: question by question, with options or with --answers.",
    "help_list": "Lists the proposals; with --status, only those that stand so.",
    "help_update": "Says how a proposal goes on; when it is done, with --outcome.",
    "help_show": "Shows a proposal.",
    "help_correct": "Corrects a proposal; takes a reason.",
    "help_withdraw": "Withdraws a proposal; takes a reason. Nothing is deleted.",
    "family": "The relative who proposes.",
    "sort": "The sort: activity, measure or solution.",
    "what": "What is proposed, in quotes.",
    "status": "The status: received, accepted, under way, done or not feasible.",
    "outcome": "The outcome, in quotes.",
}
