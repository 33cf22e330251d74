"""The names of children in what an advisor writes."""

WORDS = {
    "found": "Lo escrito nombra a: {names}. Queda en el informe; en la versión pública (--publico) se quita.",
    "left_out": "En esta versión pública se quitaron de lo escrito estos nombres: {names}.",
    "read_it": "Lea lo escrito antes de repartirla: no se reconocen quien no está en este cuaderno, un apodo, un solo apellido, ni en minúsculas un nombre que también es palabra («luz»).",
    "instead": "[nombre]",
}
