import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing
import Workflow

@testable import Web

/// Characters that are obeyed and not shown, in every text that somebody may send, looked for in every answer.
@Suite(.database(migrations: Schema.migrations))
struct SteeringWalkTests {
    /// Every such character but NUL, which is refused, and line ends, which are text.
    private static let hostile: String = {
        let ranges: [ClosedRange<UInt32>] = [
            0x01...0x08, 0x0B...0x0C, 0x0E...0x1F, 0x7F...0x9F, 0x61C...0x61C, 0x200E...0x200F, 0x2028...0x202E,
            0x2066...0x206F, 0xFEFF...0xFEFF, 0xFFF9...0xFFFB, 0xFDD0...0xFDD1, 0xFFFE...0xFFFF, 0x1FFFE...0x1FFFF,
            0x10FFFE...0x10FFFF, 0xE0001...0xE0001, 0xE007F...0xE007F,
        ]
        var text = String.UnicodeScalarView()
        for value in ranges.joined() { if let scalar = Unicode.Scalar(value) { text.append(scalar) } }
        return String(text)
    }()
    /// Begins like a formula once they are left out.
    private static let text = "\u{1}=1+1 a\(hostile)b <i>\u{202E}c"

    private struct Rows {
        var ids: [String: String] = [:]

        func path(_ template: String) -> String {
            let collection = template.split(separator: "/").dropFirst().first.map(String.init) ?? ""
            let slug = template.hasPrefix("/problems") ? "not-found" : "demo"
            return template.replacing("{id}", with: ids[collection] ?? "").replacing("{slug}", with: slug)
                .replacing("{deliveryId}", with: ids["deliveries"] ?? "")
        }
    }

    @Test func noAnswerHasAnyOfThemAsTheyAre() async throws {
        try await LiveServer.run(publicURL: "https://facts.example.org") { live in
            let rows = try await Self.fill(live)
            var count = 0
            let endless = ["/v1/events", "/v1/exports/stream"]
            let routes = RouteTable.all(metrics: Metrics(), publicURL: "").routes
            for route in routes where route.method == .get && !endless.contains(route.path) {
                var paths = [rows.path(route.path)]
                if route.path.contains("/desk/{slug}/") {
                    let id = rows.ids[route.path.hasPrefix("/desk/{slug}/claims") ? "claims" : "articles"] ?? ""
                    paths = [route.path.replacing("{slug}", with: "demo").replacing("{id}", with: id)]
                }
                if route.path == "/v1/articles/{id}/report" {
                    paths = ["json", "csv", "md", "html", "claimreview"].map { "\(paths[0])?format=\($0)" }
                }
                if route.path == "/v1/articles/{id}" { paths.append("\(paths[0])?include=text") }
                if route.path == "/desk/{slug}" { paths.append("\(paths[0])?q=\(Percent.encoded(Self.text))") }
                for path in paths {
                    let member = Self.sender(route)
                    let reply = try await live.client.get(path, as: member)
                    #expect(reply.status < 400, "\(path): \(reply.text.prefix(300))")
                    check(reply, path)
                    count += 1
                }
            }
            #expect(count > 45)
            for format in ["csv", "ndjson", "json"] {
                let reply = try await ChunkedReply(live, "/v1/exports/stream?format=\(format)", as: "ed")
                #expect(reply.isWhole && reply.text.contains("a") && reply.text.contains("=1+1"))
                check(reply.body, isJSON: format != "csv", "stream of \(format)")
                if format == "ndjson" {
                    let lines = reply.body.split(separator: UInt8(ascii: "\n"))
                    #expect(lines.count == 1)
                    for line in lines {
                        let verdict = try JSON(reading: Array(line))
                        #expect(
                            verdict["rationale"]?.string == Self.text
                                && verdict["article"]?["title"]?.string == Self.text)
                    }
                }
                if format == "csv" {
                    let cells = CSVReading.rows(reply.text)
                    #expect(
                        cells.count == 2 && cells[1].allSatisfy { !$0.hasPrefix("=") }
                            && cells[1].contains { $0.hasPrefix("'=1+1") })
                }
            }
            for format in ["csv", "claimreview"] {
                let ordered = try await live.client.send(
                    "POST", "/v1/exports", as: "ed", json: #"{"format":"\#(format)"}"#)
                try await live.work()
                let path = "\(try #require(ordered.headers["location"]))/file"
                check(try await live.client.get(path, as: "ed"), path)
            }
            // What is kept is what was sent.
            let article = try await live.client.get("/v1/articles/\(rows.ids["articles"] ?? "")", as: "ed").json
            #expect(article["title"]?.string.map { Array($0.unicodeScalars) } == Array(Self.text.unicodeScalars))
        }
    }

    /// Every path that text takes into problems and headers.
    @Test func noRefusalHasAnyOfThemAsTheyAre() async throws {
        try await LiveServer.run { live in
            let encoded = Percent.encoded(Self.text)
            let json = JSON([Self.text]).text().dropFirst().dropLast()
            for path in [
                "/v1/claims?\(encoded)=1", "/v1/claims?status=\(encoded)", "/v1/claims/\(encoded)", "/desk/\(encoded)",
                "/\(encoded)",
            ] {
                let reply = try await live.client.get(path, as: "ed")
                #expect((400...422).contains(reply.status), "\(path): \(reply.text)")
                check(reply, path)
            }
            for body in ["{\(json):1}", "{\"title\":\(json),\"body\":\"b\",\"language\":\(json)}", "{\"url\":\(json)}"]
            {
                let reply = try await live.client.send("POST", "/v1/articles", as: "submitter", json: body)
                #expect((400...422).contains(reply.status), "\(reply.text)")
                check(reply, body)
            }
        }
    }

    /// Somebody who may; nil for what is open.
    private static func sender(_ route: Route) -> String? {
        guard case .act(let act) = route.access else { return nil }
        return ["ed", "admin", "ben", "audrey", "submitter"].first { name in
            let roles = LiveServer.members.first { $0.name == name }?.roles ?? []
            return roles.contains { act.roles.contains($0) }
        }
    }

    // MARK: What must not be there

    private func check(_ reply: Reply, _ what: String) {
        for (name, value) in reply.headers where !value.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
            Issue.record("\(what): the header \(name)")
        }
        check(reply.body, isJSON: reply.headers["content-type"]?.contains("json") == true, what)
    }

    private func check(_ body: [UInt8], isJSON: Bool, _ what: String) {
        guard let text = String(validating: body, as: UTF8.self) else {
            Issue.record("\(what) is not UTF-8")
            return
        }
        // JSON escapes what is obeyed; all others do without what steers and what ends a line to some readers alone.
        let found = text.unicodeScalars.first { scalar in
            if scalar == "\n" || scalar == "\r" || scalar == "\t" { return false }
            return isJSON ? scalar.isObeyed : scalar.isSteering || scalar.endsLine
        }
        if let found { Issue.record("\(what) has \(found.debugDescription)") }
    }

    // MARK: Rows

    /// Texts of every kind, as hostile as they may be.
    private static func fill(_ live: LiveServer) async throws -> Rows {
        var rows = Rows()
        func send(_ method: String, _ path: String, as member: String, _ json: JSON) async throws -> JSON {
            let reply = try await live.client.send(method, path, as: member, json: json.text())
            #expect(reply.status < 300, "\(path): \(reply.text)")
            return try reply.json
        }
        let hostile = JSON.string(text)
        let evidence: JSON = [
            "url": "https://example.org/a", "title": hostile, "publisher": hostile, "quote": hostile,
            "interest": hostile,
            "stance": "refutes",
        ]
        // A topic is short; all of the characters are in one or the other.
        let scalars = Array(text.unicodeScalars)
        let topics = stride(from: 0, to: scalars.count, by: 90).map { start in
            var topic = "t"
            topic.unicodeScalars.append(contentsOf: scalars[start..<min(start + 90, scalars.count)])
            return JSON.string(topic)
        }
        let submission: JSON = [
            "externalId": hostile, "source": hostile, "title": hostile, "byline": hostile, "publisher": hostile,
            "topics": .array(topics), "requiredReviews": 1,
            "body": .string(
                "The wall\u{1}\u{202E} of\u{FEFF} Port\u{B} Sable cost 38 million crowns in 2024, the port said.\n\n\(text)\n\n\(LiveServer.text)"
            ),
        ]
        rows.ids["articles"] = try await send("POST", "/v1/articles", as: "submitter", submission)["id"]?.string
        try await live.work()
        let taken = try await live.take(as: "ana")
        rows.ids["claims"] = taken.claim
        let claim = "/v1/claims/\(taken.claim)"
        _ = try await send(
            "PATCH", claim, as: "ed", ["statement": hostile, "claimant": ["name": hostile, "kind": "named"]])
        _ = try await send("POST", "\(claim)/evidence", as: "ed", evidence)
        _ = try await send(
            "POST", "/v1/leases/\(taken.lease)/review", as: "ana",
            ["token": .string(taken.token), "rating": "false", "rationale": hostile, "evidence": [evidence]])
        _ = try await send(
            "POST", "\(claim)/replies", as: "ed",
            [
                "channel": "email", "contact": hostile, "message": hostile, "contactedAt": "2026-01-01T00:00:00Z",
                "answer": hostile, "answeredAt": "2026-01-02T00:00:00Z",
            ])
        _ = try await send("POST", "\(claim)/publication", as: "ed", ["overrideReason": hostile])
        _ = try await send(
            "POST", "\(claim)/correction-requests", as: "submitter",
            ["text": hostile, "requesterName": hostile, "requesterContact": hostile])
        _ = try await send(
            "POST", "\(claim)/corrections", as: "ed",
            ["decision": "clarification", "publicText": hostile, "reason": hostile])
        let open = try await live.take(as: "ben")
        rows.ids["leases"] = open.lease
        _ = try await send(
            "PUT", "/v1/leases/\(open.lease)/draft", as: "ben", ["token": .string(open.token), "rationale": hostile])
        _ = try await send(
            "PUT", "/v1/triage/rules", as: "ed",
            [
                "rules": [
                    ["name": hostile, "reason": hostile, "conditions": ["keywords": [hostile]], "decision": "leave"]
                ]
            ])
        let hook = try await send(
            "POST", "/v1/webhooks", as: "admin",
            ["url": "https://example.org/hook", "events": ["verdict"], "description": hostile])
        rows.ids["webhooks"] = hook["id"]?.string
        let members = try await live.client.get("/v1/members", as: "admin").json["items"]?.items ?? []
        rows.ids["members"] = members.first?["id"]?.string
        rows.ids["scales"] = try await live.client.get("/v1/scales", as: "ed").json["items"]?.items.first?["id"]?.string
        rows.ids["exports"] = try await send("POST", "/v1/exports", as: "ed", ["format": "ndjson", "text": hostile])[
            "id"]?.string
        try await live.work()
        return rows
    }
}
