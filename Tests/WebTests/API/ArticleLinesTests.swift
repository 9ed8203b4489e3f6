import Domain
import Foundation
import Postgres
import Rendering
import TestSupport
import Testing
import Workflow

@testable import Web

/// Articles that come one a line.
@Suite(.database(migrations: Schema.migrations))
struct ArticleLinesTests {
    private static func line(_ name: String, _ body: String = "The quay is 900 metres long.") -> String {
        #"{"externalId":"\#(name)","title":"Quay","body":"\#(body)"}"#
    }

    private static func head(_ live: LiveServer, length: Int?, key: String? = nil, as member: String = "submitter")
        throws -> [UInt8]
    {
        var headers = [
            "Authorization": "Bearer \(try #require(live.client.keys[member]))", "Content-Type": "application/x-ndjson",
        ]
        headers["Idempotency-Key"] = key
        if length == nil { headers["Transfer-Encoding"] = "chunked" }
        return Client.head("POST", "/v1/articles", headers, length: length)
    }

    /// Sends all lines and reads all answers; each is held against openapi.json.
    private static func send(
        _ lines: [String], to live: LiveServer, key: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> [JSON] {
        let body = Array(lines.joined(separator: "\n").utf8)
        let connection = try Connection(port: live.client.port)
        try await connection.send(head(live, length: body.count, key: key) + body)
        let reply = await ChunkedReply(from: connection)
        #expect(reply.isWhole && reply.head.hasPrefix("http/1.1 200"), "\(reply.head)", sourceLocation: sourceLocation)
        let answers = reply.text.split(separator: "\n").compactMap { JSON(parsing: String($0)) }
        let schema = OpenAPI.document["components"]?["schemas"]?["SubmissionAnswer"]
        for answer in answers {
            let mistakes = Contract.mistakes(in: answer, by: try #require(schema), at: "line", patterns: true)
            #expect(mistakes == [], sourceLocation: sourceLocation)
        }
        return answers
    }

    @Test func eachLineIsAnsweredAsItWouldBeAlone() async throws {
        try await LiveServer.run(bodyLimit: 2000) { live in
            _ = try await live.client.send("POST", "/v1/articles", as: "submitter", json: Self.line("known"))
            let lines = [
                Self.line("a"), "{", "", Self.line("b"), #"{"title":"Quay","body":"","urgency":3}"#, Self.line("known"),
                "[]",
                Self.line("a"), Self.line("a", "The quay is 901 metres long."), #"{"title":"\ud800"}"#,
                Self.line("c", String(repeating: "x", count: 2000)), Self.line("known", "It was longer."),
                #"{"title":"Quay","body":"It is.","size":1}"#, #"{"title":"a\u0000b","body":"It is."}"#, Self.line("d"),
            ]
            let answers = try await Self.send(lines, to: live)
            #expect(
                answers.map { $0["line"] } == [1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map { JSON.int($0) })
            #expect(
                answers.map { $0["status"] }
                    == [202, 400, 202, 422, 200, 422, 200, 202, 400, 413, 202, 422, 422, 202].map { JSON.int($0) })
            #expect(answers[3]["problem"]?["field"] == "body" && answers[11]["problem"]?["field"] == "size")
            #expect(answers[4]["receipt"]?["created"] == false && answers[7]["receipt"]?["version"] == 2)
            #expect(answers[6]["receipt"]?["id"] == answers[0]["receipt"]?["id"])
            // The words are those of a request with one.
            for (line, answer) in zip([lines[4], lines[6], lines[13]], [answers[3], answers[5], answers[12]]) {
                let alone = try await live.client.send("POST", "/v1/articles", as: "submitter", json: line).json
                #expect(alone["detail"] == answer["problem"]?["detail"] && alone["type"] == answer["problem"]?["type"])
            }
            #expect(try await live.count("articles") == 4)
            #expect(try await live.count("article_versions") == 6)
            try await live.work()
            let ids = answers.compactMap { $0["receipt"]?["id"]?.string }
            for id in Set(ids) {
                #expect(try await live.client.get("/v1/articles/\(id)", as: "ed").json["status"] == "ready")
            }
            // The same once more stores nothing.
            let again = try await Self.send(
                [Self.line("b"), Self.line("d"), Self.line("a", "The quay is 901 metres long.")], to: live)
            #expect(again.map { $0["status"] } == [200, 200, 200])
            #expect(try await live.count("article_versions") == 6)
        }
    }

    @Test func aLineIsAnsweredBeforeTheNextOneComes() async throws {
        try await LiveServer.run { live in
            let connection = try Connection(port: live.client.port)
            try await connection.send(Self.head(live, length: nil))
            var seen = ""
            for number in 1...3 {
                let line = Self.line("n\(number)") + "\n"
                try await connection.send(Array("\(String(line.utf8.count, radix: 16))\r\n\(line)\r\n".utf8))
                while !seen.contains(#"{"line":\#(number),"status":202"#) {
                    seen += String(decoding: try await connection.bytes(), as: UTF8.self)
                }
                #expect(try await live.count("articles") == number)
            }
            // The connection goes on to be of use.
            try await connection.send(Array("0\r\n\r\n".utf8))
            while !seen.hasSuffix("0\r\n\r\n") { seen += String(decoding: try await connection.bytes(), as: UTF8.self) }
            try await connection.send(Client.head("GET", "/healthz", [:], length: nil))
            #expect(try await connection.reply().status == 200)
        }
    }

    @Test func whatBreaksOffInTheMiddleOfALineStoresTheLinesBeforeIt() async throws {
        try await LiveServer.run { live in
            let connection = try Connection(port: live.client.port)
            let text = Self.line("whole") + "\n" + Self.line("half").dropLast(3)
            try await connection.send(Self.head(live, length: 10_000) + Array(text.utf8))
            var seen = ""
            while !seen.contains(#"{"line":1,"status":202"#) {
                seen += String(decoding: try await connection.bytes(), as: UTF8.self)
            }
            connection.endSending()
            #expect(try await connection.isClosedByServer())
            #expect(try await live.count("articles") == 1)
        }
    }

    @Test func underAKeyEachLineIsAnsweredAsItWas() async throws {
        try await LiveServer.run { live in
            let lines = (1...5).map { Self.line("k\($0)") } + ["{"]
            let first = try await Self.send(lines, to: live, key: "load-1")
            #expect(first.map { $0["status"] } == [202, 202, 202, 202, 202, 400])
            let again = try await Self.send(lines, to: live, key: "load-1")
            #expect(Array(again.prefix(5)) == Array(first.prefix(5)))
            // Another line in the place of one is another request under its key.
            let other = try await Self.send(
                [lines[0], Self.line("other"), lines[2], Self.line("k6")], to: live, key: "load-1")
            #expect(other.map { $0["status"] } == [202, 409, 202, 409])
            #expect(try await live.count("articles") == 5)
            #expect(try await live.count("idempotency_keys") == 5)
            #expect(try await live.count("audit_events") > 0)
        }
    }

    @Test func manyAreStoredTogether() async throws {
        try await LiveServer.run { live in
            let answers = try await Self.send(
                (0..<300).map { Self.line("m\($0)", "It is \($0) metres long.") }, to: live)
            #expect(answers.count == 300 && answers.allSatisfy { $0["status"] == 202 })
            #expect(answers.map { $0["line"] } == (1...300).map { JSON.int($0) })
            let transactions = try await live.database.read { session in
                try session.first(
                    "SELECT count(DISTINCT transaction_id) AS count FROM audit_events WHERE action = 'article.submitted'"
                ) { try $0.decode("count", as: Int.self) }
            }
            #expect(try #require(transactions) < 100)
            #expect(try await live.count("jobs") == 300)
        }
    }

    @Test func whoMayNotIsRefusedAsAWhole() async throws {
        try await LiveServer.run { live in
            func status(_ headers: [String: String], as member: String = "submitter") async throws -> Int {
                try await live.client.send(
                    "POST", "/v1/articles", as: member, headers: headers, body: Array(Self.line("x").utf8)
                ).status
            }
            #expect(try await status(["Content-Type": "application/x-ndjson"], as: "ana") == 403)
            #expect(try await status(["Content-Type": "application/x-ndjson; charset=latin1"]) == 415)
            #expect(try await status(["Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"]) == 415)
            let long = String(repeating: "k", count: 236)
            #expect(try await status(["Content-Type": "application/x-ndjson", "Idempotency-Key": long]) == 422)
            #expect(try await live.count("articles") == 0)
            // Other routes take no lines.
            let other = try await live.client.send(
                "POST", "/v1/queue/take", as: "ana", headers: ["Content-Type": "application/x-ndjson"],
                body: [123, 125])
            #expect(other.status == 415)
        }
    }
}
