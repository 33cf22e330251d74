"""Stories, each with its own consent."""

WORDS = {
    "help_new": "Anota una historia, con el consentimiento de quien es. Sin él se queda en borrador.",
    "help_list": "Lista las historias sin decir de quién son.",
    "help_show": "Muestra una historia.",
    "help_correct": "Corrige una historia; pide el motivo.",
    "help_withdraw": "Anula una historia y quita sus fotos, por ejemplo si se retira el permiso; pide el motivo.",
    "withdrawn": "Historia anulada; no sale en listas ni exportaciones. Fotos quitadas con ella: {photos}.",
}
