import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing
import Workflow

@testable import Web

/// docs/access.md says who may do what: its cells are those of the routes' acts, and every one is sent to a server.
@Suite(.database(migrations: Schema.migrations))
struct AccessMatrixTests {
    private struct Row {
        let method: String
        let path: String
        /// By role; then `desk` and `member` for rows that are not one's own.
        let cells: [String: String]
        var name: String { "\(method) \(path)" }
    }

    /// Who sends for a role, in a desk's `LiveServer.members`.
    private static let senders = [
        "submitter": "submitter", "reviewer": "ana", "editor": "ed", "auditor": "audrey", "admin": "admin",
    ]

    @Test func theTableHasExactlyTheRoutes() throws {
        let routes = RouteTable.all(metrics: Metrics(), publicURL: "").routes.filter { $0.path.hasPrefix("/v1/") }
            .map { "\($0.method.rawValue) \($0.path)" }
        #expect(try Self.table().map(\.name).sorted() == routes.sorted())
    }

    @Test func theTableSaysOfEveryRouteWhatItsActSays() throws {
        let routes = RouteTable.all(metrics: Metrics(), publicURL: "").routes.filter { $0.path.hasPrefix("/v1/") }
        let rows = Dictionary(uniqueKeysWithValues: try Self.table().map { ($0.name, $0.cells) })
        for route in routes {
            let name = "\(route.method.rawValue) \(route.path)"
            guard case .act(let act) = route.access else {
                Issue.record("\(name) is open to everybody")
                continue
            }
            for role in Role.allCases {
                #expect(rows[name]?[role.rawValue] == (act.roles.contains(role) ? "yes" : "no"), "\(name): \(role)")
            }
        }
    }

    @Test func everyRoleGetsTheAnswerOfItsCell() async throws {
        let rows = try Self.table()
        try await LiveServer.run { live in
            let subjects = try await AccessSubjects.make(on: live)
            for row in rows {
                let stranger = try await live.client.send(
                    row.method, subjects.path(row.path), body: row.method == "GET" ? nil : [])
                #expect(stranger.status == 401, "nobody: \(row.name): \(stranger.status)")
                for (role, member) in Self.senders {
                    let path = subjects.path(row.method, row.path, for: member)
                    let reply = try await live.client.send(
                        row.method, path, as: member, body: AccessSubjects.harmless(row.method))
                    switch row.cells[role] {
                    case "no": #expect(reply.status == 403, "\(role): \(row.name): \(reply.status)")
                    case "yes":
                        #expect(
                            ![401, 403, 404, 405].contains(reply.status) && reply.status < 500,
                            "\(role): \(row.name): \(reply.text)")
                    default: Issue.record("\(role): \(row.name) has the cell \(row.cells[role] ?? "none")")
                    }
                }
            }
        }
    }

    @Test func rowsOfOthersGetTheAnswerOfTheirCell() async throws {
        let rows = try Self.table()
        try await LiveServer.run { live in
            let subjects = try await AccessSubjects.make(on: live)
            let theirs = Client(
                port: live.client.port, keys: try await LiveServer.makeKeys(on: live.desk, slug: "other"))
            for row in rows where row.path.contains("{") {
                let role = try #require(Self.senders.keys.sorted().first { row.cells[$0] == "yes" }, "\(row.name)")
                let sender = Self.senders[role] ?? ""
                let body = subjects.body(row.method, row.path)
                let path = subjects.path(row.path)
                let reply = try await theirs.send(row.method, path, as: sender, body: body)
                #expect(row.cells["desk"] == "404")
                #expect(reply.status == 404 && reply.problem == "not-found", "other desk: \(row.name): \(reply.text)")
                guard let wanted = row.cells["member"], wanted != "yes" else { continue }
                // A second submitter, and a reviewer whose row it is not.
                let other = role == "submitter" ? "submitter2" : "ben"
                let refused = try await subjects.client(live, other).send(row.method, path, as: other, body: body)
                #expect(
                    refused.status == (wanted == "no" ? 403 : 404),
                    "another's row: \(row.name): \(refused.text)")
            }
            // Nobody lost anything by it.
            let renewed = try await live.client.send(
                "POST", "/v1/leases/\(subjects.ids["leases"] ?? "")/renew", as: "ana",
                json: #"{"token":"\#(subjects.token)"}"#)
            #expect(renewed.status == 200)
        }
    }

    private static func table() throws -> [Row] {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/access.md")
        let lines = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n")
        let rows = lines.filter { $0.hasPrefix("| ") }.map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        let header = try #require(rows.first)
        #expect(Array(header[1...5]) == ["submitter", "reviewer", "editor", "auditor", "admin"])
        return rows.dropFirst().map { cells in
            let request = cells[0].trimmingCharacters(in: ["`"]).split(separator: " ").map(String.init)
            let names = Array(header[1...5]) + ["desk", "member"]
            return Row(
                method: request[0], path: request[1],
                cells: Dictionary(uniqueKeysWithValues: zip(names, cells.dropFirst())))
        }
    }
}
