"""Brings a fresh desk to life and writes down what the hooks need to know of it: a key for each role, and ids.

    desk.py WHAT-DEV-PRINTED > FILE

Schemathesis makes up ids, which lead nowhere. With these some rows of every kind are met, in many states.
"""

import json
import sys

import requests

ROLES = ["submitter", "reviewer", "editor", "auditor", "admin"]


class Desk:
    def __init__(self, opened: dict):
        self.url = opened["url"]
        self.keys = {role: keys[0] for role, keys in opened["keys"].items()}
        self.others = {role: keys[1:] for role, keys in opened["keys"].items()}
        self.ids: dict[str, list[str]] = {}

    def send(self, method: str, path: str, role: str, body: dict | None = None, key: str | None = None) -> dict:
        headers = {"Authorization": f"Bearer {key or self.keys[role]}"}
        answer = requests.request(method, self.url + path, headers=headers, json=body, timeout=30)
        if answer.status_code >= 400:
            raise SystemExit(f"{method} {path}: {answer.status_code} {answer.text}")
        return answer.json() if answer.text else {}

    def know(self, kind: str, *ids: str) -> None:
        self.ids.setdefault(kind, []).extend(ids)

    def items(self, path: str, role: str) -> list[dict]:
        return self.send("GET", path, role)["items"]


def review(desk: Desk, key: str, rating: str, article: str | None = None) -> dict | None:
    """Takes a claim and reviews it; None when there is none to take."""
    taken = desk.send("POST", "/v1/queue/take", "reviewer", {"articleId": article} if article else {}, key)["leases"]
    if not taken:
        return None
    lease = taken[0]
    body = {"token": lease["token"], "rating": rating, "rationale": "The register says so.",
            "evidence": [{"url": "https://example.org/register", "stance": "refutes", "kind": "primary"}]}
    return desk.send("POST", f"/v1/leases/{lease['id']}/review", "reviewer", body, key)


def work(desk: Desk) -> None:
    """Claims in every state that people bring them to: reviewed, agreed, disputed, published, paused, retracted."""
    desk.know("articles", *(article["id"] for article in desk.items("/v1/articles", "editor")))
    ratings = [r["key"] for r in desk.items("/v1/scales", "editor")[0]["ratings"]]
    desk.know("ratings", *ratings)
    reviewers = [desk.keys["reviewer"], *desk.others["reviewer"]]
    for number in range(6):
        for place, key in enumerate(reviewers):
            rating = ratings[0] if number % 3 and place else ratings[1]
            done = review(desk, key, rating)
            if done:
                desk.know("reviews", done["id"])
    published = []
    for claim in desk.items("/v1/claims?limit=200", "editor"):
        desk.know("claims", claim["id"])
        place = f"/v1/claims/{claim['id']}"
        if claim["status"] == "disputed" and not published:
            desk.send("POST", place + "/verdict", "editor", {"rating": ratings[0], "rationale": "Two of three."})
        if claim["status"] in ("agreed", "disputed") and len(published) < 5:
            if claim["status"] == "disputed" and published:
                continue
            desk.send("POST", place + "/publication", "editor", {})
            published.append(place)
    said = {"publicText": "We look again."}
    for place, entry in zip(published, ("pause", "retraction")):
        desk.send("POST", f"{place}/{entry}", "editor", said)
    for place in published[2:3]:
        desk.send("POST", f"{place}/correction-requests", "editor", {"text": "It was 12."})
    place = f"/v1/claims/{desk.ids['claims'][0]}"
    item = desk.send("POST", place + "/evidence", "editor", {"url": "https://example.org/a", "stance": "context"})
    desk.know("evidence", item["id"])
    reply = {"channel": "email", "contact": "press@example.org", "contactedAt": "2026-01-01T00:00:00Z"}
    desk.know("replies", *(desk.send("POST", place + "/replies", "editor", reply)["id"] for _ in range(3)))


def administration(desk: Desk) -> None:
    """Rows that nobody misses: a key that tests revoke must not be the one in use."""
    desk.know("scales", *(scale["id"] for scale in desk.items("/v1/scales", "admin")))
    hooks = [desk.send("POST", "/v1/webhooks", "admin", {"url": f"https://example.org/{n}", "events": ["verdict"]})
             for n in range(3)]
    desk.know("webhooks", *(hook["id"] for hook in hooks))
    place = f"/v1/webhooks/{hooks[0]['id']}"
    desk.send("POST", place + "/test", "admin")
    desk.know("deliveries", *(item["id"] for item in desk.items(place + "/deliveries", "admin")))
    export = desk.send("POST", "/v1/exports", "editor", {"format": "csv"})
    desk.know("exports", export["id"])
    for n in range(3):
        member = desk.send("POST", "/v1/members", "admin", {"name": f"Spare {n}", "roles": ["submitter"]})
        desk.know("members", member["id"])
        desk.know("keys", desk.send("POST", "/v1/keys", "admin", {"memberId": member["id"], "name": "spare"})["id"])
    everything = desk.send("POST", "/v1/members", "admin", {"name": "Everything", "roles": ROLES, "key": True})
    desk.keys["all"] = everything["key"]["secret"]


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        desk = Desk(json.load(file))
    work(desk)
    administration(desk)
    desk.know("slug", desk.send("GET", "/v1/desk", "admin")["slug"])
    json.dump({"url": desk.url, "keys": desk.keys, "ids": desk.ids}, sys.stdout)
