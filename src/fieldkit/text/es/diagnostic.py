"""Diagnoses."""

WORDS = {
    "help_new": "Llena un diagnóstico: DXE del aula, DXA del alumno, SOC socioemocional.",
    "help_list": "Lista los diagnósticos, también los que están en borrador.",
    "help_show": "Muestra un diagnóstico.",
    "help_correct": "Corrige un diagnóstico; pide el motivo.",
    "help_withdraw": "Anula un diagnóstico; pide el motivo. Nada se borra.",
    "form": "Cuál: DXE, DXA o SOC.",
}
