"""Lo que dice `fieldkit server advisor`."""

WORDS = {
    "help_new": "Da de alta a una asesora o asesor y hace su código.",
    "help_code": "Hace un código para otro equipo suyo.",
    "help_assign": "Pone a su cargo exactamente estas escuelas.",
    "help_list": "Quiénes son, sus escuelas y sus equipos.",
    "option_name": "Su nombre completo.",
    "option_schools": "Las CCT a su cargo, separadas por comas.",
    "argument_advisor": "La asesora o asesor en el centro: su nombre, o su identificador.",
    "made": "Alta de {name}. Código para su equipo (sirve una vez, 14 días): {code}",
    "same_name": "Ya había alguien con el nombre {name} en el centro. Para distinguirlos use el identificador: {id}",
    "code": "Código (sirve una vez, 14 días): {code}",
    "assigned": "Escuelas a su cargo: {count}.",
    "nobody": 'Todavía no hay nadie. Dé de alta con: fieldkit servidor asesor nuevo --nombre "…"',
    "column_name": "nombre",
    "column_schools": "escuelas",
    "column_devices": "equipos",
    "column_id": "id",
}
