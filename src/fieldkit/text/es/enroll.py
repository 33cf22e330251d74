"""Lo que dice `fieldkit enroll`."""

WORDS = {
    "help": "Une esta computadora a un centro con su código.",
    "argument_url": "La dirección del centro, con https://",
    "argument_code": "El código que le dio el centro.",
    "other_name": "El centro lo conoce como {there}; este cuaderno dice {here}. Si no es la misma persona, avise a la coordinación antes de sincronizar.",
    "done": "Listo: este equipo pertenece al centro como {name}. Envíe lo pendiente con: fieldkit sincronizar",
}
