"""How things stand."""

WORDS = {
    "help": "Dice qué está en borrador, sin enviar, recibido por el centro, rechazado o por decidir.",
    "drafts": "En borrador: {count}",
    "pending": "Sin enviar: {count}",
    "acknowledged": "Recibidos por el centro: {count}",
    "refused": "Rechazados: {count}. Véalos con: fieldkit estado --json",
    "held": "El centro los guarda y los revisará: {count}",
    "last_sync": "Último envío: {at}",
    "never": "Todavía no se ha enviado nada desde este cuaderno.",
    "not_enrolled": "Este equipo todavía no pertenece a un centro.",
    "attachments": "Fotos y copias: {count}. Se quedan en este equipo; al centro va solo su anotación.",
}
