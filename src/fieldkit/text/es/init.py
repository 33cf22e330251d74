"""Setting up the notebook."""

WORDS = {
    "help": "Prepara el cuaderno en esta computadora.",
    "advisor": "El nombre de quien trabaja en este cuaderno.",
    "name_so": "Su nombre y apellidos: queda en todo lo que anote. Ctrl-C sale.",
    "ask_name": "¿Cómo se llama usted? > ",
    "done": "Cuaderno listo para {name}, en {folder}. Siga con: fieldkit escuela nueva, o fieldkit importar escuelas ARCHIVO",
}
