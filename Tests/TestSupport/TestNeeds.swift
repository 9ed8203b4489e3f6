import Synchronization

/// What a test with a database needs of the machine, and beside which others it may run.
public enum TestNeeds: Sendable {
    /// Little: some of these run at once.
    case little
    /// Much time: it goes on for seconds whatever the machine does, and begins before the others so that it does not
    /// end long after them.
    case time
    /// Much work, such as a large desk: one of these at a time.
    case much
    /// A server on which no transaction is open but its own. `pg_snapshot_xmin` is the server's and not the database's,
    /// and audit seals, events and webhooks wait for it.
    case server

    /// Two cores are busy with six. More of them wait for each other longer than they should (leases, deadlines), and a
    /// server has two hundred connections.
    private static let places = Gate(permits: 6)
    private static let heavy = Gate(permits: 1)
    private static let quiet = QuietServers(3)

    /// Waits for a place, and runs something that may use the server of this place.
    func granted(_ body: (TestServer) async throws -> Void) async throws {
        switch self {
        case .little, .time: try await Self.places.passed(isHurried: self == .time) { try await body(.common) }
        case .much:
            try await Self.heavy.passed { try await Self.places.passed(isHurried: true) { try await body(.common) } }
        case .server: try await Self.quiet.lent(body)
        }
    }
}

/// Some servers, each lent to one test at a time.
private final class QuietServers: Sendable {
    private let gate: Gate
    private let free: Mutex<[TestServer]>

    init(_ count: Int) {
        gate = Gate(permits: count)
        free = Mutex((0..<count).map { TestServer("quiet-\($0)") })
    }

    func lent(_ body: (TestServer) async throws -> Void) async throws {
        try await gate.passed {
            guard let server = free.withLock({ $0.popLast() }) else {
                preconditionFailure("the gate lets as many through as there are servers")
            }
            defer { free.withLock { $0.append(server) } }
            try await body(server)
        }
    }
}

extension Gate {
    fileprivate func passed(isHurried: Bool = false, _ body: () async throws -> Void) async throws {
        await enter(isHurried: isHurried)
        defer { leave() }
        try await body()
    }
}
