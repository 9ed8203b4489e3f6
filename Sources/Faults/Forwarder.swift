internal import Foundation

/// A forwarder passes bytes between clients and a server on loopback, and breaks on purpose: for tests and measurements.
///
/// It listens on 127.0.0.1 and moves what comes on a thread of its own. What a verb says is so when it returns.
package final class Forwarder: Sendable {
    /// Where a server listens.
    package enum Target: Sendable, Hashable {
        case tcp(port: Int)
        case unix(path: String)
    }

    /// Where it listens.
    package let port: Int
    private let exchange: Exchange

    /// Listens on a free port and passes to a server whatever connects there.
    ///
    /// - Throws: `SocketFailure` when no port or thread can be had.
    package init(to target: Target) throws {
        exchange = try Exchange(to: target)
        port = exchange.port
        let exchange = exchange
        let thread = Thread { exchange.run() }
        thread.name = "forwarder"
        thread.start()
    }

    deinit { exchange.close() }

    /// Sends new connections to another server; open ones stay where they are.
    package func turn(to target: Target) { exchange.change { $0.target = target } }

    /// Takes connections and bytes, and passes nothing on in either direction: a server that is silent and not gone.
    package func silence() { exchange.change { $0.isSilent = true } }

    /// Passes nothing more on over the connections that are open now, and serves new ones: a proxy that has forgotten them.
    package func freeze() { exchange.change { $0.freezeAll() } }

    /// Ends a silence; what was held goes on.
    package func resume() { exchange.change { $0.resume() } }

    /// Ends every open connection at once. New ones are taken.
    package func cut() { exchange.change { $0.cutAll() } }

    /// Ends one connection between a client's words and their answer: the first whose client sends them from now on. The
    /// server has carried them out by then: the connection ends when its answer comes, and none of it is passed on.
    ///
    /// - Parameters:
    ///   - bytes: as they stand in the stream, such as those of COMMIT.
    ///   - first: what the same client must have sent before, from now on: a transaction that reads ends in COMMIT too.
    package func cutAnswer(after bytes: [UInt8], behind first: [UInt8] = []) {
        exchange.change { $0.listen(for: first.isEmpty ? [bytes] : [first, bytes]) }
    }

    /// Ends all connections, and refuses from then on.
    package func close() { exchange.close() }
}
