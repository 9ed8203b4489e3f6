internal import Synchronization

/// Asks a server whether it is still at work for a connection that hears nothing: over a connection of its own, opened for
/// the question, since whatever holds the other one up may hold up all that are open.
final class Examiner: Sendable {
    enum Finding: Equatable, Sendable {
        /// The statement runs, or waits for a lock; at least nothing speaks against it.
        case atWork
        /// The server answers, and it does nothing for this connection: what was sent or answered was lost on the way, the
        /// session has ended, or another server answers at the address.
        case idle
        /// The server does not answer.
        case silent
    }

    /// What the question may take, connecting included. A server that is only busy has let somebody in by then.
    private static let limit = Duration.milliseconds(2_500)

    private let configuration: Database.Configuration
    /// When which host was last found silent. Locked while one asks: those who come meanwhile need not ask again.
    private let silences = Mutex<[String: ContinuousClock.Instant]>([:])

    init(_ configuration: Database.Configuration) {
        self.configuration = configuration
    }

    /// Blocks for ``limit`` at most, and as long again while another connection asks.
    ///
    /// - Parameters:
    ///   - conninfo: leads to the connection's own host, and to no other.
    ///   - backend: the connection's session; nil behind a pooler, which gives it another one all the time.
    func examine(_ conninfo: Conninfo, _ backend: Backend?) -> Finding {
        let asked = ContinuousClock.now
        let host = "\(conninfo["hostaddr"] ?? conninfo["host"] ?? ""):\(conninfo["port"] ?? "")"
        return silences.withLock { silences in
            if let silence = silences[host], silence >= asked { return .silent }
            let finding = ask(conninfo, backend)
            silences[host] = finding == .silent ? .now : nil
            return finding
        }
    }

    /// Ends a session whose connection is given up: nobody will ever end its transaction, and until the server does, others
    /// wait for what it has locked.
    func end(_ conninfo: Conninfo, _ backend: Backend?) {
        guard let backend else { return }
        do { _ = try Link(to: conninfo, by: .now + Self.limit).simple(backend.ending) } catch {
            // The server ends it by itself later (`idle_in_transaction_session_timeout`).
            return
        }
    }

    private func ask(_ conninfo: Conninfo, _ backend: Backend?) -> Finding {
        do {
            let link = try Link(to: conninfo, by: .now + Self.limit)
            guard let backend else { return .atWork }
            let result = try link.simple(backend.question)
            guard result.rowCount > 0 else { return .idle }
            return try Row(result: result, index: 0)["rests"] ? .idle : .atWork
        } catch is ConnectionError {
            return .silent
        } catch {
            // Whatever it says (too many connections, no such function): it speaks.
            return .atWork
        }
    }
}
