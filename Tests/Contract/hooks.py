"""What Schemathesis cannot know: which rows there are, whose key it holds, and what JSON Schema has no words for."""

import json
import os
import re
import uuid

import schemathesis
from schemathesis.core.failures import AcceptedNegativeData
from schemathesis.openapi.checks import RejectedPositiveData

with open(os.environ["CONTRACT_DESK"], encoding="utf-8") as file:
    IDS = json.load(file)["ids"]
# Those of the key; none without one.
ROLES = set(os.environ["CONTRACT_ROLES"].split())
# By id, as they were taken on the way.
TOKENS: dict[str, str] = {}


# What the description allows and the state of the desk, the clock or a rule between fields does not: the field that the
# answer names, and what it says of it. Whatever else is refused although it is allowed is a failure.
UNSAYABLE = [
    # Places in lists that no list gave out.
    (r"cursor", r"must be the next of an earlier answer|is not one that this list gave out"),
    # What must be there, or must not be there yet.
    (r"rating", r"must be one of"),
    (r"ratings\[\d+\]", r"is no rating of this desk"),
    (r"scaleId", r"is not one of the desk's rating scales"),
    (r"evidenceIds\[\d+\]", r"is not an item of this claim's evidence"),
    (r"evidence", r"must have at least one item: the desk"),
    (r"into", r"is not a claim of this desk|must be another claim"),
    (r"email", r"is another member's already"),
    (r"url", r"is of a page that another item|is one too many"),
    (r"policy\.dateLanguage", r"must be a language tag"),
    (r"(policy\.)?timeZone", r"is no time zone of the IANA database"),
    (r"roles", r"must be among the roles of the key|is not a member with the role|must not be empty; leave it out"),
    (r"memberId", r"is no active member|is no reviewer|is somebody who is not asked"),
    # What an article says.
    (r"anchor(\.\w+)?", r"does not stand|stands? in|must be (after start|at most|more than)|must leave more|is the place"),
    (r"statement", r"is that of the claim"),
    # Times, by the server's clock and by each other.
    (r"dueAt", r"must lie"),
    (r"until|embargoUntil", r"must be a time to come|must be after since"),
    (r"since", r"must lie before until"),
    (r"from", r"must not lie after to|must lie at most|must be a day from year"),
    (r"expiresAt", r"must be in the future|must not be later"),
    (r"contactedAt", r"must not lie in the future"),
    (r"answeredAt", r"must not lie (before contactedAt|in the future)"),
    (r"\w+(\[\d+\]\.\w+)?", r"must be a time with its zone"),  # years before 1 and after 9999, by UTC
    # Parameters that go with others, for which OpenAPI has no words.
    (r"version", r"needs the scale|is required with scale"),
    (r"bom|defuse", r"is for csv alone"),
    # Numbers and texts within a list, by each other.
    (r"(.+\.)?maxScore", r"must not be below minScore"),
    (r"rules\[\d+\]\.name", r"must differ from the names"),
    (r".*keywords\[\d+\]", r"must have (a letter or a digit|at most 10 words)"),
    (r"parts\[\d+\](\.\w+)?", r"must be from|must be after start|must leave more|must be a part|must not overlap|is the place"),
    (r"ratings\[\d+\]\.\w+", r"is another rating's already|must be less than|must not be truer|is required, as|must be true"),
    # Lengths in bytes.
    (r"externalId|source|email|(.+\.)?(url|archivedUrl)", r"must take at most \d+ bytes"),
    # Hosts: what a name may hold beyond ASCII, what an address is, and where a webhook may lead.
    (r"(.+\.)?(url|archivedUrl)", r"must (name|have|write|not lead|be a plain URL|be a whole URL|begin with https)"),
]


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Drops a failure that the list above explains."""
    problem = _problem(response)
    if isinstance(failure, RejectedPositiveData) and response.status_code == 422:
        if _has_odd_header(case):
            return False
        # A form's answer is a page, which names no field; of what a host may be no pattern tells.
        if case.path.endswith("/correction") and isinstance(case.body, dict) and case.body.get("url"):
            return False
        field, detail = problem.get("field", ""), problem.get("detail", "")
        return not any(re.fullmatch(name, field) and re.search(words, detail) for name, words in UNSAYABLE)
    if isinstance(failure, RejectedPositiveData) and response.status_code == 429:
        # On a busy machine exports take their time, and a desk makes no more than a few at once.
        return problem.get("type") != "/problems/too-many-exports"
    if isinstance(failure, AcceptedNegativeData):
        # What fills in the field that nobody sees is told nothing of the others.
        if case.path.endswith("/correction") and isinstance(case.body, dict) and case.body.get("website"):
            return False
        # Whatever is lost, gone or decided is refused before anybody looks at what is sent for it.
        return response.status_code not in (409, 410, 412)
    return True


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Leaves out what no request can be made up of: lines of JSON (the tests of submissions hold them)."""
    raw_schema["paths"]["/v1/articles"]["post"]["requestBody"]["content"].pop("application/x-ndjson", None)


@schemathesis.hook
def before_call(context, case, kwargs):
    """Leads well-formed ids, tokens and ratings to rows that are there."""
    _lead_path(case)
    body = case.body if isinstance(case.body, dict) else {}
    if "/leases/{id}/" in case.path and isinstance(body.get("token"), (str, int)):
        token = TOKENS.get(case.path_parameters.get("id", ""))
        if token and re.fullmatch(r"[0-9]{1,18}", str(body["token"])):
            body["token"] = token
    if isinstance(body.get("rating"), str) and re.fullmatch(r"[a-z][a-z0-9_]{0,62}", body["rating"]):
        body["rating"] = _one_of(IDS["ratings"], body["rating"])
    # An empty take is held open for as long as it asks.
    if case.path == "/v1/queue/take" and isinstance(body.get("waitSeconds"), (int, float)) and 0 < body["waitSeconds"] <= 30:
        body["waitSeconds"] = 1


@schemathesis.hook
def after_call(context, case, response):
    """Remembers what was taken."""
    if case.path == "/v1/queue/take" and response.status_code == 200:
        for lease in response.json().get("leases", []):
            TOKENS[lease["id"]] = lease["token"]


@schemathesis.check
def roles(ctx, response, case):
    """Who may not is told so, and who may is let in as far as the rows are theirs."""
    wanted = set(case.operation.definition.raw.get("x-roles", []))
    if not wanted or case.method not in (case.operation.method.upper(), case.operation.method):
        return
    if not case.headers.get("Authorization") and not ROLES:
        assert response.status_code == 401, f"{response.status_code} without a key"
    may = "any" in wanted or wanted & ROLES
    sent = (response.request.headers or {}).get("Authorization", "")
    if ROLES and sent == os.environ["CONTRACT_AUTHORIZATION"] and not may:
        assert response.status_code == 403, f"{response.status_code} without one of the roles {sorted(wanted)}"
    if may and response.status_code == 403 and _problem(response).get("needs"):
        needs = set(_problem(response)["needs"])
        assert not needs & ROLES, f"refused for want of a role that the key has: {sorted(needs & ROLES)}"


def _has_odd_header(case):
    """Its tries at the edges of headers with a pattern take texts for allowed that the pattern does not match."""
    for parameter in case.operation.headers:
        value, pattern = case.headers.get(parameter.name), parameter.definition.get("schema", {}).get("pattern")
        if value is not None and pattern and not re.search(pattern, str(value)):
            return True
    return False


def _problem(response):
    try:
        problem = response.json()
    except ValueError:
        return {}
    return problem if isinstance(problem, dict) else {}


def _lead_path(case):
    parameters = case.path_parameters or {}
    collection = next((part for part in case.path.split("/")[2:] if not part.startswith("{")), "")
    if case.path.startswith("/desk/"):
        collection = case.path.split("/")[3] if case.path.count("/") > 2 else ""
        if _is_plain(parameters.get("slug")) and len(parameters["slug"]) % 4:
            parameters["slug"] = IDS["slug"][0]
    for name, kind in (("id", collection), ("deliveryId", "deliveries")):
        value = parameters.get(name)
        known = list(TOKENS) if kind == "leases" else IDS.get(kind, [])
        if not known or not _is_uuid(value):
            continue
        # Keys and members are always led away from those of the test itself.
        if kind in ("keys", "members") or uuid.UUID(value).int % 5:
            parameters[name] = _one_of(known, value)


def _one_of(values, seed):
    return values[sum(str(seed).encode()) % len(values)]


def _is_uuid(value):
    return isinstance(value, str) and re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", value)


def _is_plain(value):
    return isinstance(value, str) and value.isalnum()
