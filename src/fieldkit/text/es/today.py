"""Today."""

WORDS = {
    "help": "Lo de hoy: borradores, lo que falta enviar y qué sigue.",
    "head": "{name} · {date}",
    "drafts": "Borradores por terminar: {count}. Siga con: fieldkit borrador seguir",
    "pending": "Cambios sin enviar: {count}. Cuando haya red: fieldkit sincronizar",
    "refused": "El centro rechazó {count}. Véalos con: fieldkit estado",
    "visits": "Siguientes visitas:",
    "visit": "  {date}  {school}",
    "next": "Lo que sigue:",
    "more": "Y {count} más: fieldkit guia",
    "nothing": "Todo está al día. Para la próxima visita: fieldkit ficha nueva",
}
