"""Lo que dice `fieldkit backup`."""

WORDS = {
    "help": "Copia el cuaderno entero en un archivo, con sus fotos, también mientras se escribe en él.",
    "argument": "El archivo de la copia, por ejemplo en una memoria USB; si ya existe, se cambia por la nueva.",
    "done": "Copia entera del cuaderno: {file}. Lleva datos de niños: guárdela donde solo usted la lea.",
}
