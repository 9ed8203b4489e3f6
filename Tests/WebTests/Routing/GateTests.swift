import Domain
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import TestSupport
import Testing
import Workflow

@testable import Web

/// The gate asks of every act what `Act` says, also of one that no route names yet.
@Suite(.database(migrations: Schema.migrations))
struct GateTests {
    @Test func everyActIsRefusedToWhoeverMayNot() async throws {
        try await LiveServer.run { live in
            let gate = Gate(
                desk: live.desk, bodies: BodyReader(limit: 1000, held: HeldBytes(limit: 1000)),
                rates: RequestRates(.none), proxies: TrustedProxies())
            let senders: [(String, Role)] = [
                ("submitter", .submitter), ("ana", .reviewer), ("ed", .editor), ("audrey", .auditor), ("admin", .admin),
            ]
            for act in Act.allCases {
                let route = Route(.post, "/v1/things", .act(act), "Does it.", body: LedgerBody.self) { _ in
                    Response(status: .ok)
                }
                for (member, role) in senders {
                    let key = try #require(live.client.keys[member])
                    let wanted = act.roles.contains(role) ? nil : AccessError.forbidden(needs: act.roles.sorted())
                    #expect(try await refusal(gate, route, key) == wanted, "\(act) as \(member)")
                }
            }
        }
    }

    /// The body is one that breaks when it is read: a refused request's is not.
    private func refusal(_ gate: Gate, _ route: Route, _ key: String) async throws -> AccessError? {
        struct Broken: Error {}
        let body = AsyncThrowingStream<ByteBuffer, any Error> { $0.finish(throwing: Broken()) }
        let request = Request(
            head: HTTPRequest(
                method: .post, scheme: "http", authority: "localhost", path: "/v1/things",
                headerFields: [.authorization: "Bearer \(key)", .contentType: "application/json"]),
            body: RequestBody(asyncSequence: body))
        do {
            _ = try await gate.admit(request, to: route, DeskContext(logger: Logger(label: "test")))
            return nil
        } catch let error as AccessError {
            return error
        } catch is BrokenRequest {
            return nil
        }
    }
}
