"""Lo que dice `fieldkit sync`."""

WORDS = {
    "help": "Envía al centro lo pendiente y recibe lo nuevo.",
    "option_max_time": "Segundos que puede tardar, como máximo (600).",
    "option_accept_removals": "Acepta que el centro quite la mayor parte de lo que hay aquí.",
    "option_give_back": "Manda al centro lo que perdió y otra persona ya no puede mandar.",
    "progress": "Enviados {sent} de {total}",
    "done": "Enviados: {sent}. Con acuse firmado del centro: {receipts}. Recibidos: {received}.",
    "pending": "Faltan {count} por enviar; siguen a salvo en este equipo. Repita: fieldkit sincronizar",
    "held": "El centro guardó {count} que todavía no puede aplicar; los revisará él mismo, no tiene que hacer nada.",
    "held_for": "En espera en el centro: {count}, de {schools}. Aquí siguen a la vista, y quedan en el centro hasta que la coordinación le asigne la escuela; no hay que enviarlos otra vez.",
    "left": "Ya no están a su cargo, y salieron de este cuaderno: {schools}. Si es un error, avise a la coordinación.",
    "left_sent": "Lo que escribió ahí está en el centro.",
    "kept": "Registros que el centro tuvo y ya no tiene: {count}. Al parecer lo repusieron de una copia anterior. Aquí siguen a la vista, y vuelven al centro cuando sincronice quien los escribió. Avise al centro. Si el equipo de esa persona se perdió: fieldkit sincronizar --devuelve",
    "returned": "Devueltos al centro, que los había perdido: {count}",
    "refused": "Registros que el centro guardó, pero no aceptó: {count}",
    "reason": "  {form} · {reason} Registros: {count}; por ejemplo {record}",
    "no_reason": "El centro no dijo por qué; pregúntele por ese identificador.",
    "more": "  … y {count} más: fieldkit estado --json",
    "mend": "Nada se perdió. Corrija cada uno (orden «corregir» con su identificador) y repita: fieldkit sincronizar. Los identificadores: fieldkit estado --json",
    "uneven": "{count} escuelas no quedaron iguales a las del centro. Mañana se leerán otra vez; si sigue, avise al centro.",
    "twin": "Este cuaderno se usa en dos equipos: alguien copió la carpeta, y los dos envían como si fueran uno. Nada se perdió. Deje uno como está y en el otro, con un código nuevo del centro: fieldkit inscribir DIRECCIÓN CÓDIGO --equipo-nuevo",
}
