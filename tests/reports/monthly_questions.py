"""M01–M21 as questions in plain SQL, each written from its definition (see `plain_sql`)."""

from __future__ import annotations

_MARKS = [f"O{place:02}" for place in range(1, 13)]
MARKS = "{} AS mark, {} AS n".format(
    " + ".join(f"ifnull({one}, 0)" for one in _MARKS), " + ".join(f"({one} IS NOT NULL)" for one in _MARKS)
)
"""The twelve items of a class observation: their sum, and how many were observed."""

TAKEN_UP = """
    SELECT '{value}', sum(now AND state = 'adoptada'), sum(now AND ends) + sum(late) FROM
        (SELECT *, ends AND at >= opens AS now FROM promise, asked WHERE kind = 'recommendation')"""

ATTENDED = """SELECT '{value}', sum(ifnull(present_m, 0) + ifnull(present_h, 0)), sum(called) FROM APM_now
    WHERE called > 0 AND (present_m IS NOT NULL OR present_h IS NOT NULL)"""

KEPT = """
    SELECT '{value}', sum(CASE CHK_S WHEN 'se_cumple' THEN 1 WHEN 'a_medias' THEN 0.5 END), count(*)
    FROM RGC JOIN RGC_CHK USING (id), asked
    WHERE school IN place AND month BETWEEN substr(opens, 1, 7) AND substr(closes, 1, 7)
    AND CHK_S <> 'no_aplica' AND NOT EXISTS (SELECT 1 FROM RGC AS later WHERE later.school = RGC.school
        AND later.month = RGC.month AND later.date || later.id > RGC.date || RGC.id)"""

GIVEN = """
    WITH told (school, date, nights, meals) AS (
        SELECT school, date, sum(VF4_H = 'si'), sum(VF4_C) FROM FS_now WHERE V01 = 'jornada' GROUP BY 1, 2),
    written (school, date, nights, meals) AS (SELECT school, date, sum(quantity * (sort = 'hospedaje')),
        sum(quantity * (sort IN ('desayuno', 'comida', 'cena'))) FROM CON_now GROUP BY 1, 2),
    day AS (SELECT school, date FROM told UNION SELECT school, date FROM written),
    given AS (SELECT school, sum(max(ifnull(told.nights, 0), ifnull(written.nights, 0))) AS nights,
        sum(max(ifnull(told.meals, 0), ifnull(written.meals, 0))) AS meals
        FROM day LEFT JOIN told USING (school, date) LEFT JOIN written USING (school, date) GROUP BY school),
    agreed AS (SELECT school, nights_promised * months AS nights, meals_promised * months AS meals,
        max(date || id)
        FROM APC, asked WHERE school IN (SELECT school FROM sheet_now) AND date <= closes GROUP BY school)
    SELECT 'nights_received', (SELECT sum(nights) FROM given), (SELECT count(*) FROM sheet_now)
    UNION ALL SELECT 'meals_received', (SELECT sum(meals) FROM given), (SELECT count(*) FROM sheet_now)
    UNION ALL SELECT 'nights', sum(given.nights), sum(agreed.nights)
        FROM agreed LEFT JOIN given USING (school) WHERE agreed.nights > 0
    UNION ALL SELECT 'meals', sum(given.meals), sum(agreed.meals)
        FROM agreed LEFT JOIN given USING (school) WHERE agreed.meals > 0"""

VISITED = """
    SELECT '{value}', (SELECT count(DISTINCT school || date) FROM visit_now
        WHERE ifnull(V02, 'asesor') = 'asesor' AND school IN (SELECT school FROM planned)),
        count(*) FROM planned"""

PLANNED = """WITH planned AS (SELECT DISTINCT school, DAY_D AS date FROM PB JOIN PB_DAY USING (id), asked
    WHERE school IN place AND DAY_D BETWEEN opens AND closes)"""

TOLD = """
    max(PB.closed IS 'si' OR ACT_E IN ('realizada', 'parcial', 'no_realizada'))
        OVER (PARTITION BY id) AS told"""
"""Whether it is said of the activities of a plan that are asked about what became of them."""

QUESTIONS = {
    "M01": """
        SELECT 'value', count(DISTINCT school || date) FILTER (WHERE V01 = 'jornada'), count(*)
        FROM FS_now""",
    "M02": PLANNED + VISITED.format(value="value"),
    "M03": """
        SELECT 'value', sum(V01 = 'no_realizada'), count(*) FROM FS_now
        UNION ALL SELECT V04, count(*), NULL FROM FS_now WHERE V01 = 'no_realizada' GROUP BY V04""",
    "M04": """
        SELECT 'value', sum(V07_H + V07_M), sum((SELECT count(DISTINCT child) FROM student
            WHERE student.school = visit_now.school AND since <= date AND until > date))
        FROM (SELECT *, row_number() OVER (PARTITION BY school, date
            ORDER BY coalesce(V02, 'asesor') <> 'asesor', id) AS nth
            FROM visit_now WHERE V07_C IS NOT 'no' AND V07_H + V07_M IS NOT NULL) AS visit_now
        WHERE nth = 1""",
    "M05": """
        SELECT 'value', (SELECT count(DISTINCT school || child) FROM session_now), count(*) FROM FS_now
        UNION ALL SELECT 'of_focal', sum((school, child) IN (SELECT school, child FROM session_now)), count(*)
        FROM focal_now""",
    "M06": """
        SELECT 'sessions', (SELECT count(*) FROM session_now), count(*) FROM FS_now
        UNION ALL SELECT 'minutes', (SELECT sum(minutes) FROM session_now), count(*) FROM FS_now
        UNION ALL SELECT 'per_focal', sum((SELECT sum(minutes) FROM session_now WHERE
            (school, child) = (focal_now.school, focal_now.child))), count(*)
            FROM focal_now WHERE school IN (SELECT school FROM FS_now)
        UNION ALL SELECT subject || '.sessions', count(*), NULL FROM session_now GROUP BY subject
        UNION ALL SELECT subject || '.minutes', sum(minutes), NULL FROM session_now GROUP BY subject""",
    "M07": """
        SELECT 'value.after', avg(achieved), count(achieved) FROM session_now
        UNION ALL SELECT 'value.before', avg(achieved), count(achieved) FROM session_before
        UNION ALL SELECT subject || '.after', avg(achieved), count(achieved) FROM session_now GROUP BY subject
        UNION ALL SELECT subject || '.before', avg(achieved), count(achieved) FROM session_before
            GROUP BY subject""",
    "M08": """
        SELECT 'value', sum(ACT_E = 'realizada'), count(*) FROM (
            SELECT ACT_E, """
    + TOLD
    + """ FROM PB JOIN PB_ACT USING (id), asked
            WHERE school IN place AND ACT_K = 'R' AND ACT_D BETWEEN opens AND closes) WHERE told
        UNION ALL SELECT 'in_visits', sum(VZ1 = 'si'), count(*) FROM visit_now""",
    "M09": TAKEN_UP.format(value="value")
    + """
        UNION ALL SELECT 'new', sum(made >= opens), (SELECT count(*) FROM FS_now) FROM open
        UNION ALL SELECT 'under_way', sum(state = 'en_proceso'), (SELECT count(*) FROM FS_now) FROM open
        UNION ALL SELECT 'adopted', sum(state = 'adoptada' AND at >= opens), (SELECT count(*) FROM FS_now)
            FROM open
        UNION ALL SELECT 'overdue', sum(late), max((SELECT count(*) FROM FS_now), count(*)) FROM open""",
    "M10": f"""
        SELECT 'value', sum(VD1 = 'si'), count(*) FROM visit_now
        UNION ALL SELECT 'mean', sum(mark), sum(n) FROM (
            SELECT {MARKS} FROM visit_now WHERE VD1 = 'si')""",
    "M11": """
        SELECT 'value', (SELECT count(*) FROM VH_now), count(*) FROM sheet_now
        UNION ALL SELECT 'families', (SELECT count(DISTINCT VH_now.school || family.family) FROM VH_now
            JOIN family ON person = VH_now.family AND family.school = VH_now.school), count(*) FROM sheet_now
        UNION ALL SELECT 'of_focal', sum((school, family) IN (SELECT school, family
            FROM visited_now)), count(*)
            FROM focal_family WHERE school IN (SELECT school FROM sheet_now)""",
    "M12": "SELECT 'value', (SELECT count(*) FROM APM_now), count(*) FROM sheet_now UNION ALL "
    + ATTENDED.format(value="attendance")
    + """
        UNION ALL SELECT 'new', sum(kind = 'agreement' AND made >= opens), (SELECT count(*) FROM sheet_now)
            FROM promise, asked
        UNION ALL SELECT 'kept', sum(kind = 'agreement' AND state = 'cumplido'
            AND at >= opens), (SELECT count(*) FROM sheet_now)
            FROM promise, asked
        UNION ALL SELECT 'overdue', sum(kind = 'agreement' AND late),
            max((SELECT count(*) FROM sheet_now), sum(kind = 'agreement')) FROM promise""",
    "M13": """
        SELECT 'value', (SELECT count(*) FROM PRO_now), count(*) FROM sheet_now
        UNION ALL SELECT sort, count(*), NULL FROM PRO_now GROUP BY sort
        UNION ALL SELECT status, count(*), NULL FROM PRO_now GROUP BY status""",
    "M14": GIVEN,
    "M15": KEPT.format(value="value"),
    "M16": """
        SELECT 'value', sum(CASE ACT_E WHEN 'realizada' THEN 1 WHEN 'parcial' THEN 0.5 ELSE 0 END), count(*)
        FROM (SELECT ACT_E, """
    + TOLD
    + """ FROM PB JOIN PB_ACT USING (id), asked WHERE school IN place
        AND period_start <= closes AND period_end >= opens AND ACT_D <= closes) WHERE told""",
    "M17": """
        SELECT 'started', (SELECT count(*) FROM TUT_now), count(*) FROM TUT WHERE school IN place
        UNION ALL SELECT 'solved', (SELECT count(*) FROM TUT, asked WHERE school IN place
            AND U08 LIKE 'resuelto%' AND ifnull(U06_F, date) BETWEEN opens AND closes), count(*)
            FROM TUT WHERE school IN place
        UNION ALL SELECT 'accounts', (SELECT count(*) FROM REL_now), count(*) FROM REL WHERE school IN place
        UNION ALL SELECT 'demonstrations', (SELECT count(*) FROM DEM_now), count(*) FROM DEM
            WHERE school IN place
        UNION ALL SELECT 'qualified', (SELECT count(*) FROM qualified, asked WHERE school IN place
            AND since BETWEEN opens AND closes), count(*) FROM TUT WHERE school IN place""",
    "M18": """
        SELECT 'joined', count(*), NULL FROM student, asked WHERE school IN place AND since BETWEEN opens
            AND closes
        UNION ALL SELECT 'left', count(*), NULL FROM gone
        UNION ALL SELECT 'left_by.' || reason, count(*), NULL FROM gone GROUP BY reason
        UNION ALL SELECT 'new_focal', sum(focal = 'si' AND was IS NOT 'si'), NULL FROM turned
        UNION ALL SELECT 'left_focal', sum(focal = 'no' AND was = 'si'), NULL FROM turned""",
    "M19": """
        SELECT 'value', (SELECT count(*) FROM visit_now WHERE V02 <> 'asesor'), count(*) FROM FS_now
        UNION ALL SELECT V02, count(*), NULL FROM visit_now WHERE V02 <> 'asesor' GROUP BY V02
        UNION ALL SELECT 'foreseen.' || level, count(*), NULL FROM foreseen_now GROUP BY level""",
    "M20": "SELECT 'words only', 0, NULL",
    "M21": PLANNED
    + """
        SELECT 'without_session', sum((school, child) NOT IN (SELECT school, child
            FROM session_now)), count(*)
            FROM focal_now
        UNION ALL SELECT 'days_without_sheet', sum((school, date) NOT IN (SELECT school, date
            FROM FS_now WHERE coalesce(V02, 'asesor') = 'asesor')), count(*)
            FROM planned, asked WHERE date < today""",
}
"""Every number of a month. Drafts (M21) are no records: no view has them."""

_WITH = {
    "M09": "open AS (SELECT * FROM promise, asked WHERE kind = 'recommendation')",
    "M18": "gone AS (SELECT * FROM student, asked WHERE school IN place AND until BETWEEN opens AND closes),"
    " turned AS (SELECT turn.* FROM turn, asked WHERE school IN place AND date BETWEEN opens AND closes)",
}
QUESTIONS |= {code: f"WITH {named} {QUESTIONS[code]}" for code, named in _WITH.items()}
