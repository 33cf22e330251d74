"""Meetings and contacts of the network."""

WORDS = {
    "help_new": "Anota una reunión o un contacto de red; sin escuela queda como propio.",
    "help_list": "Lista los contactos, también los que están en borrador.",
    "help_show": "Muestra un contacto.",
    "help_correct": "Corrige un contacto; pide el motivo.",
    "help_withdraw": "Anula un contacto; pide el motivo. Nada se borra.",
}
