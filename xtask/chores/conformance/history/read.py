"""Makes a catalogue of the errors that a release of somebody else's package declares.

Usage: read.py PACKAGE WHEEL CATALOGUE_FOLDER VERSION

What is taken is what the package itself says: of botocore the models of three AWS services (codes, statuses,
members, retryability and documentation), of asyncpg the classes of PostgreSQL's SQLSTATEs, of stripe the codes
and fields of a failed payment.
"""

import ast
import gzip
import html
import json
import re
import sys
import zipfile
from http import HTTPStatus
from pathlib import Path

SERVICES = ["dynamodb", "kinesis", "sqs"]

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
    package, path, out, version = sys.argv[1:]
    wheel, out = zipfile.ZipFile(path), Path(out)
    title = READERS[package](wheel, out)
    text = f'format = 1\ntitle = {string(title)}\nversion = "{version}"\n'
    put(out / "catalogue.toml", text)


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def botocore(wheel: zipfile.ZipFile, out: Path) -> str:
    statuses = set()
    for service in SERVICES:
        statuses |= write(model(wheel, service), out / service)
    put(
        out / "actions.toml",
        '[slow_down]\nadvice = "Send fewer requests, and this one again."\nactor = "client"\nretry = "backoff"\n\n'
        '[try_again]\nadvice = "Send the request again."\nactor = "client"\nretry = "immediately"\n',
    )
    lines = [f"[{it}]\nreason = {string(HTTPStatus(it).phrase)}\n" for it in sorted(statuses)]
    put(out / "statuses.toml", "\n".join(lines))
    return "AWS services"


def asyncpg(wheel: zipfile.ZipFile, out: Path) -> str:
    put(
        out / "postgres/api.toml",
        'title = "PostgreSQL"\n\n[envelopes.error.body]\nsqlstate = "$code"\nmessage = "$message"\n',
    )
    lines, seen = [], set()
    for item in ast.parse(wheel.read("asyncpg/exceptions/__init__.py")).body:
        if not isinstance(item, ast.ClassDef):
            continue
        for line in item.body:
            # A class without a state of its own has that of its base.
            if isinstance(line, ast.Assign) and line.targets[0].id == "sqlstate":
                state = line.value.value
                if state not in seen:
                    lines.append(f"[codes.{item.name}]\nwire = {string(state)}\n")
                seen.add(state)
    put(out / "postgres/errors.toml", "\n".join(lines))
    return "PostgreSQL"


def stripe(wheel: zipfile.ZipFile, out: Path) -> str:
    module = ast.parse(wheel.read("stripe/_payment_intent.py"))
    error = next(
        it
        for it in ast.walk(module)
        if isinstance(it, ast.ClassDef) and it.name == "LastPaymentError"
    )
    codes, body, slots = [], [], []
    for item, after in zip(error.body, [*error.body[1:], None]):
        if not isinstance(item, ast.AnnAssign):
            continue
        name = item.target.id
        words = [it.value for it in ast.walk(item.annotation) if isinstance(it, ast.Constant)]
        if name in ("code", "message"):
            body.append(f'{name} = "${name}"')
            codes = words if name == "code" else codes
            continue
        plain = ast.unparse(item.annotation) == "Optional[str]"
        about = ""
        if isinstance(after, ast.Expr):
            about = f", description = {string(prose(after.value.value))}"
        # `$type` is a built-in slot.
        slot = "error_type" if name == "type" else name
        body.append(f'{name} = "${slot}?"')
        slots.append(f'{slot} = {{ type = "{"string" if plain else "json"}"{about} }}')
    put(
        out / "stripe/api.toml",
        'title = "Stripe payments"\n\n[envelopes.error.body.error]\n'
        + "\n".join(body)
        + "\n\n[envelopes.error.slots]\n"
        + "\n".join(slots)
        + "\n",
    )
    put(out / "stripe/errors.toml", "\n".join(f"[codes.{it}]" for it in codes) + "\n")
    return "Stripe"


READERS = {"botocore": botocore, "asyncpg": asyncpg, "stripe": stripe}


def write(service: dict, folder: Path) -> set:
    shapes = service["shapes"]
    title = service["metadata"]["serviceFullName"]
    put(
        folder / "api.toml",
        f"title = {string(title)}\n\n[envelopes.error.body]\n"
        '__type = "$code"\nmessage = "$message"\n"..." = "$details"\n',
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
    put(folder / "errors.toml", "\n".join(out).lstrip() + "\n")
    return statuses


main()
