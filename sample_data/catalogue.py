"""The starter catalogue of exercises (`ejercicios.csv`): texts and problems of our own, from the Montaña.

An exercise is a block: its code and title; the text or the problem; after `?` the challenge; after `=` what
mastering it is; after `#` what the national plan asks there, in general words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tables import Row

HEADS = (
    "Clave", "Versión", "Tipo", "Materia", "Grado", "Título", "Plan", "Clave del estándar",
    "Qué dice el estándar", "Texto o enunciado", "Desafío", "Qué es lograrlo", "Fuente o autor", "Lengua",
)  # fmt: skip

FIELDS = {
    "texto": ("lenguaje", "Lenguajes"),
    "problema": ("matematicas", "Saberes y pensamiento científico"),
}
PLAN = "Plan de estudio 2022"
PHASES = {"1": 3, "2": 3, "3": 4, "4": 4, "5": 5, "6": 5, "S": 6}
"""The phase of the plan to which a grade belongs; S: secundaria."""

TEXTS = """
LEN-1-001 La lluvia en el techo
Llueve en la noche. La lluvia toca el techo de lámina: tac, tac, tac. El gato se esconde bajo el petate.
Inés no tiene miedo. Cuenta los golpes hasta que se duerme. En la mañana el patio brilla y el gato busca
dónde pisar seco.
? Leerlo en voz alta y contarlo con otras palabras, sin verlo.
= Dice quiénes están, qué pasa en la noche y qué pasa en la mañana, y señala en el texto dónde lo dice.
# Escucha, lee y comenta textos narrativos breves.

LEN-1-002 El aviso de la puerta
Aviso. Mañana no hay clase por la tarde. La maestra va a la junta. El jueves traigan una botella limpia y
tres semillas de frijol. Vamos a sembrar.
? Explicar a quien no sabe leer qué hay que hacer, qué día y qué se lleva.
= Distingue lo que no habrá de lo que hay que traer, y escribe otro aviso para su casa.
# Reconoce para qué sirve un aviso y escribe uno.

LEN-2-001 El perro que cuidaba la milpa
Don Silvestre tenía un perro flaco llamado Pinole. Todas las noches Pinole cuidaba la milpa de los tejones.
Una noche no ladró. Don Silvestre fue a ver con su lámpara y encontró a Pinole sentado junto a una tejona
con tres crías. Los cuatro lo miraron. Había dos elotes mordidos, nada más. Don Silvestre apagó la lámpara y
se regresó. «Con dos elotes no me voy a quedar pobre», dijo.
? Decir por qué don Silvestre no corrió a la tejona, con pruebas del texto.
= Da una razón que no está escrita y muestra las palabras que lo hacen pensar así.
# Comprende textos narrativos e infiere lo que sienten los personajes.

LEN-2-002 Atole para seis
Se necesitan: un litro y medio de agua, dos puños de masa, una raja de canela y piloncillo. Primero hierve
el agua con la canela. Aparte, deshaz la masa en una taza de agua fría y cuélala. Cuando el agua hierva,
vacía la masa poco a poco y mueve sin parar. Al final pon el piloncillo. Si dejas de mover, se hacen bolas.
? Ordenar los pasos revueltos y decir qué pasa si uno se brinca.
= Pone los pasos en orden, explica por qué la masa se deshace en agua fría y escribe una receta de su casa.
# Lee y escribe textos que dicen cómo se hace algo.

LEN-3-001 La carta de Nahui
Querido papá: ya levantamos la cosecha. Salieron nueve costales, dos menos que el año pasado, porque la
lluvia se tardó. Mi abuelita dice que alcanza hasta mayo si no vendemos. Ángel ya lee solo y me corrige. El
dinero que mandaste se usó para la lámina; ya no gotea sobre mi cama, ahora gotea junto a la puerta. No te
preocupes por nosotros. ¿Allá también hay luciérnagas? Te quiere, Nahui.
? Contestar la carta como si uno fuera el papá.
= Responde a lo que Nahui cuenta y pregunta, y nota lo que le preocupa aunque ella no lo diga.
# Lee y escribe cartas tomando en cuenta a quién van dirigidas.

LEN-3-002 El camino viejo
Antes de la brecha, la gente iba a la plaza por el camino viejo. Dicen que en la piedra grande se oía una
voz que preguntaba: «¿Qué llevas?». Si uno decía la verdad, la carga se hacía ligera. Si decía mentiras,
pesaba más a cada paso. Doña Pascuala llevaba un guajolote robado. «Leña», contestó. Cuando llegó a la
plaza, no podía levantar el guajolote entre cuatro. Desde entonces, quien pasa por ahí prefiere ir callado.
? Explicar por qué la gente prefiere ir callada y qué piensa de ello quien lo cuenta.
= Distingue lo que pasó de lo que se cuenta, explica el final y lo relaciona con un relato de su comunidad.
# Comprende relatos de la tradición oral y comenta su sentido.

LEN-4-001 Dos noticias de la misma granizada
Primera: «Una granizada acabó con la milpa de la región. Las familias lo perdieron todo». Segunda: «El
martes granizó veinte minutos. De cuarenta y dos parcelas, once se dañaron; en cinco ya no habrá cosecha. La
comisaría pidió semilla para volver a sembrar».
? Decir en cuál confía uno más y por qué, y qué le falta a cada una.
= Señala las palabras que exageran y los datos que se pueden comprobar, y escribe la noticia con lo que
falta.
# Compara textos informativos sobre un mismo hecho.

LEN-4-002 Cómo se empieza un sombrero
Se escoge palma tierna, de la que todavía no abre. Se seca al sol tres días y se raja con la uña en tiras
parejas. El sombrero se empieza por el centro: cuatro tiras cruzadas que se aprietan con el pulgar. De ahí
se va en redondo, y cada tantas vueltas se agregan tiras, porque un círculo que crece pide más palma. Quien
no agrega a tiempo no hace un sombrero: hace una bolsa.
? Explicar por qué hay que agregar tiras y dibujar los pasos.
= Sus dibujos bastan para que otra persona empiece, y explica con el círculo por qué saldría una bolsa.
# Interpreta y elabora instructivos con apoyos gráficos.

LEN-5-001 El acta de la asamblea
Siendo las cinco de la tarde se reunieron treinta y un vecinos. Se trató un solo punto: el agua. Se propuso
abrirla en la mañana para las casas y en la tarde para la huerta de la escuela. Votaron a favor veinte, en
contra siete, y cuatro no votaron. Se acordó probar dos meses y volver a reunirse. El señor Rutilio pidió
que se anotara que su casa está más arriba y el agua no le sube.
? Decir qué se decidió, qué quedó pendiente y de quién es cada opinión.
= Separa acuerdos, votos y opiniones, comprueba las cuentas y escribe el acta de una reunión de su grupo.
# Usa textos que dejan constancia de acuerdos.

LEN-5-002 La calle que no era de nadie
En el pueblo había una calle con un hoyo. El de la tienda decía que le tocaba al de la tortillería; el de la
tortillería, que a la comisaría; la comisaría, que al municipio. Llegó la lluvia y en el hoyo nacieron
ranas. Los niños le pusieron nombre a cada una. Cuando por fin vinieron a taparlo, los niños se sentaron
alrededor. «Ahora sí es de alguien», dijeron.
? Explicar el título y decir si los niños hicieron bien.
= Defiende una postura con lo que dice el texto y reconoce la razón de quien piensa distinto.
# Interpreta el sentido de un texto literario y argumenta sobre él.

LEN-6-001 ¿Conviene la carretera?
Con la carretera la ambulancia llegaría en cuarenta minutos y no en dos horas. El maíz de fuera llegaría más
barato, y el nuestro valdría menos. Vendría gente a comprar palma y pan. También vendría gente a comprar
madera. Mi tía dice que una carretera es una puerta: sirve para entrar y para salir, y lo que importa es
quién tiene la llave.
? Escribir a favor o en contra y contestar el mejor argumento del otro lado.
= Da tres razones ordenadas, responde a una contraria y explica la comparación de la puerta.
# Escribe textos argumentativos con razones y ejemplos.

LEN-6-002 Flor de jamaica
Roja te corto de mañana, / roja te tiendo en el petate; / el sol te quita lo de agua / y lo de flor no te lo
parte. // Llegas a otra mesa un día, / en un vaso que no conozco; / quien te bebe no sabría / que mis manos
son tu rostro.
? Explicar quién habla, a quién le habla y qué quiere decir la última línea.
= Reconoce la voz y las comparaciones, dice qué siente quien corta la flor y escribe cuatro versos de su
trabajo.
# Lee y escribe poemas atendiendo a sus imágenes y su ritmo.

LEN-S-001 Por qué se seca un manantial
La lluvia que cae en el monte no corre toda: una parte entra en la tierra y tarda meses en salir por el
manantial. Las raíces y las hojas caídas la detienen para que entre. Si se corta el monte, llueve lo mismo,
pero el agua baja de golpe: en julio se lleva el camino y en marzo no hay qué beber. Por eso el manantial se
cuida lejos del manantial.
? Explicar con un esquema la última frase a quien cree que ya no llueve como antes.
= Su esquema une causa y efecto en orden, y distingue cuánto llueve de cuánto entra en la tierra.
# Analiza textos expositivos y representa relaciones de causa y efecto.

LEN-S-002 Una solicitud que sí se contesta
Al ciudadano presidente municipal: por este medio le mandamos un saludo y esperamos que esté muy bien y que
nos ayude porque estamos muy olvidados, la escuela está fea y nunca nos hacen caso, ojalá pueda hacer algo
pronto. Atentamente, los vecinos.
? Reescribirla de manera que quien la reciba sepa qué se pide, para quién, para cuándo y a quién contestar.
= La nueva solicitud dice qué, cuánto, por qué y para cuándo, sin perder el respeto, y cabe en media página.
# Escribe textos formales para participar en su comunidad.
"""

PROBLEMS = """
MAT-1-001 Los elotes del comal
Doña Eufemia puso 8 elotes en el comal. Sacó 3 porque ya estaban y puso 4 más. ¿Cuántos elotes hay ahora en
el comal?
? Resolverlo con semillas y después con números, y decir qué semillas son cada número.
= Llega a 9, explica qué se quitó y qué se agregó, e inventa otro que se resuelva igual.
# Resuelve problemas de agregar y quitar.

MAT-1-002 Una docena para el pan
En el corral hay 5 gallinas. Ayer cada una puso un huevo; hoy solo 3 pusieron uno. Doña Juana necesita 12
huevos para el pan. ¿Cuántos le faltan?
? Resolverlo de dos maneras.
= Cuenta 8, llega a que faltan 4 y explica por qué no se suman las gallinas.
# Resuelve problemas de completar una cantidad.

MAT-2-001 El puesto de naranjas
En la plaza cada naranja cuesta 3 pesos. Perla compra 6 y paga con un billete de 20. ¿Cuánto le dan de
cambio? ¿Le alcanza para otra naranja?
? Resolverlo sin lápiz y explicar el camino.
= Llega a 18 y a 2 pesos de cambio, dice que falta 1 peso para otra y muestra por qué.
# Resuelve problemas con sumas repetidas y dinero.

MAT-2-002 Las bancas de la asamblea
En el salón se acomodan 4 bancas en cada fila y en cada banca caben 2 personas. Vienen 22 personas. ¿Cuántas
filas se necesitan? ¿Cuántos lugares sobran?
? Dibujarlo y después decir cómo se sabría sin dibujar.
= Dice 3 filas y 2 lugares, y explica por qué dos filas no bastan aunque sobren lugares en la tercera.
# Resuelve problemas de agrupar y repartir.

MAT-3-001 Los costales de maíz
Don Silvestre desgranó 7 costales de maíz de 45 kilos cada uno. Vendió 5 y repartió lo demás en partes
iguales entre sus 3 hijas. ¿Cuántos kilos le tocaron a cada una?
? Resolverlo sin calcular cuánto pesan los 7 costales.
= Llega a 30 kilos, explica qué dato no hace falta y cambia los números para que sí haga falta.
# Resuelve problemas de varios pasos con multiplicación y reparto.

MAT-3-002 Los manteles de manta
Para un mantel se necesitan 2 metros y medio de manta. Doña Aurelia tiene 20 metros. Cada metro le costó 36
pesos. ¿Cuántos manteles salen y cuánto cuesta la manta de cada uno?
? Saber cuántos salen sin dividir.
= Llega a 8 manteles y 90 pesos, y explica cómo juntó los medios metros.
# Resuelve problemas con medios y multiplicación.

MAT-4-001 La camioneta a Tlapa
La camioneta sale a las 5:40. Tarda 25 minutos al crucero, espera 10 y de ahí hace una hora y cuarto a
Tlapa. ¿A qué hora llega? Quien tiene cita a las 7:15, ¿a qué hora tendría que salir a más tardar?
? Resolver la segunda pregunta sin empezar de nuevo.
= Llega a las 7:30 y a las 5:25, y explica cómo usó la primera respuesta para la segunda.
# Resuelve problemas con horas y minutos.

MAT-4-002 El alambre de la huerta
La huerta de la escuela es un rectángulo de 24 metros por 15. Se va a cercar con 3 hilos de alambre, y se
deja una puerta de 3 metros. ¿Cuántos metros de alambre se necesitan?
? Hallar el error de quien contestó 231.
= Llega a 225, explica que la puerta se quita en cada hilo y muestra de dónde salió 231.
# Resuelve problemas de perímetro.

MAT-5-001 El mole de la fiesta
Para 20 personas el mole lleva 1 kilo de chile, 250 gramos de ajonjolí y 2 tablillas de chocolate. Van a
venir 70 personas. ¿Cuánto se necesita de cada cosa?
? Resolverlo sin buscar lo de una persona.
= Llega a 3 kilos y medio, 875 gramos y 7 tablillas, y explica por qué se usan 3 veces y media.
# Resuelve problemas de proporcionalidad.

MAT-5-002 El costal repartido
De un costal de 36 kilos de frijol, doña Vicenta toma la tercera parte y doña Pascuala la cuarta parte. ¿Qué
parte del costal queda y cuántos kilos son?
? Decir qué parte queda antes de saber cuántos kilos.
= Llega a cinco doceavos y a 15 kilos, y lo muestra con un dibujo en el que las dos partes se pueden
comparar.
# Suma y resta fracciones con distinto denominador.

MAT-6-001 ¿Cuánto creció la cosecha?
El año pasado una familia levantó 480 kilos; este año, 600. Martín dice que la cosecha creció 20 por ciento.
Yeni dice que creció 25 por ciento. ¿Quién tiene razón?
? Explicar de dónde sacó su número quien se equivocó.
= Da la razón a Yeni, muestra que 120 es la cuarta parte de 480 y la quinta de 600, y por qué se compara con
480.
# Resuelve problemas de porcentaje y distingue la cantidad con que se compara.

MAT-6-002 La pila del patio
La pila mide por dentro 1.20 metros de largo, 80 centímetros de ancho y 1 metro de alto. La familia usa 120
litros al día. Si la pila está llena y no llega agua, ¿para cuántos días alcanza?
? Explicar cuántos litros caben en un cubo de un metro y por qué.
= Llega a 960 litros y 8 días, y explica el cambio de unidades con un objeto que se pueda tocar.
# Resuelve problemas de volumen y capacidad.

MAT-S-001 Dos camionetas
Una camioneta cobra 200 pesos por el viaje y 15 por cada costal. Otra cobra 80 por el viaje y 21 por costal.
¿Cuál conviene?
? Contestar a quien todavía no sabe cuántos costales va a llevar.
= Halla que con 20 costales cuestan lo mismo, dice cuál conviene antes y después, y lo muestra en una
gráfica.
# Plantea y resuelve ecuaciones lineales y compara variaciones.

MAT-S-002 La sombra del ahuehuete
A la misma hora, un palo de 1.50 metros da una sombra de 1.20 y el ahuehuete da una de 9.60. ¿Cuánto mide el
árbol?
? Explicar por qué tiene que ser a la misma hora y comprobarlo en el patio.
= Llega a 12 metros, dibuja los dos triángulos y dice qué tienen igual.
# Usa la semejanza de triángulos para medir.
"""


def exercises() -> list[Row]:
    """The list, with its heads."""
    return [HEADS, *_read(TEXTS, "texto"), *_read(PROBLEMS, "problema")]


def codes() -> dict[str, str]:
    """The title of each exercise, by its code."""
    return {row[0]: row[5] for row in exercises()[1:]}


def _read(blocks: str, kind: str) -> Iterator[Row]:
    subject, field = FIELDS[kind]
    for block in blocks.strip().split("\n\n"):
        head, body = block.split("\n", 1)
        code, title = head.split(" ", 1)
        grade = code.split("-")[1]
        band = "secundaria" if grade == "S" else grade
        standard = f"campo formativo {field} · fase {PHASES[grade]}"
        statement, challenge, mastery, plan = (" ".join(one.split()) for one in re.split(r"\n[?=#] ", body))
        yield (code, "1", kind, subject, band, title, PLAN, standard, plan, statement, challenge, mastery,
               "propio", "español")  # fmt: skip
