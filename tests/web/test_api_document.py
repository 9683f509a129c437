"""The document of the API: every route is in it, and every answer is what it says."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.faces.web.api import ENDPOINTS
from onrecord.faces.web.routes import ROUTES

QUOTE = "Pay for a wall of four metres along the whole quay"


def get(client: TestClient, path: str, status: int = 200) -> Any:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    return answer.json()


@pytest.fixture
def document(client: TestClient) -> Any:
    return get(client, "/api/openapi.json")


def test_every_route_of_the_api_is_in_the_document(document: Any) -> None:
    told = {(path, method.upper()) for path, item in document["paths"].items() for method in item}
    served = {
        (route.path, method) for route in ROUTES for method in route.methods if route.path.startswith("/api/")
    } - {("/api/openapi.json", "GET")}
    assert told == served
    assert len({one.name for one in ENDPOINTS}) == len(ENDPOINTS)


def test_the_document_is_one(document: Any) -> None:
    """Its structure, as OpenAPI 3.1 wants it: JSON Schema 2020-12, and every reference leads somewhere."""
    assert document["openapi"].startswith("3.1")
    assert set(document) == {"openapi", "info", "servers", "security", "paths", "components"}
    assert document["info"].keys() == {"title", "version", "description"}
    for made in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(made)
    ids = [operation["operationId"] for item in document["paths"].values() for operation in item.values()]
    assert len(ids) == len(set(ids))
    for path, item in document["paths"].items():
        for operation in item.values():
            in_path = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "path"}
            assert in_path == {part[1:-1] for part in path.split("/") if part.startswith("{")}
            assert all(one["required"] for one in operation.get("parameters", ()) if one["in"] == "path")
            for status, answer in operation["responses"].items():
                assert status.isdecimal()
                assert answer["description"]
    for name in _references(document):
        assert name in document["components"]["schemas"]


def _references(value: object) -> set[str]:
    if isinstance(value, dict):
        own = {value["$ref"].removeprefix("#/components/schemas/")} if isinstance(value.get("$ref"), str) else set()
        return own.union(*map(_references, value.values()))
    return set().union(*map(_references, value)) if isinstance(value, list) else set()


def test_answers_are_what_the_document_says(
    client: TestClient, document: Any, articles: tuple[onrecord.Kept, ...]
) -> None:
    client.post("/api/corrections", json={"row": f"{articles[0].id}/s1", "verdict": "accept", "why": "read it"})
    asked = {
        "/api/search": "?q=wall&facets=1", "/api/who": "?name=Holm", "/api/check": f"?quote={QUOTE}", "/api/names": "?like=Greta Hol",
    }  # fmt: skip
    for path, item in document["paths"].items():
        if "get" not in item or path == "/api/jobs/{id}":
            continue
        for row in ("s1", "v1", "f1", "e1") if "{row}" in path else ("",):
            address = path.replace("{id}", articles[0].id).replace("{row}", row) + asked.get(path, "")
            schema = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]
            answer = get(client, address)
            jsonschema.validate(answer, {**schema, "components": document["components"]})
            assert path == "/api/jobs" or "items" not in answer or answer["items"], path
    error = {"$ref": "#/components/schemas/Error", "components": document["components"]}
    for address in ("/api/claims?limit=0", "/api/claims?status=x"):
        jsonschema.validate(get(client, address, 400), error)
    jsonschema.validate(get(client, "/api/story/zzzz", 404), error)


def test_the_page_tells_every_endpoint_and_what_it_takes(client: TestClient) -> None:
    page = client.get("/api").text
    for one in ENDPOINTS:
        assert f"{one.method} {one.path}" in page
        for param in one.params:
            assert f"<code>{param.name}</code>" in page
