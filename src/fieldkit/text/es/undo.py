"""Taking back a batch."""

WORDS = {
    "help": "Deshace la última importación, o el lote que se diga. Lo deshecho queda en el historial.",
    "batch": "El lote. Sin él, el último.",
    "dry_run": "Solo dice lo que haría.",
    "reason": "Se deshizo el lote",
    "done": "Lote {batch} deshecho ({kind}, {when}): {new} anulados, {changed} como estaban.",
    "plan": "Al deshacer el lote {batch} ({kind}, {when}) se anularían {new} y volverían a como estaban {changed}.",
    "last": "Lo último que se importó: {kind}, {when}; {new} nuevos, {changed} cambiados (lote {batch}).\n¿Deshacerlo? (s/N)",
    "nothing": "No se deshizo nada. Para otro lote: fieldkit deshacer LOTE",
    "edited_since": "  {id}: se dejó, porque alguien lo cambió después.",
    "earlier_not_here": "  {id}: se dejó, porque aquí no está lo que decía antes.",
}
