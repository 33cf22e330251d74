"""Taking back a batch."""

WORDS = {
    "help": "Deshace la última importación, o el lote que se diga. Lo deshecho queda en el historial.",
    "batch": "El lote. Sin él, el último.",
    "dry_run": "Solo dice lo que haría.",
    "reason": "Se deshizo el lote",
    "done": "Lote {batch} deshecho ({kind}, {when}): anulados: {new}, como estaban: {changed}, borradores quitados: {drafts}.",
    "plan": "Al deshacer el lote {batch} ({kind}, {when}) quedarían anulados: {new}, de vuelta a como estaban: {changed}, borradores quitados: {drafts}.",
    "last": "Lo último que se importó: {kind}, {when}; nuevos: {new}, cambiados: {changed}, borradores: {drafts} (lote {batch}).\n¿Deshacerlo? (s/N)",
    "nothing": "No se deshizo nada. Para otro lote: fieldkit deshacer LOTE",
    "edited_since": "  {name}: se dejó, porque alguien lo cambió después. Para verlo: fieldkit historial {id}",
    "earlier_not_here": "  {name}: se dejó, porque aquí no está lo que decía antes.",
    "draft_edited": "  El borrador {id} se dejó, porque alguien lo trabajó después. Para quitarlo: fieldkit borrador descartar {id}",
    "draft_finished": "  El borrador {id} ya no lo es: alguien lo terminó después, y su registro se dejó.",
    "school_in_use": "  {name}: se dejó, porque ahí hay personas o fichas, que quedarían sin escuela. Para anularla de todos modos: fieldkit escuela anular {id}",
}
