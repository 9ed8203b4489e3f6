package import Foundation
package import Postgres

/// A streaming standby of a local cluster, on loopback alone.
package final class Standby: Sendable {
    /// Of the database `claimdesk`, over its socket.
    package let connectionString: String
    /// Where it listens.
    package let socket: String
    /// The same for a forwarder.
    package var target: Forwarder.Target { .unix(path: socket) }
    /// Where it lives.
    package let directory: URL
    /// The server itself: once it is promoted, others may follow it.
    package let cluster: LocalCluster

    private init(_ cluster: LocalCluster, in directory: URL, connectionString: String, socket: String) {
        self.cluster = cluster
        self.directory = directory
        self.connectionString = connectionString
        self.socket = socket
    }

    /// Settings of a server that standbys can follow, and which loses no commit that it has answered: those of throw-away
    /// servers say otherwise.
    package static let primarySettings = [
        "wal_level": "replica", "max_wal_senders": "10", "synchronous_commit": "on", "full_page_writes": "on",
    ]

    /// Copies a running server and follows it.
    ///
    /// - Parameters:
    ///   - primary: with ``primarySettings`` if it is a throw-away server.
    ///   - connectionString: of the primary, over its socket.
    ///   - directory: where the copy lives; it belongs to the standby alone.
    ///   - settings: of the standby, beside ``primarySettings``.
    ///   - synchronous: the primary's commits wait for this standby from then on, for ever if it is gone.
    /// - Throws: `ClusterError`, when the primary keeps no log for standbys (`wal_level`) for instance.
    package static func make(
        of primary: LocalCluster, connectionString: String, in directory: URL, settings: [String: String] = [:],
        synchronous: Bool = false
    ) async throws -> Standby {
        let cluster = LocalCluster(
            directory: directory, durable: false, settings: primarySettings.merging(settings) { _, given in given },
            following: connectionString)
        let own = try await cluster.start()
        guard let socket = await cluster.socketPath else { preconditionFailure("a cluster that was started listens") }
        if synchronous { try await primary.change(["synchronous_standby_names": "*"]) }
        let clock = ContinuousClock()
        let end = clock.now + .seconds(60)
        while try await primary.standbys(synchronous: synchronous) == 0 {
            guard clock.now < end else { throw StandbyError.followsNobody }
            try await Task.sleep(for: .milliseconds(20))
        }
        return Standby(cluster, in: directory, connectionString: own, socket: socket)
    }

    /// Makes it a primary and waits until it is one. The old one is not told.
    ///
    /// - Throws: `PostgresError` when it is no standby any more.
    package func promote() async throws { try await cluster.promote() }

    /// Holds back what comes from the primary: what is read here grows old.
    ///
    /// - Throws: `PostgresError` when it is no standby any more.
    package func pauseReplay() async throws { try await cluster.pauseReplay() }

    /// Catches up and goes on.
    ///
    /// - Throws: `PostgresError` when it is no standby any more.
    package func resumeReplay() async throws { try await cluster.resumeReplay() }

    /// Ends it. A primary whose commits wait for it goes on waiting.
    package func stop() async { await cluster.stop() }
}

/// Why there is no standby.
package enum StandbyError: Error {
    /// It runs and does not stream from the server that it should follow.
    case followsNobody
}
