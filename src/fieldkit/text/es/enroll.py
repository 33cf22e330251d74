"""Lo que dice `fieldkit enroll`."""

WORDS = {
    "help": "Une esta computadora a un centro con su código.",
    "argument_url": "La dirección del centro, con https://",
    "argument_code": "El código que le dio el centro.",
    "other_name": "El centro lo conoce como {there}; este cuaderno dice {here}. Si no es la misma persona, avise a la coordinación antes de sincronizar.",
    "done": "Listo: este equipo pertenece al centro como {name}. Envíe lo pendiente con: fieldkit sincronizar",
    "option_rebind": "Pasa este cuaderno a otro centro: todo se vuelve a enviar.",
    "option_new_device": "Inscribe este equipo aparte, cuando el cuaderno se copió de otro.",
    "option_yes": "Lo hace sin preguntar.",
    "rebind_sure": "Este cuaderno pasa a otro centro. Nada se borra: lo que había recibido el centro de antes cuenta como no enviado, y todo se manda al nuevo en la próxima sincronización. Lo que escribieron colegas sigue a la vista aquí, y no se manda. Los acuses del centro de antes se conservan, pero no valen para el nuevo. Hágalo solo si la coordinación se lo pidió. ¿Lo paso?",
    "stays": "No se hizo nada; sigue con el centro de antes.",
}
