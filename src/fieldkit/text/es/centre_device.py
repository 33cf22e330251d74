"""Lo que dice `fieldkit server device`."""

WORDS = {
    "help_list": "Los equipos y cuántos cambios de cada uno están aquí.",
    "help_revoke": "No deja que un equipo siga intercambiando.",
    "argument_device": "El identificador del equipo.",
    "revoked": "El equipo {device} ya no puede entrar. Lo que envió sigue aquí.",
    "none": "Todavía no se ha unido ningún equipo.",
    "column_name": "nombre",
    "column_held": "cambios",
    "column_revoked": "acceso",
    "column_id": "id",
    "access_no": "no",
    "access_yes": "sí",
    "two_places": "Se usa en dos equipos a la vez, por una copia de su cuaderno: {name}. Dele un código nuevo, para que uno se inscriba aparte.",
}
