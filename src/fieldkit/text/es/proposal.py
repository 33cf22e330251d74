"""What families propose."""

WORDS = {
    "help_new": "Anota lo que propone una familia: pregunta por pregunta, con las opciones o con --respuestas.",
    "help_list": "Lista las propuestas; con --estado, solo las que están así.",
    "help_update": "Dice cómo va una propuesta; si se realizó, con --resultado.",
    "help_show": "Muestra una propuesta.",
    "help_correct": "Corrige una propuesta; pide el motivo.",
    "help_withdraw": "Anula una propuesta; pide el motivo. Nada se borra.",
    "family": "El familiar que propone.",
    "sort": "La clase: actividad, medida o solución.",
    "what": "Lo que se propone, entre comillas.",
    "status": "El estado: recibida, aceptada, en marcha, realizada o no viable.",
    "outcome": "El resultado, entre comillas.",
}
