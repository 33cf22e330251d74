"""La escala del programa, junto a la que se leen las visitas de una red."""

WORDS = {
    "national": "Visitas de la coordinación nacional, al mes",
    "month": "Visitas de todos los niveles, al mes (25,000 en dos años)",
    "adviser": "Visitas de cada uno de 2,500 asesores, en dos años",
    "school": "Visitas a cada una de 9,072 escuelas, en dos años",
    "source": "EIMLE",
}
