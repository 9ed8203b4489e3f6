import Foundation

/// The folder of one test process: servers' data, gone with the process. What a killed process has left is swept away by
/// the next one that tests.
final class ThrowAwayFolder: Sendable {
    let url: URL
    private let owner: Owner

    /// Where the folders of all test processes are; short enough for a socket's path.
    ///
    /// In memory where there is room: a database is cloned for each test, and making and removing its three hundred
    /// files took 600 ms on a busy disk and 38 ms here (measured, PostgreSQL 15).
    private static let roots = ["/dev/shm", "/tmp"].map { URL(filePath: $0).appending(path: "claimdesk-tests") }

    /// What the servers of a run of all tests take at most, with a wide margin: bytes.
    private static let room = 3 << 30

    /// Makes the folder of this process.
    init() throws {
        for root in Self.roots { try Self.sweep(root) }
        url = try Self.root().appending(path: String(ProcessInfo.processInfo.processIdentifier))
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        guard let owner = try Owner(url), owner.hold() else { throw TestServerError.folderInUse(url.path) }
        self.owner = owner
        atexit { ThrowAwayFolder.end() }
    }

    private static func root() throws -> URL {
        var status = statvfs()
        let memory = roots[0].deletingLastPathComponent().path
        guard statvfs(memory, &status) == 0, access(memory, W_OK) == 0,
            Int(status.f_bavail) * Int(status.f_frsize) >= room
        else { return roots[1] }
        return roots[0]
    }

    /// Ends what a killed test process has left. Whoever lives holds the lock of its folder.
    private static func sweep(_ root: URL) throws {
        let folders = (try? FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: nil)) ?? []
        for folder in folders {
            guard let owner = try Owner(folder), owner.hold() else { continue }
            try TestServer.remove(folder)
            owner.release()
        }
    }

    private static func end() {
        let name = String(ProcessInfo.processInfo.processIdentifier)
        for root in roots where FileManager.default.fileExists(atPath: root.appending(path: name).path) {
            // The process ends here: there is nobody left to tell.
            try? TestServer.remove(root.appending(path: name))
        }
    }
}

/// The lock of a folder, held by the process that it belongs to for as long as that lives.
private struct Owner {
    private let descriptor: Int32

    init?(_ folder: URL) throws {
        descriptor = open(folder.appending(path: "owner").path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
    }

    func hold() -> Bool {
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
        close(descriptor)
        return false
    }

    func release() {
        close(descriptor)
    }
}
