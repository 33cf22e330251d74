"""The one table of command names: each English name with its Spanish ones, the first of which is shown."""

from __future__ import annotations

SPANISH: dict[str, tuple[str, ...]] = {
    # what stands alone or has commands of its own
    "init": ("iniciar",),
    "today": ("hoy",),
    "school": ("escuela", "escuelas"),
    "student": ("alumno", "alumna", "alumnos", "estudiante"),
    "teacher": ("docente", "docentes", "maestra", "maestro"),
    "family": ("familia", "familias", "familiar"),
    "advisor": ("asesor", "asesora"),
    "calendar": ("calendario",),
    "diagnostic": ("diagnostico",),
    "monitoring": ("ficha", "fichas", "seguimiento"),
    "apec": ("apec",),
    "rules": ("reglamento",),
    "minutes": ("acta", "actas"),
    "proposal": ("propuesta", "propuestas"),
    "counterpart": ("contraparte",),
    "contact": ("contacto", "contactos"),
    "story": ("historia", "historias"),
    "fill": ("llenar",),
    "draft": ("borrador", "borradores"),
    "form": ("formulario", "formularios"),
    "import": ("importar",),
    "export": ("exportar",),
    "search": ("buscar",),
    "history": ("historial",),
    "undo": ("deshacer",),
    "sync": ("sincronizar",),
    "status": ("estado",),
    "enroll": ("inscribir",),
    "server": ("servidor", "centro"),
    "demo": ("demostracion",),
    # verbs
    "new": ("nuevo", "nueva"),
    "list": ("lista", "listar"),
    "show": ("ver", "mostrar"),
    "correct": ("corregir",),
    "withdraw": ("anular", "dar-de-baja"),
    "resume": ("seguir", "retomar", "continuar"),
    "discard": ("descartar",),
    "check": ("revisar",),
    "checks": ("revisiones",),
    "update": ("actualizar",),
    "month": ("mes",),
    "print": ("imprimir",),
    "start": ("arrancar", "iniciar"),
    "revoke": ("revocar",),
    "maps": ("mapas",),
    "assign": ("asignar",),
    "focus": ("focalizadas",),
    "code": ("codigo",),
    "device": ("equipo", "equipos"),
    "risk": ("riesgo", "riesgos"),
    "focal": ("focal", "focales"),
}

FEMININE = ("school", "family", "monitoring", "apec", "minutes", "proposal", "counterpart", "story")

OPTIONS: dict[str, str] = {
    "--school": "--escuela",
    "--student": "--alumno",
    "--form": "--formulario",
    "--answers": "--respuestas",
    "--no-input": "--sin-preguntas",
    "--reason": "--motivo",
    "--all": "--todo",
    "--lang": "--idioma",
    "--advisor": "--asesor",
    "--name": "--nombre",
    "--role": "--papel",
    "--level": "--nivel",
    "--grade": "--grado",
    "--since": "--desde",
    "--until": "--hasta",
    "--dry-run": "--ensayo",
    "--template": "--plantilla",
    "--map": "--mapa",
    "--limit": "--limite",
    "--date": "--fecha",
    "--schools": "--escuelas",
    "--version": "--ver-version",
    "--yes": "--si",
    "--batch": "--lote",
    "--refused": "--rechazados",
    "--set": "--pon",
    "--withdrawn": "--anulados",
    "--person": "--persona",
    "--over": "--anteriores",
    "--community": "--comunidad",
    "--first-names": "--nombres",
    "--surname": "--apellido",
    "--birth-date": "--nacimiento",
    "--sex": "--sexo",
    "--figure": "--figura",
    "--use-map": "--usa-mapa",
    "--save-map": "--guarda-mapa",
    "--sheet": "--hoja",
    "--notice": "--aviso",
    "--notice-date": "--aviso-fecha",
    "--notice-to": "--aviso-a",
    "--notice-how": "--aviso-como",
    "--month": "--mes",
    "--family": "--familia",
    "--sort": "--clase",
    "--what": "--que",
    "--status": "--estado",
    "--outcome": "--resultado",
    "--labels": "--etiquetas",
    "--with-curp": "--con-curp",
    "--purpose": "--proposito",
    "--receiver": "--destinatario",
    "--max-time": "--tiempo",
    "--accept-removals": "--acepta-bajas",
    "--keep": "--conserva",
    "--host": "--direccion",
    "--port": "--puerto",
    "--database": "--base",
    "--test": "--prueba",
    "--year": "--ano",
    "--subject": "--materia",
    "--both": "--ambas",
}

_PLAIN = str.maketrans("áéíóúüñ_", "aeiouun-")


def shown(name: str, language: str, noun: str = "") -> str:
    """How a command is called in one language. noun: what it is said of; `escuela nueva` agrees with it."""
    if language != "es":
        return name
    return "nueva" if name == "new" and noun in FEMININE else SPANISH.get(name, (name,))[0]


def meant(typed: str, known: list[str]) -> str | None:
    """Which of the known English names somebody meant, in either language, whatever the accents and case."""
    if typed in known:
        return typed
    plain = typed.lower().translate(_PLAIN)
    return next((name for name in known if plain == name or plain in SPANISH.get(name, ())), None)
    "--tls-cert": "--tls-certificado",
    "--tls-key": "--tls-llave",
    "--install-completion": "--instala-completado",
    "--text": "--texto",
    "--result": "--resultado",
