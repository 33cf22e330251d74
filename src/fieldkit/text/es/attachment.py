"""Photos and copies attached to records."""

WORDS = {
    "help_list": "Lista las fotos y copias, y si su archivo está en este equipo.",
    "help_show": "Muestra lo que se sabe de una foto o copia, y dónde está su archivo.",
    "help_export": "Escribe una copia del archivo donde se diga. Las de historias, solo con --historias.",
    "help_remove": "Quita una foto o copia; pide el motivo. El archivo se borra si nada más lo usa.",
    "to": "Solo las de este registro: su identificador, o el nombre o la clave de quien sea.",
    "target": "El archivo que se escribe, o - para la salida.",
    "here": "en este equipo",
    "elsewhere": "en otro equipo; aquí no está",
    "stay": "Las fotos y copias se quedan en el equipo donde se adjuntaron: al centro va solo su anotación.",
    "file": "Archivo: {file}",
    "exported": "Copia escrita en {file}.",
    "removed": "Quitada, y su archivo borrado de este equipo.",
    "shared": "Quitada. El archivo se queda: otro registro lo usa.",
    "alone": "Archivos sin registro en este cuaderno: {count}. Son de escuelas que ya no están a su cargo. No hay otra copia: entréguelos o adjúntelos otra vez, y después bórrelos de {folder}",
    "taken_back": "Archivos cuya anotación se anuló: {count}. Si se retiró el permiso, bórrelos; si fue un error, adjúntelos otra vez. Están en {folder}: {files}",
}
