"""The week."""

WORDS = {
    "help": "La semana, día por día: visitas, compromisos, actividades del plan, entregas y días sin clase.",
    "head": "Semana del {first} al {last}",
    "day": "{weekday} {day}",
    "item": "  {text}",
    "dated": "  {day} · {text}",
    "earlier": "De antes, sin cumplir: {count}",
    "nothing": "No hay nada anotado para esta semana.",
    "visit": "Visita acordada a {school}",
    "received": "Visita de otro nivel ({text}) a {school}",
    "planned": "Día en {school}, según el plan",
    "agreement": "Acuerdo en {school}: {text}",
    "network": "Acuerdo con la red: {text}",
    "recommendation": "Recomendación al docente de {school}: {text}",
    "activity": "Actividad en {school}: {text}",
    "done": "{text} (hecha)",
}
