/// Why a private server cannot be run.
public enum ClusterError: Error, Equatable, Sendable {
    /// Neither `initdb` nor `pg_ctl` was found.
    case serverMissing
    /// The data belongs to another major version than any that is installed.
    case wrongVersion(data: Int, installed: [Int])
    /// As root, there is no unprivileged account to run the server under.
    case noAccount
    /// A folder exists and is not safe to use: it is another user's, or holds what no cluster has made.
    case unsafeFolder(String)
    /// A system call failed.
    case system(String, reason: String)
    /// A program failed; with what it printed.
    case commandFailed(String, output: String)
    /// The server did not come up; with the end of its log.
    case startFailed(output: String, log: String)
}

extension ClusterError: CustomStringConvertible {
    /// For people; tells no data.
    public var description: String {
        switch self {
        case .serverMissing:
            "no Postgres server was found; install one with: apt-get install postgresql"
        case .wrongVersion(let data, let installed):
            "the data was made by Postgres \(data), but installed is \(installed.map(String.init).joined(separator: ", "))"
                + "; install it with: apt-get install postgresql-\(data)"
        case .noAccount: "Postgres refuses to run as root, and there is neither a user \"postgres\" nor \"nobody\""
        case .unsafeFolder(let path): "the folder \(path) is in the way: it is another user's, or not a database's"
        case .system(let what, let reason): "\(what): \(reason)"
        case .commandFailed(let command, let output): "\(command) failed: \(output.trimmingTrailingNewlines())"
        case .startFailed(let output, let log):
            "the Postgres server did not start: \(output.trimmingTrailingNewlines())\n\(log)"
        }
    }
}
