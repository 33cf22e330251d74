"""The names of children in what an advisor writes."""

WORDS = {
    "found": "Lo escrito nombra a: {names}. Queda en el informe; en la versión pública (--publico) se quita.",
    "left_out": "En esta versión pública se quitaron de lo escrito estos nombres: {names}. Léala antes de repartirla: un apodo, un solo apellido o un nombre que también es palabra («luz») en minúsculas no se reconocen.",
    "instead": "[nombre]",
}
