import Domain
import Foundation
import Logging
import TestSupport
import Testing
import Workflow

@testable import Web

/// What HTTP asks for and the library leaves to us, byte by byte.
@Suite(.database(migrations: Schema.migrations))
struct RequestFormTests {
    private static func answer(_ live: LiveServer, _ text: String) async throws -> Reply {
        let connection = try Connection(port: live.client.port)
        try await connection.send(Array(text.replacing("\n", with: "\r\n").utf8))
        return try await connection.reply()
    }

    @Test(arguments: [
        ("GET /healthz HTTP/1.1\n\n", 400), ("GET /healthz HTTP/1.1\nHost: a\nHost: a\n\n", 400),
        ("GET /healthz HTTP/1.1\nHost:\n\n", 400), ("GET /healthz HTTP/1.1\nHost: evil.example/x\n\n", 400),
        ("GET /healthz HTTP/1.1\nHost: a, b\n\n", 400), ("GET /healthz HTTP/1.0\nHost: a\nHost: b\n\n", 400),
        ("GET /healthz HTTP/1.1\nHost: desk.example:8080\n\n", 200), ("GET /healthz HTTP/1.0\n\n", 200),
        ("GET /healthz HTTP/1.1\nHost: [::1]:8080\n\n", 200),
    ])
    func oneValidHostIsNeeded(request: String, status: Int) async throws {
        try await LiveServer.run { live in
            let reply = try await Self.answer(live, request)
            #expect(reply.status == status, "\(reply.text)")
            if status == 400 {
                #expect(reply.problem == "invalid-host" && reply.headers["cache-control"] == "no-store")
            }
        }
    }

    @Test func anotherTransferCodingIsRefusedAndNotReadAsChunks() async throws {
        try await LiveServer.run { live in
            let body = "5\n{\"a\":\n0\n\n"
            for coding in ["gzip, chunked", "chunked, chunked", "identity, chunked"] {
                let reply = try await Self.answer(
                    live, "POST /v1/articles HTTP/1.1\nHost: a\nTransfer-Encoding: \(coding)\n\n\(body)")
                #expect([400, 501].contains(reply.status), "\(coding): \(reply.status)")
                #expect(reply.problem == "transfer-coding-unsupported" || reply.problem == "malformed-request")
                #expect(reply.headers["connection"] == "close")
            }
        }
    }

    @Test func aPackedBodyIsA415() async throws {
        try await LiveServer.run { live in
            let reply = try await live.client.send(
                "POST", "/v1/articles", as: "submitter", headers: ["Content-Encoding": "gzip"], body: [31, 139, 8, 0])
            #expect(reply.status == 415 && reply.problem == "unsupported-media-type")
            #expect(try reply.json["field"] == "Content-Encoding" && reply.headers["accept-encoding"] == "identity")
            let plain = try await live.client.send(
                "POST", "/v1/articles", as: "submitter", headers: ["Content-Encoding": "identity"],
                json: #"{"title":"t","body":"The wall is 412 metres long."}"#)
            #expect(plain.status == 202)
        }
    }

    @Test func whatIsNotHTTPGetsAProblemAndALine() async throws {
        try await LiveServer.run { live in
            for text in ["HELO desk\n\n", "GET / HTTP/2.0\nHost: a\n\n", "GET / HTTP/1.1\nHo st: a\n\n"] {
                let reply = try await Self.answer(live, text)
                #expect(reply.status == 400 && reply.problem == "malformed-request", "\(text): \(reply.text)")
                #expect(reply.headers["connection"] == "close" && reply.headers["cache-control"] == "no-store")
                #expect(reply.body.count == reply.headers["content-length"].flatMap { Int($0) })
            }
            let lines = live.log.lines.filter { $0.message == "request" && $0.metadata["status"]?.description == "400" }
            #expect(lines.count == 3)
            let metrics = try await live.client.get("/metrics").text
            #expect(
                metrics.contains(#"claimdesk_http_requests_total{route="(unknown)",method="other",status="400"} 3"#))
        }
    }

    @Test func aBodyThatIsNotHTTPGetsAProblemAndOneLine() async throws {
        try await LiveServer.run { live in
            let key = try #require(live.client.keys["submitter"])
            let reply = try await Self.answer(
                live,
                "POST /v1/articles HTTP/1.1\nHost: a\nAuthorization: Bearer \(key)\nContent-Type: application/json\n"
                    + "Transfer-Encoding: chunked\n\nnonsense\n")
            #expect(reply.status == 400 && reply.problem == "malformed-request")
            try await eventually("the request is logged") {
                live.log.lines.count { $0.message == "request" && $0.metadata["status"]?.description == "400" } == 1
            }
        }
    }

    @Test func aClientThatWaitsToBeAskedIsAskedOnceItsKeyIsGood() async throws {
        try await LiveServer.run { live in
            let body = #"{"title":"t","body":"The wall is 412 metres long."}"#
            let key = try #require(live.client.keys["submitter"])
            func head(_ key: String) -> [UInt8] {
                let headers = [
                    "Authorization": "Bearer \(key)", "Content-Type": "application/json", "Expect": "100-continue",
                ]
                return Client.head("POST", "/v1/articles", headers, length: body.utf8.count)
            }
            let connection = try Connection(port: live.client.port)
            try await connection.send(head(key))
            #expect(String(decoding: try await connection.bytes(), as: UTF8.self) == "HTTP/1.1 100 Continue\r\n\r\n")
            try await connection.send(Array(body.utf8))
            #expect(try await connection.reply().status == 202)
            let refused = try Connection(port: live.client.port)
            try await refused.send(head("cd_wrong"))
            let reply = try await refused.reply()
            #expect(reply.status == 401 && reply.headers["connection"] == "close")
        }
    }

    @Test func aClientOfHTTP10GetsNoChunks() async throws {
        try await LiveServer.run { live in
            let key = try #require(live.client.keys["ed"])
            let connection = try Connection(port: live.client.port)
            let request =
                "GET /v1/exports/stream?format=csv HTTP/1.0\r\nAuthorization: Bearer \(key)\r\nConnection: keep-alive\r\n\r\n"
            try await connection.send(Array(request.utf8))
            let text = try await connection.text()
            let parts = text.split(separator: "\r\n\r\n", maxSplits: 1)
            #expect(text.hasPrefix("HTTP/1.0 200 OK\r\n"))
            #expect(!parts[0].lowercased().contains("transfer-encoding"))
            #expect(parts[0].lowercased().contains("connection: close"))
            #expect(parts[1].contains("claim") && !parts[1].hasSuffix("0\r\n\r\n"), "\(text)")
        }
    }

    @Test func anAnswerThatEndsTheConnectionEndsIt() async throws {
        try await LiveServer.run { live in
            let connection = try Connection(port: live.client.port)
            let request = Client.head("GET", "/healthz", ["Connection": "close"], length: nil)
            // What stands behind it is not answered.
            try await connection.send(request + request)
            let text = try await connection.text()
            #expect(text.lowercased().contains("connection: close"))
            #expect(text.components(separatedBy: "HTTP/1.1").count == 2)
        }
    }

    @Test func anEmptyPartOfAPathLeadsNowhere() async throws {
        try await LiveServer.run { live in
            let key = try #require(live.client.keys["ana"])
            for path in ["//v1/me", "/v1//me", "//", "/v1/articles//claims", "///v1/me"] {
                let reply = try await Self.answer(
                    live, "GET \(path) HTTP/1.1\nHost: a\nAuthorization: Bearer \(key)\n\n")
                #expect(reply.status == 404 && reply.problem == "not-found", "\(path)")
                #expect(reply.headers["cache-control"] == "no-store", "\(path)")
            }
            let page = try await Self.answer(live, "GET //desk/demo HTTP/1.1\nHost: a\nAccept: text/html\n\n")
            #expect(page.status == 404 && page.headers["content-type"] == "text/html; charset=utf-8")
            #expect(try await live.client.get("/v1/me/", as: "ana").headers["cache-control"] == "no-store")
            #expect(try await live.client.get("/nothing").headers["cache-control"] == "no-store")
        }
    }

    @Test func withoutAPublicAddressNoCacheKeepsWhatAHostMadeUp() async throws {
        try await LiveServer.run { live in
            let reply = try await live.client.get("/desk/demo")
            #expect(reply.status == 200 && reply.headers["cache-control"] == "no-store")
        }
        try await LiveServer.run(publicURL: "https://facts.example.org", setUp: false) { live in
            let connection = try Connection(port: live.client.port)
            try await connection.send(Array("GET /desk/demo HTTP/1.1\r\nHost: evil.example\r\n\r\n".utf8))
            let reply = try await connection.reply()
            #expect(reply.status == 200 && reply.headers["cache-control"] == "public, max-age=60")
            #expect(!reply.text.contains("evil.example") && !"\(reply.headers)".contains("evil.example"))
        }
    }
}
