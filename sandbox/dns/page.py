"""The records as a page: what a registrar's panel is in real life."""

from __future__ import annotations

from dataclasses import asdict

from markupsafe import Markup
from werkzeug import Request, Response

from ..control import this_machine_only
from ..core import Sandbox
from ..page import page
from ..replies import html_reply, json_reply, redirect_reply
from ..routing import Route
from .records import FAULT, FAULTS, TYPES, RecordError, add_record, all_records, remove_record

BODY = Markup("""
<section class="card"><h1>DNS · سجلات النطاق</h1>
<p>Stands in for a registrar: what is written here is what our name server answers.
A FAULT makes a name misbehave: {faults}.</p>{error}
<form class="inline" method="post" action="/dns">
  <input name="name" value="{name}" placeholder="_salon-verify.noorsalon.example"
    aria-label="Name" dir="ltr" required size="34">
  <select name="type" aria-label="Type">{types}</select>
  <input name="value" value="{value}" placeholder="salon-verify=…" aria-label="Value" dir="ltr"
    required size="34">
  <button type="submit">Add · إضافة</button>
</form>{records}</section>
""")
ERROR = Markup('<p class="badge" role="alert">{}</p>')
LIST = Markup(
    '<div class="scroll"><table><thead><tr><th>Name</th><th>Type</th><th>Value</th><th></th></tr>'
    "</thead>{}</table></div>"
)
ROW = Markup("""<tr><td><bdi dir="ltr">{name}</bdi></td><td>{type}</td>
<td><bdi dir="ltr"><code>{value}</code></bdi></td><td>
<form class="inline" method="post" action="/dns/{id}/remove">
<button type="submit">Remove · حذف</button></form></td></tr>""")
EMPTY = Markup('<p>No records yet. <span lang="ar" dir="rtl">لا توجد سجلات بعد.</span></p>')


def show_records(sandbox: Sandbox, _request: Request) -> Response:
    return html_reply(_page(sandbox))


def add(sandbox: Sandbox, request: Request) -> Response:
    """Add what the form says; a value that is none comes back with the reason."""
    form = {name: request.form.get(name, "") for name in ("name", "type", "value")}
    try:
        add_record(sandbox, **form)
    except RecordError as error:
        return html_reply(_page(sandbox, error=str(error), **form), 400)
    return redirect_reply("/dns")


def remove(sandbox: Sandbox, _request: Request, record_id: str) -> Response:
    remove_record(sandbox, record_id)
    return redirect_reply("/dns")


def records_json(sandbox: Sandbox, _request: Request) -> Response:
    return json_reply({"records": [asdict(record) for record in all_records(sandbox)]})


def _page(
    sandbox: Sandbox, *, error: str = "", name: str = "", type: str = "TXT", value: str = ""
) -> str:
    options = Markup("").join(
        Markup("<option{}>{}</option>").format(Markup(" selected") if kind == type else "", kind)
        for kind in (*TYPES, FAULT)
    )
    rows = Markup("").join(ROW.format(**asdict(record)) for record in all_records(sandbox))
    body = BODY.format(
        faults=", ".join(FAULTS),
        error=ERROR.format(error) if error else "",
        types=options,
        name=name,
        value=value,
        records=LIST.format(rows) if rows else EMPTY,
    )
    return page("DNS (sandbox)", body)


ROUTES = (
    Route(kind="dns.records", method="GET", path="/dns", handler=show_records),
    Route(kind="dns.records_json", method="GET", path="/dns.json", handler=records_json),
    Route(kind="dns.add", method="POST", path="/dns", handler=add, guard=this_machine_only),
    Route(
        kind="dns.remove",
        method="POST",
        path="/dns/<record_id>/remove",
        handler=remove,
        guard=this_machine_only,
    ),
)
