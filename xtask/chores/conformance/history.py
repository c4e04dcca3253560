"""Makes a catalogue of the errors that services declare in a release of botocore.

Usage: history.py WHEEL CATALOGUE_FOLDER VERSION SERVICE...

What is taken is what the services' own models say: codes, statuses, members, retryability and
documentation.
"""

import gzip
import html
import json
import re
import sys
import zipfile
from http import HTTPStatus
from pathlib import Path

SCALARS = {
    "string": "string",
    "integer": "integer",
    "long": "integer",
    "double": "number",
    "float": "number",
    "boolean": "boolean",
    "timestamp": "number",
    "blob": "string",
}


def model(wheel: zipfile.ZipFile, service: str) -> dict:
    """The newest model of a service, which later releases have packed."""
    names = [it for it in wheel.namelist() if it.startswith(f"botocore/data/{service}/")]
    name = max(it for it in names if "/service-2.json" in it)
    text = wheel.read(name)
    return json.loads(gzip.decompress(text) if name.endswith(".gz") else text)


def string(text: str) -> str:
    """A basic string of TOML 1.0: JSON escapes what it escapes, except DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def prose(documentation: str) -> str:
    """Documentation without its HTML, as text that Markdown shows as it stands."""
    text = html.unescape(re.sub(r"<[^>]*>", " ", documentation))
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", " ".join(text.split()))


def type_of(shapes: dict, name: str) -> str:
    shape = shapes[name]
    if shape["type"] == "list":
        return f"list<{type_of(shapes, shape['member']['shape'])}>"
    return SCALARS.get(shape["type"], "json")


def main() -> None:
    wheel, out, version = zipfile.ZipFile(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    statuses = set()
    out.mkdir(parents=True, exist_ok=True)
    for service in sys.argv[4:]:
        statuses |= write(model(wheel, service), out / service)
    (out / "catalogue.toml").write_text(
        f'format = 1\ntitle = "AWS services"\nversion = "{version}"\n', "utf-8", newline="\n"
    )
    (out / "actions.toml").write_text(
        '[slow_down]\nadvice = "Send fewer requests, and this one again."\nactor = "client"\nretry = "backoff"\n\n'
        '[try_again]\nadvice = "Send the request again."\nactor = "client"\nretry = "immediately"\n',
        "utf-8",
        newline="\n",
    )
    lines = [f'[{it}]\nreason = {string(HTTPStatus(it).phrase)}\n' for it in sorted(statuses)]
    (out / "statuses.toml").write_text("\n".join(lines), "utf-8", newline="\n")


def write(service: dict, folder: Path) -> set:
    folder.mkdir(parents=True, exist_ok=True)
    shapes = service["shapes"]
    title = service["metadata"]["serviceFullName"]
    (folder / "api.toml").write_text(
        f"title = {string(title)}\n\n[envelopes.error.body]\n"
        '__type = "$code"\nmessage = "$message"\n"..." = "$details"\n',
        "utf-8",
        newline="\n",
    )
    statuses, out = set(), []
    for name, shape in sorted(shapes.items()):
        if not shape.get("exception"):
            continue
        error = shape.get("error", {})
        status = error.get("httpStatusCode", 500 if shape.get("fault") else 400)
        statuses.add(status)
        out.append(f"\n[codes.{name}]\nstatus = {status}")
        if error.get("code", name) != name:
            out.append(f"wire = {string(error['code'])}")
        description = prose(shape.get("documentation", ""))
        if description:
            out.append(f"description = {string(description)}")
        retryable = shape.get("retryable")
        if retryable is not None:
            out.append(f'action = "{"slow_down" if retryable.get("throttling") else "try_again"}"')
        fields = []
        for member, about in shape.get("members", {}).items():
            if member.lower() == "message":
                continue
            kind = type_of(shapes, about["shape"])
            optional = "" if member in shape.get("required", []) else "?"
            fields.append(f'{member} = "{kind}{optional}"')
        if fields:
            out.append("\n".join([f"\n[codes.{name}.details]", *fields]))
    (folder / "errors.toml").write_text("\n".join(out).lstrip() + "\n", "utf-8", newline="\n")
    return statuses


main()
