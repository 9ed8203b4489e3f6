import Foundation
import Logging
import Web

/// How many files this process may have open; each connection is one.
struct OpenFiles: Sendable {
    let limit: Int

    /// What the process needs besides clients: connections to Postgres twice over, its own few, and some to spare.
    static let spare = 64

    /// Has the system allow as many as the settings ask for, as far as it can be asked: what it allows at first (1024 as a
    /// rule) is there for programs that count files in old ways.
    static func raised(for settings: Settings) -> OpenFiles {
        let wanted = rlim_t(settings.number(.connections) + spare)
        var limits = rlimit()
        let resource = __rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue))
        guard getrlimit(resource, &limits) == 0 else { return OpenFiles(limit: 1024) }
        if limits.rlim_cur < wanted {
            var raised = limits
            raised.rlim_cur = min(wanted, limits.rlim_max)
            if setrlimit(resource, &raised) == 0 { limits = raised }
        }
        return OpenFiles(limit: Int(clamping: limits.rlim_cur))
    }

    /// Connections of clients that there are files for.
    ///
    /// - Throws: `Failure` where there are so few that the process itself would fall over for want of one.
    var connections: Int {
        get throws(Failure) {
            guard limit >= Self.spare + Self.fewest else {
                throw Failure(
                    "the system allows this process \(limit) open files, and it needs \(Self.spare + Self.fewest): raise the "
                        + "limit (ulimit -n, LimitNOFILE)")
            }
            return limit - Self.spare
        }
    }

    /// A server for fewer connections than these is none.
    private static let fewest = 8
}

extension ServerSettings {
    /// With no more connections than there are files for: more would be taken in vain, and a server without a file to open
    /// can do nothing else either.
    ///
    /// - Throws: `Failure` where there are too few for any.
    func fitting(_ files: OpenFiles, _ logger: Logger) throws(Failure) -> ServerSettings {
        let connections = try files.connections
        guard maximumConnections > connections else { return self }
        logger.warning(
            "fewer connections than set",
            metadata: [
                "connections": .stringConvertible(connections), "set": .stringConvertible(maximumConnections),
                "openFiles": .stringConvertible(files.limit),
                "advice": "raise the limit of open files (ulimit -n, LimitNOFILE)",
            ])
        var fitting = self
        fitting.maximumConnections = connections
        return fitting
    }
}
