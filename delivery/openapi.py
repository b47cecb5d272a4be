"""The data interface described for programs, as OpenAPI 3.1 has it."""

from typing import Any

from .questions import ITS_OWN, MOST, SIGNS, USUAL

PROBLEM = {
    "type": "object",
    "required": ["title", "status", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string", "description": "What happened and what to do now, for people."},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "The same for programs."},
    },
}
FIELD = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "title": {"type": "string"},
        "type": {"enum": ["text", "integer", "decimal"]},
    },
}
SNAPSHOT = {
    "type": "object",
    "properties": {"number": {"type": "integer"}, "taken_at": {"type": "string", "format": "date-time"}},
}
ABOUT = {
    "type": "object",
    "properties": {
        "dataset": {"type": "object", "properties": {"code": {"type": "string"}, "title": {"type": "string"}}},
        "application": {"type": "string"},
        "ends_at": {"type": "string", "format": "date-time"},
        "snapshot": {"$ref": "#/components/schemas/Snapshot"},
        "rows": {"type": "integer"},
        "fields": {"type": "array", "items": FIELD},
        "processed": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}
ROWS = {
    "type": "object",
    "required": ["snapshot", "rows", "next"],
    "properties": {
        "snapshot": {"$ref": "#/components/schemas/Snapshot"},
        "rows": {"type": "array", "items": {"type": "object"}},
        "next": {"type": ["string", "null"], "format": "uri", "description": "The page that follows, if there is one."},
    },
}
REFUSALS = {
    "400": "A parameter that is not known, or a value that cannot be used.",
    "401": "No key, or one that has ended.",
    "403": "Access is suspended, has ended, or its quota is used up.",
    "409": "The data cannot be provided now.",
    "429": "Too many calls.",
    "503": "The data are being prepared.",
}
COUNTS = {
    "X-Quota-Calls-Remaining": {"description": "Calls left today.", "schema": {"type": "integer"}},
    "X-Quota-Rows-Remaining": {
        "description": "Rows left, where the decision sets a limit.", "schema": {"type": "integer"},
    },
    "ETag": {"description": "Give it back as If-None-Match.", "schema": {"type": "string"}},
    "Link": {"description": 'rel="next": the page that follows.', "schema": {"type": "string"}},
}  # fmt: skip


def described(address: str) -> dict[str, Any]:
    """The whole description; `address` is that of the interface."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Wuri data interface", "version": "1",
            "description": "Data of one grant, read with a key that is made on the data page.",
        },
        "servers": [{"url": address}],
        "security": [{"key": []}],
        "paths": {"/": {"get": _about()}, "/rows": {"get": _rows()}},
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Problem": PROBLEM, "Snapshot": SNAPSHOT, "About": ABOUT, "Rows": ROWS},
        },
    }  # fmt: skip


def _about() -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/About"}}}
    return {
        "operationId": "about", "summary": "What the key opens.",
        "responses": {"200": {"description": "The grant.", "content": content}, **_refusals()},
    }  # fmt: skip


def _rows() -> dict[str, Any]:
    content = {
        "application/json": {"schema": {"$ref": "#/components/schemas/Rows"}},
        "text/csv": {"schema": {"type": "string"}},
    }
    page = {"description": "A page of rows.", "headers": COUNTS, "content": content}
    return {
        "operationId": "rows", "summary": "Rows in pages.", "parameters": _parameters(),
        "responses": {"200": page, "304": {"description": "Nothing has changed."}, **_refusals()},
    }  # fmt: skip


def _parameters() -> list[dict[str, Any]]:
    schemas: dict[str, dict[str, Any]] = {
        "fields": {"type": "string", "description": "Names of columns, with commas between."},
        "limit": {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
        "cursor": {"type": "string", "description": "From the address of the page before."},
        "format": {"enum": ["json", "csv"], "default": "json"},
    }
    own = [{"name": name, "in": "query", "schema": schemas[name]} for name in ITS_OWN]
    signs = ", ".join(f"__{sign}" for sign in SIGNS if sign)
    filters = {
        "name": "filters", "in": "query", "style": "form", "explode": True,
        "schema": {"type": "object", "additionalProperties": {"type": "string"}},
        "description": f"A column's name with the value it must have; or, with {signs}, the bound it is compared with.",
    }  # fmt: skip
    return [*own, filters]


def _refusals() -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": words, "content": content} for status, words in REFUSALS.items()}
