import Foundation
import Postgres
import TestSupport

/// A server whose data lies on a disk of its own, a small one in memory. Mounting it needs root.
final class SmallDisk: BreakableDatabase {
    private static let megabytes = 320
    private let database: PrivateDatabase
    private let disk: URL

    private init(_ database: PrivateDatabase, disk: URL) { (self.database, self.disk) = (database, disk) }

    static var missing: ToolMissing? {
        geteuid() == 0 ? nil : ToolMissing(tool: "a small disk", remedy: "run it as root, who may mount one")
    }

    static func make() async throws -> SmallDisk {
        let disk = FileManager.default.temporaryDirectory.appending(path: "claimdesk-disk-\(getpid())")
        try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
        let size = "size=\(megabytes)m,mode=755"
        let mounted = try await Program(["-t", "tmpfs", "-o", size, "tmpfs", disk.path], at: "/bin/mount").ending()
        guard mounted.status == 0 else {
            throw ToolMissing(tool: "a small disk", remedy: "run where tmpfs may be mounted (\(mounted.errors))")
        }
        do {
            let folder = disk.appending(path: "cluster")
            // A log that would fill the disk by itself is none that the ballast is to blame for.
            let settings = ["max_wal_size": "64MB", "min_wal_size": "32MB"]
            return SmallDisk(
                try await PrivateDatabase.make(standby: .none, in: folder, settings: settings), disk: disk)
        } catch {
            await unmount(disk)
            throw error
        }
    }

    var settings: [String: String] { database.settings }
    var direct: String { database.direct }

    /// Fills the disk for some seconds.
    func strike(_ fault: Fault, _ pool: Database) async throws {
        guard fault == .fullDisk else { throw NoSuchFault(fault: fault) }
        let ballast = disk.appending(path: "ballast")
        try Data().write(to: ballast)
        let file = try FileHandle(forWritingTo: ballast)
        let piece = Data(repeating: 1, count: 65_536)
        // Until there is no room: that is what is wanted.
        while (try? file.write(contentsOf: piece)) != nil {}
        try await Task.sleep(for: moment)
        try? file.close()
        try FileManager.default.removeItem(at: ballast)
        // A server that could not write its log has ended itself; an init system starts it.
        try await database.startIfEnded()
    }

    func log() throws -> String { try database.log() }

    func stop() async {
        await database.stop()
        await Self.unmount(disk)
    }

    private static func unmount(_ disk: URL) async {
        // What stays mounted is seen by whoever removes the folder.
        _ = try? await Program(["--lazy", disk.path], at: "/bin/umount").ending()
        rmdir(disk.path)
    }
}
