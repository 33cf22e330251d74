"""Lo que dice `fieldkit server`."""

WORDS = {
    "help_start": "Arranca el centro y lo deja atendiendo.",
    "option_count_every": "Cada cuántos minutos cuenta de antemano lo que suman los informes (60); 0, nunca.",
    "help_backup": "Copia el centro en un archivo, también mientras atiende.",
    "argument_copy": "El archivo de la copia; si ya existe, se cambia por la nueva.",
    "copied": "Copia completa del centro: {file}. Guárdela en otro disco.",
    "help_count": "Cuenta de antemano lo que suman los informes de región, estado y país.",
    "option_report": "Solo este informe: mensual, anual o red (si no se dice, los tres).",
    "progress": "Contando",
    "counted": "Escuelas: {schools}. Informes de escuela contados de nuevo: {counted}; lo demás no había cambiado.",
    "option_database": "Dónde guarda el centro: sqlite:///archivo o postgresql://… (de fábrica, centre.db junto al cuaderno).",
    "option_host": "La dirección en la que atiende (127.0.0.1).",
    "option_port": "El puerto (8340); 0 elige uno libre.",
    "option_tls_cert": "El certificado TLS; hace falta para atender fuera de esta computadora.",
    "option_tls_key": "La llave del certificado.",
    "ready": "Centro listo en {url}",
}
