import Domain
import Foundation

/// The folder of a desk to look at: its database, its keys, and the lock that keeps a second one out.
struct DevFolder: Sendable {
    let url: URL

    var keyFile: URL { url.appending(path: "keys.json") }

    /// Makes the folder when there is none.
    ///
    /// - Throws: `Failure` when it cannot be made.
    init(_ path: String) throws(Failure) {
        url = URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw Failure("\(path) cannot be made: \(error.localizedDescription)")
        }
    }

    /// Holds the folder for one process; the system frees it when the process ends, however it ends.
    struct Lock: ~Copyable {
        fileprivate let descriptor: Int32

        deinit { close(descriptor) }
    }

    /// Takes the folder for this process.
    ///
    /// - Returns: nil when another process has it.
    /// - Throws: `Failure` when there can be no lock.
    func lock() throws(Failure) -> Lock? {
        let path = url.appending(path: "dev.lock").path
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure("\(path): \(String(cString: strerror(errno)))") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        return Lock(descriptor: descriptor)
    }

    /// The keys that an earlier start has kept; nil when there are none that can be read.
    func keys() -> DevKeys? {
        guard let data = FileManager.default.contents(atPath: keyFile.path) else { return nil }
        return DevKeys(json: String(decoding: data, as: UTF8.self))
    }

    /// Keeps the keys for the next start, readable by this user alone.
    ///
    /// - Throws: `Failure` when they cannot be kept.
    func keep(_ keys: DevKeys) throws(Failure) {
        let path = keyFile.path
        let text = keys.json.text(pretty: true) + "\n"
        // Removed first, so that the mode holds from the first byte on.
        unlink(path)
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        else { throw Failure("\(path) cannot be written") }
    }
}
