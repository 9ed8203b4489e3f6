import Foundation
import Postgres

/// The data of a new Postgres server, made once in a test process and copied for each server: `initdb` takes half a second
/// of a processor, a copy some milliseconds.
actor ServerData {
    static let shared = ServerData()

    private var folder: ThrowAwayFolder?
    private var original: Task<URL, any Error>?
    private var count = 0

    /// Settings that a server of tests has beside those of every local one.
    private static let settings = """

        # Tests look at plans and wait for what other transactions leave: nothing happens by itself.
        autovacuum = off
        # Statements are short; what the compiler takes is more than they save.
        jit = off
        # The log is in memory, perhaps, and nobody recovers from it.
        wal_level = minimal
        max_wal_senders = 0
        min_wal_size = 32MB
        max_wal_size = 256MB
        checkpoint_timeout = 1h

        """

    /// A folder for a cluster that makes its own data.
    func emptyFolder() throws -> URL {
        count += 1
        return try started().url.appending(path: "cluster-\(count)")
    }

    /// A folder for a cluster, with data in it.
    ///
    /// - Parameter name: of the folder; nil for any.
    func copy(named name: String? = nil) async throws -> URL {
        let url = try started().url
        let original = original ?? Task { try await Self.make(in: url.appending(path: "original")) }
        self.original = original
        let source = try await original.value
        let folder = try name.map { url.appending(path: $0) } ?? emptyFolder()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // With its owner, who is another user where root tests.
        try Self.run("/bin/cp", "-a", source.appending(path: "data").path, folder.appending(path: "data").path)
        return folder
    }

    private func started() throws -> ThrowAwayFolder {
        if let folder { return folder }
        let made = try ThrowAwayFolder()
        folder = made
        return made
    }

    private static func make(in folder: URL) async throws -> URL {
        let cluster = LocalCluster(directory: folder, durable: false)
        _ = try await cluster.start()
        await cluster.stop()
        let file = try FileHandle(forWritingTo: folder.appending(path: "data/postgresql.conf"))
        try file.seekToEnd()
        try file.write(contentsOf: Data(settings.utf8))
        try file.close()
        return folder
    }

    private static func run(_ arguments: String...) throws {
        var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for pointer in argv { free(pointer) } }
        var environment: [UnsafeMutablePointer<CChar>?] = [nil]
        var pid: pid_t = 0
        var status: Int32 = 0
        guard posix_spawn(&pid, arguments[0], nil, nil, &argv, &environment) == 0, waitpid(pid, &status, 0) == pid,
            status == 0
        else { throw TestServerError.copyFailed(arguments.joined(separator: " ")) }
    }
}
