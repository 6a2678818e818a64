"""The shell of every HTML page of the sandbox."""

from __future__ import annotations

from markupsafe import Markup

STYLE = Markup("""
:root { --ink: #1c2430; --soft: #5b6675; --line: #d9dee5; --paper: #fff; --ground: #f3f5f8;
  --accent: #0b6e5f; --warn: #8a4b00; --warn-ground: #fff3df; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--ground);
  font: 16px/1.5 system-ui, "IBM Plex Sans Arabic", "Segoe UI", Tahoma, sans-serif; }
header { background: var(--paper); border-block-end: 1px solid var(--line); }
nav, main { max-inline-size: 60rem; margin-inline: auto; padding: 1rem; }
nav { display: flex; flex-wrap: wrap; gap: 1rem; align-items: baseline; }
nav strong { margin-inline-end: auto; }
a { color: var(--accent); }
h1 { font-size: 1.4rem; margin-block: .5rem 1rem; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: .75rem;
  padding: 1rem 1.25rem; margin-block-end: 1rem; }
.narrow { max-inline-size: 26rem; margin-inline: auto; }
.badge { display: inline-block; margin: 0; padding: .1rem .7rem; border-radius: 1rem;
  font-weight: 600; color: var(--warn); background: var(--warn-ground); }
.amount { font-size: 1.4rem; font-weight: 700; }
.code { font: 700 1.5rem/1.2 ui-monospace, monospace; letter-spacing: .15em; color: var(--accent);
  unicode-bidi: isolate; }
.note, .soft, small { color: var(--soft); }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; }
dt { color: var(--soft); } dd { margin: 0; text-align: end; }
button, input, select { font: inherit; padding: .6rem .8rem; border-radius: .5rem;
  border: 1px solid var(--line); }
button { inline-size: 100%; margin-block-start: .5rem; cursor: pointer; background: var(--paper); }
button small { display: block; font-size: .75rem; }
button.primary { color: #fff; background: var(--accent); border-color: var(--accent); }
button.primary small { color: #d5f2ec; }
form.inline { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem;
  margin-block-end: 1rem; }
.narrow > h1 > [lang], .narrow > p > [lang] { display: block; }
article p { margin-block: .4rem; }
form.inline button { inline-size: auto; margin: 0; }
label { display: block; } label input { inline-size: 100%; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; inline-size: 100%; }
th, td { padding: .35rem .6rem; text-align: start; border-block-end: 1px solid var(--line);
  white-space: nowrap; }
code { font-family: ui-monospace, monospace; }
""")
NAVIGATION = Markup("""<header><nav><strong>Salon sandbox</strong>
<a href="/">Start</a> <a href="/inbox">Inbox</a> <a href="/payments">Payments</a>
<a href="/cards">Test cards</a> <a href="/dns">DNS</a>
<a href="/control/modes">Modes</a></nav></header>""")
SHELL = Markup("""<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<meta name="robots" content="noindex">{refresh}
<title>{title}</title><style>{style}</style>
</head>
<body>{navigation}<main>{body}</main></body>
</html>
""")
REFRESH = Markup('<meta http-equiv="refresh" content="{seconds}">')


def page(
    title: str, body: Markup, *, navigation: bool = True, refresh_seconds: int | None = None
) -> str:
    """Return a whole document; body must be markup, everything else is escaped."""
    refresh = REFRESH.format(seconds=refresh_seconds) if refresh_seconds else ""
    return SHELL.format(
        title=title,
        style=STYLE,
        navigation=NAVIGATION if navigation else "",
        body=body,
        refresh=refresh,
    )


def table(headings: list[str], rows: list[list[str | Markup]]) -> Markup:
    """Return a table that scrolls by itself on narrow screens."""
    head = Markup("").join(Markup("<th>{}</th>").format(text) for text in headings)
    lines = (
        Markup("<tr>{}</tr>").format(
            Markup("").join(
                Markup('<td><bdi dir="auto">{}</bdi></td>').format(cell) for cell in row
            )
        )
        for row in rows
    )
    return Markup('<div class="scroll"><table><thead><tr>{}</tr></thead>{}</table></div>').format(
        head, Markup("").join(lines)
    )
