"""A01–A25 as questions in plain SQL, each written from its definition (see `plain_sql`)."""

from __future__ import annotations

from tests.reports.monthly_questions import ATTENDED, GIVEN, KEPT, MARKS, PLANNED, TAKEN_UP, TOLD, VISITED

MEANINGS = (
    """CREATE VIEW month_of_class AS WITH RECURSIVE months (month) AS (
            SELECT substr(class_opens, 1, 7) FROM asked
            UNION SELECT strftime('%Y-%m', month || '-01', '+1 month') FROM months, asked
            WHERE month < substr(class_closes, 1, 7))
        SELECT month FROM months, asked WHERE month <= substr(today, 1, 7)""",
    # an agreement is called by its sheet and the row in it, wherever it was made
    "CREATE VIEW agreement AS "
    + " UNION ALL ".join(
        f"SELECT {form}.school, {form}.id || '.' || {rows}.row AS what, date AS made"
        f" FROM {form} JOIN {rows} ON {rows}.id = {form}.id"
        for form, rows in (
            ("FS", "FS_VZ3"),
            ("DXE", "DXE_M06"),
            ("APM", "APM_AGR"),
            ("RED", "RED_AGR"),
            ("ENC", "ENC_AGR"),
        )
    )
    + " UNION ALL SELECT school, id || '.1', date FROM VH WHERE commitment IS NOT NULL",
    # of those that were given, the first sheet of each child at the start and the last one at the end
    *(
        f"""CREATE VIEW {form}_given AS SELECT * FROM (SELECT *, row_number() OVER
        (PARTITION BY school, student, application
            ORDER BY CASE application WHEN 'inicial' THEN -1 ELSE 1 END * julianday(date) DESC,
            CASE application WHEN 'inicial' THEN 0 ELSE id END DESC, id) AS place
        FROM {form}_now WHERE not_applied IS NOT 'si') WHERE place = 1"""
        for form in ("DXA", "SOC")
    ),
    *(
        f"""CREATE VIEW {form}_pair AS SELECT before.school, before.student, before.id AS before,
            after.id AS after
        FROM {form}_given AS before JOIN {form}_given AS after USING (school, student)
        WHERE before.application = 'inicial' AND after.application = 'final'"""
        for form in ("DXA", "SOC")
    ),
    """CREATE VIEW SOC_alike AS SELECT pair.* FROM SOC_pair AS pair JOIN SOC AS one ON one.id = before
        JOIN SOC AS two ON two.id = after WHERE one.version = two.version AND one.scale IS two.scale""",
    """CREATE VIEW SOC_version AS SELECT pair.* FROM SOC_pair AS pair JOIN SOC AS one ON one.id = before
        JOIN SOC AS two ON two.id = after WHERE one.version = two.version""",
    """CREATE VIEW family_now AS SELECT DISTINCT enrolled_now.school, family FROM enrolled_now
        JOIN family ON person = child AND family.school = enrolled_now.school""",
    # a family takes part that is visited, proposes, gives, or holds an office
    """CREATE VIEW taking_part AS WITH active (school, person) AS (
            SELECT school, who FROM PRO_now UNION SELECT school, family FROM CON_now
            UNION SELECT school, VF4_F FROM FS_now UNION SELECT school, OFF_P FROM APC_now
                JOIN APC_OFF USING (id))
        SELECT school, family FROM active JOIN family USING (school, person)
        UNION SELECT school, family FROM visited_now""",
    """CREATE VIEW DXA_known AS SELECT DXA.* FROM DXA, asked WHERE school IN place AND date <= closes""",
    # the nine signs of a child's last diagnosis until the end of the year, and the risk they make
    """CREATE VIEW signs AS SELECT DXA.school, DXA.student, DXA.date,
            (L_NIV IS 'requiere_apoyo') + (T_NIV IS 'requiere_apoyo')
                + ('requiere_apoyo' IN (ifnull(C_NIV, ''), ifnull(N_NIV, ''))) AS subjects,
            DXA.A01 > 0 AND DXA.A01 >= 0.2 * coalesce((SELECT 2 * E19 FROM DXE, asked
                WHERE DXE.school = DXA.school AND E19 > 0 AND DXE.date <= closes
                    ORDER BY DXE.date DESC, DXE.id DESC LIMIT 1), 40) AS absent,
            CAST(substr(DXA.ciclo, 1, 4) AS INTEGER) - CAST(substr(birth_date, 1, 4) AS INTEGER)
                >= 7 + CASE WHEN coalesce(DXA.grade, student.grade) LIKE 'S%'
                THEN 6 + substr(coalesce(DXA.grade, student.grade), 2)
                WHEN coalesce(DXA.grade, student.grade) GLOB '[1-6]'
                THEN coalesce(DXA.grade, student.grade) END AS older,
            (SELECT 'bajo' IN (ifnull(S_NIV, ''), ifnull(F_NIV, '')) FROM SOC, asked
                WHERE SOC.school = DXA.school
                AND SOC.student = DXA.student AND not_applied IS NOT 'si' AND SOC.date <= closes
                ORDER BY SOC.date DESC, SOC.id DESC LIMIT 1) AS low,
            L_VEL IS 'requiere_apoyo' OR A03 IS 1 OR (SELECT count(*) > 1 FROM json_each(A02)
                WHERE value <> 'ninguna') AS other
        FROM DXA_known AS DXA LEFT JOIN student ON child = DXA.student AND student.school = DXA.school
            AND since <= DXA.date AND until > DXA.date
        WHERE not_applied IS NOT 'si' AND NOT EXISTS (SELECT 1 FROM DXA_known AS later
            WHERE later.school = DXA.school
            AND later.student = DXA.student AND later.not_applied IS NOT 'si'
            AND later.date || later.id > DXA.date || DXA.id)""",
    """CREATE VIEW risk_now AS SELECT school, student AS child, date, CASE
            WHEN subjects >= 2 OR (subjects AND (absent IS 1 OR older IS 1 OR low IS 1)) THEN 'alto'
            WHEN subjects OR absent IS 1 OR older IS 1 OR low IS 1 OR other THEN 'medio'
            ELSE 'bajo' END AS risk
        FROM signs""",
)

LED = (
    "ifnull(M07_1, 0) + ifnull(M07_2, 0) + ifnull(M07_3, 0) AS mark,"
    " (M07_1 IS NOT NULL) + (M07_2 IS NOT NULL) + (M07_3 IS NOT NULL) AS n"
)

LEVELS = ["insuficiente", "elemental", "bueno", "excelente"]
SISAT = ["requiere_apoyo", "en_desarrollo", "esperado"]
GOOD, LOWEST = "IN ('bueno', 'excelente')", "= 'insuficiente'"
PRIMARY = "('1', '2', '3', '4', '5', '6')"
STAGES = {"preescolar": "('P1', 'P2', 'P3')", "primaria": PRIMARY, "secundaria": "('S1', 'S2', 'S3')"}


def same(what: str, value: str, of: str, pairs: str = "DXA_pair", form: str = "DXA", grades: str = "") -> str:
    """Before and after of the same pupils. value: of a sheet; of: what is counted of it, which is `@`."""
    among = f" AND before IN (SELECT id FROM {form} WHERE grade IN {grades})" if grades else ""
    known = f"""(SELECT {value.replace("$", "one")} AS b, {value.replace("$", "two")} AS a FROM {pairs}
        JOIN {form} AS one ON one.id = before JOIN {form} AS two ON two.id = after
        WHERE b IS NOT NULL AND a IS NOT NULL{among})"""
    return " UNION ALL ".join(
        f"SELECT '{what}.{side}', avg({of.replace('@', column)}), count(*) FROM {known}"
        for side, column in (("before", "b"), ("after", "a"))
    )


def everybody(what: str, value: str, of: str) -> str:
    """Before and after of all pupils with a value in either application."""
    return " UNION ALL ".join(
        f"SELECT '{what}.{side}', avg({of.replace('@', 'v')}), count(*) FROM"
        f" (SELECT {value.replace('$', 'DXA_given')} AS v"
        f" FROM DXA_given WHERE application = '{application}') WHERE v IS NOT NULL"
        for side, application in (("before", "inicial"), ("after", "final"))
    )


def both(what: str, value: str, of: str) -> str:
    """The same pupils, and all of them."""
    whole = "all" if what == "value" else f"{what}.all"
    return f"{same(what, value, of)} UNION ALL {everybody(whole, value, of)}"


def joined(*questions: str) -> str:
    """Several questions as one."""
    return " UNION ALL ".join(questions)


SUBJECTS = {"lenguaje": "$.LEN_NIV", "matematicas": "$.MAT_NIV"}
_LOWEST = joined(*(both(subject, level, f"100.0 * (@ {LOWEST})") for subject, level in SUBJECTS.items()))
_ORDER = "CASE {} " + " ".join(f"WHEN '{level}' THEN {place}" for place, level in enumerate(LEVELS)) + " END"


def moves(subject: str, item: str) -> str:
    """From which level to which the pupils of a subject went; the share that rose, stayed, fell."""
    known = f"""(SELECT one.{item} AS b, two.{item} AS a, {_ORDER.format(f"two.{item}")}
        - {_ORDER.format(f"one.{item}")} AS step FROM DXA_pair JOIN DXA AS one ON one.id = before
        JOIN DXA AS two ON two.id = after WHERE b IS NOT NULL AND a IS NOT NULL)"""
    shares = (
        f"SELECT '{subject}.{what}', sum(step {sign} 0), count(*) FROM {known}"
        for what, sign in (("rose", ">"), ("stayed", "="), ("fell", "<"))
    )
    cells = (
        f"SELECT '{subject}.table.{one}.{two}', sum((b, a) = ('{one}', '{two}')), count(*) FROM {known}"
        for one in LEVELS for two in LEVELS
    )  # fmt: skip
    return joined(*shares, *cells)


INDEX = "iif($.%_IND IS NULL, NULL, 100.0 * (1.0 * $.%_SUM / $.%_N - 1) / ($.scale_max - 1))"


def index(scale: str) -> str:
    """The mean index and the share that is low,
    of those with the same scale and version; who was left out."""
    return joined(
        same("value", INDEX.replace("%", scale), "@", "SOC_alike", "SOC"),
        same("low", f"$.{scale}_NIV", "100.0 * (@ = 'bajo')", "SOC_alike", "SOC"),
        "SELECT 'left_out', count(*) - (SELECT count(*) FROM SOC_alike), count(*) FROM SOC_pair",
    )


_HABITS = [f"A04_{number}" for number in range(1, 6)]
HABITS = (
    f"1.0 * ({' + '.join(f'ifnull($.{one}, 0)' for one in _HABITS)})"
    f" / nullif({' + '.join(f'($.{one} IS NOT NULL)' for one in _HABITS)}, 0)"
)

FINISHED = """
    WITH done AS (SELECT DISTINCT school, child FROM student, asked WHERE school IN place AND (
            (until BETWEEN opens AND closes AND reason = 'egreso')
            OR (since <= class_closes AND until > class_closes AND today >= class_closes))
        AND coalesce((SELECT grade FROM (SELECT * FROM (SELECT grade, date, id, school, student, 1 AS n
            FROM DXA_now
                UNION ALL SELECT grade, date, id, school, student, 2 FROM SOC_now)) AS sheet
            WHERE sheet.school = student.school AND sheet.student = child AND sheet.grade IS NOT NULL
            ORDER BY n DESC, date DESC, id DESC LIMIT 1), grade) = '6'),
    onward AS (SELECT DISTINCT child FROM student WHERE grade LIKE 'S%')
    SELECT 'finished', count(*), NULL FROM done
    UNION ALL SELECT 'value', sum(child IN onward), count(*) FROM done
        WHERE school IN (SELECT school FROM done WHERE child IN onward)"""

TESTS = """
    WITH told AS (SELECT * FROM RES, asked WHERE school IN place AND year <= substr(closes, 1, 4)),
    newest AS (SELECT cct, test, level, max(year) AS year FROM told GROUP BY cct, test, level
        HAVING max(year) = (SELECT max(year) FROM told AS other WHERE other.cct = told.cct)),
    taken AS (SELECT cct, test, level, min(year) AS first, max(year) AS last FROM told GROUP BY 1, 2, 3),
    span AS (SELECT *, first AS year_before FROM taken WHERE first < last AND test <> 'otra'
        UNION SELECT *, (SELECT max(year) FROM told WHERE (told.cct, told.test, told.level)
            = (taken.cct, taken.test, taken.level) AND year < last) FROM taken WHERE first < last
            AND test <> 'otra'
        UNION SELECT *, NULL FROM taken WHERE first = last OR test = 'otra'),
    pair AS (SELECT span.*, upper(span.test) || ' ' ||
        iif(year_before IS NULL, '', year_before || '-') || last || '.' || span.level AS name,
        before.tested AS n_before, after.tested AS n_after, {columns}
        FROM span JOIN told AS after ON (after.cct, after.test, after.level, after.year)
            = (span.cct, span.test, span.level, last)
        LEFT JOIN told AS before ON (before.cct, before.test, before.level, before.year)
            = (span.cct, span.test, span.level, year_before))
    SELECT 'results', count(*), count(*) FROM newest UNION ALL {rows}"""
_SHARES = {"lenguaje.insufficient": "$.L_0", "lenguaje.good": "$.L_2 + $.L_3",
           "matematicas.insufficient": "$.M_0", "matematicas.good": "$.M_2 + $.M_3"}  # fmt: skip

ROLES = {
    "students": "= 'student'",
    "teachers": "= 'teacher'",
    "administrators": "= 'director'",
    "relatives": "= 'relative'",
    "others": "IS NULL",
}
ABLE = """
    WITH held AS (SELECT qualified.* FROM qualified, asked WHERE since <= class_closes
        AND ifnull(until, '9999') > class_closes),
    present (school, person) AS (SELECT school, person FROM memberships, asked WHERE school IN place
        AND ifnull(since, '') <= class_closes AND ifnull(until, '9999') > class_closes),
    named (school, person, date) AS (SELECT school, U02, date FROM TUT UNION SELECT school, U03, date FROM TUT
        UNION SELECT school, person, date FROM REL UNION SELECT school, person, date FROM DEM
        UNION SELECT school, evaluator, date FROM DEM UNION SELECT school, person, date FROM ACR),
    here AS (SELECT * FROM present UNION SELECT school, person FROM named, asked WHERE school IN place
        AND date <= class_closes),
    known AS (SELECT school, U01 AS exercise FROM tutoring, asked WHERE school IN place
        AND start <= class_closes
        UNION SELECT present.school, exercise FROM present JOIN held USING (person)),
    able AS (SELECT here.school, person, exercise, generation FROM here
        JOIN (SELECT person, exercise, generation FROM held) USING (person)
            JOIN known USING (school, exercise)),
    active AS (SELECT DISTINCT TUT.school, U02 AS person, substr(U07_F, 1, 7) AS month FROM TUT
        JOIN TUT_U07 USING (id), asked WHERE TUT.school IN place AND U07_F BETWEEN opens AND closes),
    of AS (SELECT count(*) AS n FROM TUT, asked WHERE school IN place AND date <= closes),
    class AS (SELECT DISTINCT student.school, child FROM student, asked WHERE school IN place
        AND since <= class_closes AND until > class_closes),
    role AS (SELECT memberships.*, EXISTS (SELECT 1 FROM REG_D WHERE REG_D.id = memberships.person
        AND REG_D.school = memberships.school AND figure = 'director') AS head FROM memberships),
    was AS (SELECT active.school, active.person, iif(role = 'teacher' AND head, 'director', role) AS role,
        row_number() OVER (PARTITION BY active.school, active.person
            ORDER BY role.school = active.school DESC,
            ifnull(since, '') <= class_closes AND ifnull(until, '9999') > class_closes DESC,
            ifnull(since, ''), role.id) AS place
        FROM (SELECT DISTINCT school, person FROM active) AS active JOIN asked LEFT JOIN role USING (person)),
    tutors AS (SELECT * FROM was WHERE place = 1),
    many AS (SELECT month, strftime('%Y-%m', month || '-01', '+1 month') AS next,
        count(DISTINCT school || person) AS n FROM active GROUP BY month)
    SELECT 'may_tutor', count(DISTINCT school || person), (SELECT n FROM of) FROM able
    UNION ALL SELECT 'exercises', count(DISTINCT school || exercise), (SELECT n FROM of) FROM able
    UNION ALL SELECT 'coverage', sum(EXISTS (SELECT 1 FROM able WHERE able.school = class.school
        AND able.person = child AND able.exercise = known.exercise)), count(*)
        FROM class JOIN (SELECT DISTINCT school, exercise FROM able) AS known USING (school)
    UNION ALL SELECT 'generations.' || generation, count(*), NULL FROM able GROUP BY generation
    UNION ALL SELECT 'tutors.by_month.' || month, n, NULL FROM many
    UNION ALL SELECT 'tutors.growth.' || next,
        ifnull((SELECT n FROM many AS after WHERE after.month = many.next), 0) - n AS more, n
        FROM many, asked WHERE next <= substr(class_closes, 1, 7) AND (more >= 0 OR today > next || '-31')"""

QUESTIONS = {
    "A01": _LOWEST,
    "A02": _LOWEST,
    "A03": _LOWEST,
    "A04": joined(
        *(both(subject, level, f"100.0 * (@ {GOOD})") for subject, level in SUBJECTS.items()),
        *(
            same(f"{subject}.stages.{stage}", level, f"100.0 * (@ {GOOD})", grades=grades)
            for subject, level in SUBJECTS.items()
            for stage, grades in STAGES.items()
        ),
    ),
    "A05": TESTS.format(
        columns=", ".join(
            f"{share.replace('$', one)} AS {one[0]}{place}"
            for place, share in enumerate(_SHARES.values())
            for one in ("before", "after")
        ),
        rows=joined(
            *(
                f"SELECT name || '.{what}.{side}', sum({side[0]}{place} * n_{side}) / sum(n_{side}),"
                f" sum(n_{side})"
                " FROM pair GROUP BY name"
                for place, what in enumerate(_SHARES)
                for side in ("before", "after")
            )
        ),
    ),
    "A06": joined(*(moves(subject, item.removeprefix("$.")) for subject, item in SUBJECTS.items())),
    "A07": joined(both("value", "$.L_COM", "@"), both("overall", "$.L06", "100.0 * (@ = 3)")),
    "A08": joined(
        both("value", "iif($.L_PPM IS NULL, NULL, 60.0 * $.L11 / $.L12)", "@"),
        both("standard", "$.L_VEL", "100.0 * (@ IN ('estandar', 'avanzado'))"),
    ),
    "A09": joined(
        *(
            both(f"{subject}.{level}", f"$.{item}", f"100.0 * (@ = '{level}')")
            for subject, item in (("lectura", "L_NIV"), ("escritura", "T_NIV"), ("calculo", "C_NIV"))
            for level in SISAT
        )
    ),
    "A10": index("S"),
    "A11": joined(
        index("F"),
        same("further", "$.F7", "100.0 * (@ IN ('bachillerato', 'universidad'))", "SOC_version", "SOC"),
    ),
    "A12": both("value", HABITS, "@"),
    "A13": """
        WITH mine AS (SELECT turn.*, row_number() OVER (PARTITION BY turn.school, child
            ORDER BY date, id) AS place
            FROM turn JOIN focal_now USING (school, child), asked WHERE date BETWEEN opens AND closes),
        later AS (SELECT school, child, date, risk, 2 AS turn FROM mine WHERE place > 1
            AND risk NOT IN ('', 'sin_dato')
            UNION ALL SELECT school, child, risk_now.date, risk_now.risk, 1 FROM risk_now
            JOIN mine USING (school, child), asked WHERE place = 1 AND risk_now.date > mine.date
                AND risk_now.date >= opens),
        known AS (SELECT (SELECT risk FROM later WHERE (later.school, later.child) = (mine.school, mine.child)
            ORDER BY later.date DESC, turn DESC LIMIT 1) AS risk FROM mine WHERE place = 1
                AND mine.risk = 'alto')
        SELECT 'focal', count(*), NULL FROM focal_now
        UNION ALL SELECT 'attended', sum((school, child) IN (SELECT school, child FROM session_now)), count(*)
            FROM focal_now
        UNION ALL SELECT 'hours', sum((SELECT sum(minutes) / 60.0 FROM session_now
            WHERE (school, child) = (focal_now.school, focal_now.child))), count(*) FROM focal_now
        UNION ALL SELECT 'left_high_risk', sum(risk <> 'alto'), count(*) FROM known WHERE risk IS NOT NULL""",
    "A14": """
        WITH start AS (SELECT DISTINCT school, child FROM student, asked WHERE school IN place
            AND since <= date(class_opens, '+29 days') AND until > class_opens),
        gone AS (SELECT school, child, coalesce((SELECT reason FROM student, asked WHERE school = start.school
            AND child = start.child AND until BETWEEN opens AND class_closes ORDER BY until DESC LIMIT 1),
            'sin_dato') AS reason FROM start, asked WHERE NOT EXISTS (SELECT 1 FROM student
            WHERE school = start.school AND child = start.child AND since <= class_closes
                AND until > class_closes)),
        away AS (SELECT * FROM gone WHERE reason <> 'egreso')
        SELECT 'value', count(*) - (SELECT count(*) FROM away), count(*) FROM start
        UNION ALL SELECT 'left.' || reason, count(*), (SELECT count(*) FROM start) FROM away
            GROUP BY reason""",
    "A15": FINISHED,
    "A16": f"""
        SELECT 'goals', sum(goal_done IS 'si'), count(*) FROM REG_D JOIN REG_D_goals USING (id), asked
            WHERE school IN place AND ifnull(since, '') <= closes AND ifnull(until, '9999') > opens
            AND ifnull(goal_date, opens) BETWEEN opens AND closes
        UNION ALL {TAKEN_UP.format(value="recommendations")}
        UNION ALL SELECT 'observation.' || iif(E01 = 'inicial', 'before', 'after'),
            1.0 * sum(mark) / sum(n), sum(n)
            FROM (SELECT E01, mark, n FROM (SELECT *, {MARKS} FROM DXE_now) AS DXE
            WHERE E01 <> 'media' AND n > 0 AND NOT EXISTS (SELECT 1 FROM (SELECT *, {MARKS} FROM DXE_now)
                AS other WHERE other.school = DXE.school AND other.E01 = DXE.E01 AND other.n > 0
                AND CASE DXE.E01
                WHEN 'inicial' THEN other.date || other.id < DXE.date || DXE.id
                ELSE other.date || other.id > DXE.date || DXE.id END)) GROUP BY E01
        UNION ALL SELECT 'leadership.' || iif(E01 = 'inicial', 'before', 'after'),
            1.0 * sum(mark) / sum(n), sum(n)
            FROM (SELECT E01, mark, n FROM (SELECT *, {LED} FROM DXE_now) AS DXE
            WHERE E01 <> 'media' AND n > 0 AND NOT EXISTS (SELECT 1 FROM (SELECT *, {LED} FROM DXE_now)
                AS other WHERE other.school = DXE.school AND other.E01 = DXE.E01 AND other.n > 0
                AND CASE DXE.E01
                WHEN 'inicial' THEN other.date || other.id < DXE.date || DXE.id
                ELSE other.date || other.id > DXE.date || DXE.id END)) GROUP BY E01""",
    "A17": """
        SELECT 'value', sum((school, family) IN (SELECT school, family FROM taking_part)), count(*)
            FROM family_now
            WHERE school IN (SELECT school FROM sheet_now)
        UNION ALL SELECT 'proposals', sum(status = 'realizada'), count(*) FROM PRO_now
        UNION ALL SELECT 'home_visits', sum((SELECT count(*) FROM visited_now
            WHERE (school, family) = (focal_family.school, focal_family.family))), count(*) FROM focal_family
            WHERE school IN (SELECT school FROM sheet_now)""",
    "A18": joined(
        "SELECT 'meetings', (SELECT count(*) FROM APM_now), count(*) FROM sheet_now",
        ATTENDED.format(value="attendance"),
        KEPT.format(value="rules"),
    ),
    "A19": joined(
        ABLE,
        *(
            f"SELECT 'tutors.{name}', count(*), (SELECT n FROM of) FROM tutors WHERE role {which}"
            for name, which in ROLES.items()
        ),
    ),
    "A20": """
        SELECT 'value', count(*), count(*) FROM ENC_now
        UNION ALL SELECT 'schools', (SELECT count(*) FROM ENC_now JOIN ENC_SCH USING (id)), count(*)
            FROM ENC_now
        UNION ALL SELECT 'between_states', sum((SELECT count(DISTINCT SCH_E) > 1 FROM ENC_SCH
            WHERE ENC_SCH.id = ENC_now.id)), count(*) FROM ENC_now
        UNION ALL SELECT 'tutorings', sum(tutorings), count(*) FROM ENC_now""",
    "A21": PLANNED
    + """
        SELECT 'value', (SELECT count(*) FROM visit_now), count(*) FROM FS_now UNION ALL"""
    + VISITED.format(value="planned")
    + """
        UNION ALL SELECT V02 || '.' || substr(date, 1, 7), count(*), NULL FROM visit_now
            WHERE V02 <> 'asesor' GROUP BY V02, substr(date, 1, 7)
        UNION ALL SELECT 'asesor.' || month, (SELECT count(*) FROM visit_now
            WHERE ifnull(V02, 'asesor') = 'asesor' AND substr(date, 1, 7) = month), NULL
            FROM (SELECT substr(date, 1, 7) AS month FROM visit_now WHERE ifnull(V02, 'asesor') = 'asesor'
                UNION SELECT * FROM month_of_class)
        UNION ALL SELECT 'foreseen.' || level || '.' || substr(day, 1, 7), count(*), NULL FROM foreseen_now
            GROUP BY level, substr(day, 1, 7)
        UNION ALL SELECT 'agreed', count(*), NULL FROM agreement, asked
            WHERE school IN place AND made BETWEEN opens AND closes
        UNION ALL SELECT 'looked_at', count(DISTINCT CASE WHEN V06_S IS NOT NULL THEN V06_A END), NULL
            FROM visit_now JOIN FS_V06 USING (id) JOIN agreement ON what = V06_A
                AND agreement.school = visit_now.school AND made <= visit_now.date
        UNION ALL SELECT 'fulfilled', count(DISTINCT CASE WHEN V06_S = 'cumplido' THEN V06_A END), NULL
            FROM visit_now JOIN FS_V06 USING (id) JOIN agreement ON what = V06_A
                AND agreement.school = visit_now.school AND made <= visit_now.date""",
    "A22": """
        WITH told AS (SELECT * FROM RES, asked WHERE school IN place AND year <= substr(closes, 1, 4)),
        last AS (SELECT cct, test, level, max(year) AS year FROM told GROUP BY cct, test, level
            HAVING max(year) = (SELECT max(year) FROM told AS other WHERE other.cct = told.cct)),
        year AS (SELECT cct, test, level, year AS seen, year AS last FROM last
            UNION ALL SELECT cct, CASE WHEN test IN (SELECT test FROM told WHERE told.cct = last.cct
                AND told.level = last.level AND told.year = last.year - 1) THEN test ELSE ifnull((SELECT
                min(told.test) FROM told WHERE told.cct = last.cct AND told.level = last.level
                AND told.year = last.year - 1), test) END, level, year - 1, year FROM last),
        subject AS (SELECT year.*, count(L_0) AS l, min(L_0) AS l_0, count(M_0) AS m, min(M_0) AS m_0
            FROM year
            LEFT JOIN told ON told.cct = year.cct AND told.test = year.test AND told.level = year.level
            AND told.year BETWEEN seen - 2 AND seen GROUP BY year.cct, year.test, year.level, seen),
        verdict AS (SELECT *, CASE WHEN (l = 3 AND l_0 > 50) OR (m = 3 AND m_0 > 50) THEN 'yes'
            WHEN l = 3 AND m = 3 THEN 'no' ELSE 'not_computable' END AS said FROM subject)
        SELECT 'value', sum(said = 'yes'), sum(said <> 'not_computable') FROM verdict WHERE seen = last
        UNION ALL SELECT seen || '.yes', sum(said = 'yes'), count(*) FROM verdict GROUP BY seen
        UNION ALL SELECT seen || '.no', sum(said = 'no'), count(*) FROM verdict GROUP BY seen
        UNION ALL SELECT seen || '.not_computable', sum(said = 'not_computable'), count(*) FROM verdict
            GROUP BY seen""",
    "A23": """
        SELECT period, sum(CASE ACT_E WHEN 'realizada' THEN 1 WHEN 'parcial' THEN 0.5 ELSE 0 END), count(*)
        FROM (SELECT period, ACT_E, """
    + TOLD
    + """ FROM PB JOIN PB_ACT USING (id)
            WHERE school IN place AND ciclo = '2025-2026') WHERE told GROUP BY period""",
    "A25": """
        SELECT 'stories', sum(consent = 'si'), NULL FROM HIS_now
        UNION ALL SELECT 'photos', (SELECT count(T07) FROM DXA_now) + (SELECT count(act_photo) FROM APC_now)
            + (SELECT count(photo) FROM HIS_now), NULL""",
}
"""Every number of a year but A24, which puts A17 beside A02, school by school."""

IN_CLASSES = {"A18": GIVEN}
"""What is counted over the days of class, not over the whole year: what was promised by the month."""
