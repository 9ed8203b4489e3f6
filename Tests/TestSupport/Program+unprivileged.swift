public import Foundation

// Programs that refuse to be root.
extension Program {
    private static let account = "postgres"

    /// Starts a program, as root under the account of Postgres.
    public static func unprivileged(_ path: String, _ arguments: [String]) throws -> Program {
        guard geteuid() == 0 else { return try Program(arguments, at: path) }
        let rights = ["--reuid=\(account)", "--regid=\(account)", "--init-groups", path]
        return try Program(rights + arguments, at: "/usr/bin/setpriv")
    }

    /// Makes a folder that such a program may write to, and nobody else may enter.
    public static func makeFolder(_ folder: URL) throws {
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        guard geteuid() == 0, let entry = getpwnam(account) else { return }
        guard chown(folder.path, entry.pointee.pw_uid, entry.pointee.pw_gid) == 0 else {
            throw CocoaError(.fileWriteNoPermission)
        }
    }
}
