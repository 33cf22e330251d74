"""Lo que dice `fieldkit server report`."""

WORDS = {
    "help_monthly": "El informe de un mes, de una escuela o de todas las de un lugar.",
    "help_network": "El informe de la red de tutoría en un ciclo: los números N01 a N12.",
    "help_annual": "El informe de un ciclo, de una escuela o de todas las de un lugar.",
    "option_school": "La escuela: su CCT, su nombre o su identificador.",
    "option_region": "La región, como la escriben sus asesores: Montaña; si hay dos iguales, 12/Montaña.",
    "option_state": "El estado: sus dos dígitos o su nombre.",
    "option_nation": "Todo el país; es lo que se muestra si no se dice lugar.",
    "counting": "Se cuentan de nuevo {count} escuelas y tarda. Para no esperar, de antemano: fieldkit servidor contar",
}
