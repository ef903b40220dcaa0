"""Serving: the explorer on this machine, with a strict content policy, no cookie, no storage and no log of what was looked at."""

from __future__ import annotations

import gc
import json
import re
import secrets
import socket
import sys
import threading
import webbrowser
from importlib.resources import files
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, g, request, send_from_directory

from app.leaf import FOLDER, SCRIPTS
from app.look import stylesheet
from model.fault import Fault, Faults

APART = Path(__file__).parent / "apart"  # not in assets: Dash loads all that lies there
DAY = 86_400
INDEX = """<!DOCTYPE html>
<html lang="{%lang%}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{%title%}</title>
<script src="{%base%}parts/boot.js" nonce="{%nonce%}"></script>
{%css%}
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{%base%}parts/look.css">
<link rel="stylesheet" href="{%base%}parts/components.css">
{%parts%}
</head>
<body>
{%app_entry%}
<footer>{%config%}{%scripts%}{%renderer%}</footer>
</body>
</html>"""


def application(data: str | None = None) -> Flask:
    """The whole web application over the packs of a data folder; raises the faults of packs that cannot be read."""
    from dash.exceptions import DependencyException

    from app.explorer import build, language_of
    from app.progress import reading
    from model.policy.library import packs
    found = packs(Path(data) if data else None)
    if not found:
        raise Faults([Fault(data or "", 0, "", "this data folder holds no pack", "A pack is a folder under `packs/` with a pack.yaml.")])
    policies = {key: reading(found[key]) for key in sorted(found, key=lambda key: (key != "by", key))}
    server = Flask("datatrail")
    app: Any = build(policies, server)
    app.index_string = INDEX
    ours = app.interpolate_index

    def interpolate(**parts: Any) -> str:
        g.nonce = secrets.token_urlsafe(12)
        scripts = "".join(f'<script src="/parts/{name}"></script>' for name in SCRIPTS)
        config = json.loads(re.sub(r"^.*?>|</script>$", "", parts["config"], flags=re.S))
        kept = {key: value for key, value in config.items() if not key.endswith("_version") and "version_url" not in key}
        parts["config"] = f'<script id="_dash-config" type="application/json">{json.dumps(kept)}</script>'
        parts["scripts"] = re.sub(r"\.v\w+?m\d+(?=\.)", "", parts["scripts"])
        parts["app_entry"] = '<div id="react-entry-point"></div>'
        whole: str = (ours(**parts).replace("{%nonce%}", g.nonce).replace("{%lang%}", language_of(request.path)).replace("{%base%}", "/")
                .replace("{%parts%}", scripts))
        return whole

    app.interpolate_index = interpolate
    hashes = " ".join(f"'{each}'" if not each.startswith("'") else each for each in app.csp_hashes())

    @server.get("/parts/<name>")
    def part(name: str) -> Response:
        if name == "look.css":
            return Response(stylesheet(), mimetype="text/css")
        if name == "plotly.js":  # the installed package's own; a chart asks for it when it is first shown
            return send_from_directory(str(files("plotly") / "package_data"), "plotly.min.js", conditional=True, max_age=DAY)
        folder = FOLDER if name in (*SCRIPTS, "components.css") else APART if name == "boot.js" else None
        return send_from_directory(folder, name, conditional=True) if folder else abort(404)

    @server.errorhandler(DependencyException)
    def missing(_: DependencyException) -> tuple[str, int]:
        return "", 404

    @server.after_request
    def safe(answer: Response) -> Response:
        nonce = g.get("nonce")
        # Plotly writes style attributes where it draws; nothing else of the page's policy gives way for it.
        style = (f"style-src 'self'; style-src-elem 'self' 'nonce-{nonce}'; style-src-attr 'unsafe-inline'" if nonce
                 else "style-src 'self'")
        answer.headers["Content-Security-Policy"] = (
            f"default-src 'none'; script-src 'self' {hashes}; {style}; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
        answer.headers["Referrer-Policy"] = "same-origin"
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        if answer.mimetype in ("text/html", "application/json"):
            answer.headers["Cache-Control"] = "no-store"
        return answer

    return server


def calm() -> None:
    """Keep answers from waiting for Python's search for rings of garbage: what is loaded is for good, and young rings are searched apart.

    A search through everything stops every answer, for a tenth of a second at first and longer with each world that is remembered.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 5, 1_000)


def serve(host: str, port: int, *, browser: bool, data: str | None = None) -> int:
    """Serve until interrupted; raises the fault of a port that cannot be used."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            told = getattr(error, "strerror", None) or str(error)
            raise Faults([Fault("", 0, "port", f"{host}:{port} cannot be used: {told}", f"Try --port {port % 65000 + 1}.")]) from None
    from waitress.server import create_server
    running = create_server(application(data), host=host, port=port, threads=4, ident=None)
    calm()
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    print(f"Datatrail is at {address} (Ctrl+C ends it). Nothing you do is stored or logged.", file=sys.stderr)
    if browser:
        threading.Timer(0.5, webbrowser.open, (address,)).start()
    try:
        running.run()
    except KeyboardInterrupt:
        pass
    finally:
        running.close()
    return 0
