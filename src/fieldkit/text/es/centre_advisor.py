"""Lo que dice `fieldkit server advisor`."""

WORDS = {
    "help_new": "Da de alta a una asesora o asesor y hace su código.",
    "help_code": "Hace un código para otro equipo suyo.",
    "help_assign": "Pone a su cargo exactamente estas escuelas.",
    "help_list": "Quiénes son, sus escuelas y sus equipos.",
    "option_name": "Su nombre completo.",
    "option_schools": "Las CCT a su cargo, separadas por comas.",
    "argument_advisor": "El identificador de la asesora o asesor en el centro.",
    "made": "Alta de {name}. Código para su equipo (sirve una vez, 14 días): {code}",
    "code": "Código (sirve una vez, 14 días): {code}",
    "assigned": "Escuelas a su cargo: {count}.",
    "column_name": "nombre",
    "column_schools": "escuelas",
    "column_devices": "equipos",
    "column_id": "id",
}
