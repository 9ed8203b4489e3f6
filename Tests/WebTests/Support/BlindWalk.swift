import Domain
import Foundation
import HTTPTypes
import Samples
import Testing

@testable import Web

/// Every request that a member can make with any key of theirs, read off the table of routes.
struct BlindWalk: Sendable {
    let live: LiveServer
    /// By the roles of the key.
    let secrets: [Set<Domain.Role>: String]
    /// Of the key that has all roles.
    let all: String

    /// Adds a member, who makes a key of every set of their roles.
    static func make(_ name: String, _ roles: Set<Domain.Role>, on live: LiveServer) async throws -> BlindWalk {
        let body: JSON = ["name": .string(name), "roles": Domain.Role.json(roles), "key": true]
        let made = try await live.client.send("POST", "/v1/members", as: "admin", json: body.text())
        let all = try #require(try made.json["key"]?["secret"]?.string, "\(made.text)")
        var secrets: [Set<Domain.Role>: String] = [:]
        let line = Line(port: live.client.port)
        for narrow in Domain.Role.sets where !narrow.isEmpty && narrow.isSubset(of: roles) {
            let body: JSON = ["name": "narrow", "roles": Domain.Role.json(narrow)]
            let key = try await line.send("POST", "/v1/keys", secret: all, body: Array(body.text().utf8))
            secrets[narrow] = try #require(try key.json["secret"]?.string, "\(key.text)")
        }
        return BlindWalk(live: live, secrets: secrets, all: all)
    }

    /// What is read with a key at an address that is there.
    func text(
        _ route: Route, _ address: String, _ key: Set<Domain.Role>, _ secret: String, on line: Line
    ) async throws -> String {
        // Its chunks would stay on the line.
        if route.path == "/v1/exports/stream", key.contains(.editor) {
            let reply = try await ChunkedReply(live, address, secret: secret)
            #expect(reply.isWhole, "\(address)")
            return reply.head + reply.text
        }
        let reply = try await line.send("GET", address, secret: secret)
        // A key that may not is told so, and what is not public looks as if it were not there. So does another's lease, always.
        let isOthers = route.path == "/v1/leases/{id}"
        let isHidden = reply.status == 404 && (route.access == .open || isOthers)
        let isFine = (reply.status < 400 && !isOthers) || reply.status == 403 || isHidden
        #expect(isFine, "\(address): \(reply.text)")
        return "\(reply.headers)" + reply.text
    }

    /// The addresses of a route that reads and ends, with the parameters that change what it shows.
    func addresses(of route: Route, _ ids: [String: String]) -> [String] {
        if route.path == "/v1/events" { return [] }
        if let found = Self.addresses(of: route, ids) { return found }
        Issue.record("nobody has said what \(route.path) is to be asked for: see BlindWalk.addresses")
        return []
    }

    /// Nil for a route that has parts nobody has said anything about.
    private static func addresses(of route: Route, _ ids: [String: String]) -> [String]? {
        var path = route.path
        if path.hasPrefix("/problems/") { path = path.replacing("{slug}", with: "own-review") }
        path = path.replacing("{slug}", with: "demo")
        let collection = path.split(separator: "/").first { ids.keys.contains(String($0)) }
        path = path.replacing("{id}", with: collection.flatMap { ids[String($0)] } ?? "{id}")
        guard !path.contains("{"), Set(route.query).isSubset(of: parameters) else { return nil }
        return (variants[route.path] ?? [""]).map { path + $0 }
    }

    /// Every parameter of a route that reads.
    private static let parameters: Set<String> = [
        "actor", "action", "appearance", "articleId", "bom", "by", "claimant", "cursor", "defuse", "externalId",
        "format", "from",
        "include", "kind", "limit", "memberId", "minScore", "open", "publisher", "q", "rating", "ratings", "scale",
        "since",
        "state", "status", "statuses", "subject", "subjectId", "text", "timeZone", "to", "topic", "until", "version",
        "claimId", "kinds", "requester", "sent",
    ]

    private static let variants: [String: [String]] = [
        RequestRoutes.path: ["", "?sent=1"],
        "/v1/articles/{id}": ["", "?include=text"],
        "/v1/articles/{id}/report": ["json", "csv", "md", "html", "claimreview"].flatMap {
            ["?format=\($0)", "?format=\($0)&include=unpublished"]
        },
        "/v1/articles/{id}/claims": ["?limit=200"],
        "/v1/claims": ["?limit=200", "?status=in_review", "?q=qz"],
        "/v1/statistics": ["json", "csv", "html"].map { "?format=\($0)" },
        "/v1/statistics/agreement": ["", "?kind=quantity"],
        "/v1/triage/balance": ["claimant", "topic", "kind"].map { "?by=\($0)" },
        "/v1/exports/stream": ["csv", "ndjson", "json"].map {
            "?format=\($0)&statuses=decided,published,corrected,retracted,paused"
        },
        "/v1/audit": ["?limit=200", "?limit=200&action=review.submitted", "?limit=200&subject=lease"],
    ]
}
