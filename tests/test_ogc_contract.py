"""Requests that a generator makes up from the API's own definition: no fault of the server, and every answer as defined.

Of each collection's three addresses those of one are tried with every edge of every parameter; the others run the same code.
"""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi import checks
from starlette.applications import Starlette

import api
from api.ogc_query import MAX_LIMIT

pytestmark = pytest.mark.slow

ALWAYS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.unsupported_method,
]
OF_CHANCE = settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def open_schema(*, edges: bool) -> schemathesis.BaseSchema:
    schema = schemathesis.openapi.from_asgi("/ogc/api?f=json", Starlette(routes=api.routes()))
    schema.config.phases.coverage.enabled = edges
    schema.config.phases.fuzzing.enabled = not edges
    return schema


of_chance, of_edges = open_schema(edges=False), open_schema(edges=True)


def test_the_definition_is_openapi() -> None:
    of_chance.validate()
    assert of_chance.specification.version.startswith("3.0")


@of_chance.parametrize()
@OF_CHANCE
def test_every_answer_is_as_defined(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(checks=ALWAYS)


@of_edges.include(path_regex="^/collections/events(/|$)").parametrize()
@OF_CHANCE
def test_every_edge_of_a_parameter_is_answered_as_defined(case: schemathesis.Case[Any]) -> None:
    answer = case.call()
    case.validate_response(answer, checks=ALWAYS)
    # The standard wants a limit over the maximum to be taken as the maximum.
    if str(case.query.get("limit")) != str(MAX_LIMIT + 1):
        case.validate_response(answer, checks=[checks.negative_data_rejection])
