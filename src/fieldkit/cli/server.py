"""`fieldkit server`: the centre's own commands."""

from __future__ import annotations

import gc
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from fieldkit import settings
from fieldkit.cli import kit, server_report
from fieldkit.cli.report import Ciclo, Month
from fieldkit.errors import NotInstalled
from fieldkit.text import t

if TYPE_CHECKING:
    from fieldkit.store.centre import Engine

app = kit.noun("server")
advisor = kit.noun("centre_advisor")
device = kit.noun("centre_device")
app.add_typer(advisor, name="advisor")
app.add_typer(device, name="device")
app.add_typer(server_report.app, name="report")

Database = Annotated[str | None, kit.option("--database", "server.option_database", takes="database")]
Host = Annotated[str, kit.option("--host", "server.option_host", takes="host")]
Port = Annotated[int, kit.option("--port", "server.option_port", takes="port", min=0, max=65535)]
Certificate = Annotated[str | None, kit.option("--tls-cert", "server.option_tls_cert", takes="file")]
Key = Annotated[str | None, kit.option("--tls-key", "server.option_tls_key", takes="file")]
Every = Annotated[float, kit.option("--count-every", "server.option_count_every", takes="number", min=0)]
File = Annotated[Path, kit.argument("file", "server.argument_copy")]
Report = Annotated[str | None, kit.option("--report", "server.option_report", takes="report")]
Name = Annotated[str, kit.option("--name", "centre_advisor.option_name", takes="name")]
Schools = Annotated[str, kit.option("--schools", "centre_advisor.option_schools", takes="schools")]
Advisor = Annotated[str, kit.argument("record", "centre_advisor.argument_advisor")]
Device = Annotated[str, kit.argument("record", "centre_device.argument_device")]


@app.command("start")
def start(
    host: Host = "127.0.0.1",
    port: Port = 8340,
    database: Database = None,
    tls_cert: Certificate = None,
    tls_key: Key = None,
    count_every: Every = 60,
) -> None:
    """Run the centre until it is stopped."""
    needed()
    from fieldkit.server.start import start as run

    url = _url(database)
    counting = partial(server_report.count_everything, url)
    run(url, host, port, tls_cert, tls_key, ready=_ready, counting=counting, every=60 * count_every)


@app.command("backup")
def backup(file: File, database: Database = None, as_json: kit.Json = False) -> None:
    """Copy the centre, also while it serves."""
    needed()
    from fieldkit.store import centre_copy

    centre_copy.copy(_url(database), file)
    kit.result(as_json, {"file": str(file)}, "server.copied", file=file)


@app.command("count")
def count(
    report: Report = None,
    month: Month = None,
    ciclo: Ciclo = None,
    database: Database = None,
    as_json: kit.Json = False,
) -> None:
    """Count ahead what the reports above the school are added up from."""
    from fieldkit.cli.progress import bar
    from fieldkit.reports import at_centre

    gc.enable()  # no short command: what is left of each school must go (see `__main__`)
    asked = server_report.asked(report, month, ciclo)
    engine = opened(database)
    with bar(t("server.progress")) as progress:
        found = at_centre.count_ahead(engine, asked, progress)
    told = {"schools": found.schools, "counted": found.counted}
    kit.result(as_json, told, "server.counted", **told)


@advisor.command("new")
def advisor_new(
    name: Name, schools: Schools = "", database: Database = None, as_json: kit.Json = False
) -> None:
    """Take an advisor in and make the code for their first device."""
    from fieldkit.actions.advisor import called
    from fieldkit.clock import now
    from fieldkit.store import centre, centre_people

    name, keys = called(name), _keys(schools)
    engine = opened(database)
    with centre.reading(engine) as connection:
        before = centre_people.named(connection, name)
    id, code = centre.writing(engine, lambda c: centre_people.new_advisor(c, name, keys, now()))
    kit.result(as_json, {"code": code, "advisor": id}, "centre_advisor.made", name=name, code=code)
    if before:
        kit.note("centre_advisor.same_name", name=name, id=id)


@advisor.command("code")
def advisor_code(id: Advisor, database: Database = None, as_json: kit.Json = False) -> None:
    """Make a code for one more device."""
    from fieldkit.clock import now
    from fieldkit.store import centre, centre_people

    engine = opened(database)
    id = _advisor(engine, id)
    code = centre.writing(engine, lambda c: centre_people.new_code(c, id, now()))
    kit.result(as_json, {"code": code, "advisor": id}, "centre_advisor.code", code=code)


@advisor.command("assign")
def advisor_assign(
    id: Advisor, schools: Schools, database: Database = None, as_json: kit.Json = False
) -> None:
    """Put exactly these schools in an advisor's care."""
    from fieldkit.server.exchange import assign

    keys = _keys(schools)
    engine = opened(database)
    id = _advisor(engine, id)
    assign(engine, id, keys)
    kit.result(as_json, {"advisor": id, "schools": keys}, "centre_advisor.assigned", count=len(keys))


@advisor.command("list")
def advisor_list(database: Database = None, as_json: kit.Json = False) -> None:
    """The advisors, the schools in their care, their devices."""
    from fieldkit.store import centre, centre_people

    with centre.reading(opened(database)) as connection:
        found = centre_people.advisors(connection)
    if as_json:
        kit.out(found)
        return
    heads = [t(f"centre_advisor.column_{name}") for name in ("name", "devices", "id", "schools")]
    rows = ([one["name"], one["devices"], one["id"], ",".join(one["schools"])] for one in found)
    if not kit.table(heads, rows):
        kit.say("centre_advisor.nobody")


@device.command("list")
def device_list(database: Database = None, as_json: kit.Json = False) -> None:
    """The devices, and how many changes of each are here."""
    from fieldkit.store import centre, centre_people

    with centre.reading(opened(database)) as connection:
        found = centre_people.devices(connection)
    if as_json:
        kit.out(found)
        return
    heads = [t(f"centre_device.column_{name}") for name in ("name", "held", "revoked", "id")]
    rows = ([one["name"], one["held"], _access(one["revoked"]), one["id"]] for one in found)
    if not kit.table(heads, rows):
        kit.say("centre_device.none")
    for one in found:
        if one["twin"]:
            kit.say("centre_device.two_places", name=one["name"])


@device.command("revoke")
def device_revoke(id: Device, database: Database = None, as_json: kit.Json = False) -> None:
    """Let a device exchange no more."""
    from fieldkit.store import centre, centre_people

    centre.writing(opened(database), lambda c: centre_people.revoke(c, id))
    kit.result(as_json, {"device": id, "revoked": True}, "centre_device.revoked", device=id)


def _access(revoked: bool) -> str:
    return t("centre_device.access_no" if revoked else "centre_device.access_yes")


def needed() -> None:
    """Raises NotInstalled where fieldkit was installed without its extra `server`."""
    from importlib.util import find_spec

    if find_spec("uvicorn") is None:
        raise NotInstalled(extra="server")


def opened(database: str | None) -> Engine:
    """The centre's store, its tables up to date. Raises NotInstalled, Unreadable."""
    needed()
    from fieldkit.store import centre

    return centre.open_centre(_url(database))


def _advisor(engine: Engine, text: str) -> str:
    from fieldkit.store import centre, centre_people

    with centre.reading(engine) as connection:
        return centre_people.who(connection, text)


def _url(database: str | None) -> str:
    """Where the centre keeps what it holds: an address, or a file; by default one beside the notebook."""
    where = database or str(settings.home() / "centre.db")
    return where if "://" in where else f"sqlite:///{where}"


def _keys(schools: str) -> list[str]:
    """School keys as they should be written. Raises BadIdentifier for what cannot be one."""
    from fieldkit.domain.identifiers import cct

    return [cct(text).value for text in schools.split(",") if text.strip()]


def _ready(url: str) -> None:
    """The one line the centre prints: it really listens now."""
    kit.say("server.ready", url=url)
    sys.stdout.flush()
