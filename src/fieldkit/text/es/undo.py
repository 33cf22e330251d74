"""Taking back a batch."""

WORDS = {
    "help": "Deshace la última importación, o el lote que se diga. Lo deshecho queda en el historial.",
    "batch": "El lote. Sin él, el último.",
    "dry_run": "Solo dice lo que haría.",
    "reason": "Se deshizo el lote",
    "done": "Lote {batch} deshecho: {withdrawn} anulados, {restored} como estaban.",
    "plan": "Al deshacer el lote {batch} se anularían {withdrawn} y volverían a como estaban {restored}.",
    "edited_since": "  {id}: se dejó, porque alguien lo cambió después.",
    "earlier_not_here": "  {id}: se dejó, porque aquí no está lo que decía antes.",
}
