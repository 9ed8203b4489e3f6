internal import Foundation

/// The user that the server runs as: the caller, or an unprivileged one when the caller is root.
struct ServerAccount: Equatable {
    let name: String
    let uid: uid_t
    let gid: gid_t
    /// The caller is root and has to drop its rights.
    let isDropped: Bool

    /// - Throws: ``ClusterError/noAccount``.
    static func current() throws -> ServerAccount {
        guard getuid() == 0 else {
            return ServerAccount(name: "", uid: getuid(), gid: getgid(), isDropped: false)
        }
        for name in ["postgres", "nobody"] {
            guard let entry = getpwnam(name) else { continue }
            let (uid, gid) = (entry.pointee.pw_uid, entry.pointee.pw_gid)
            return ServerAccount(name: name, uid: uid, gid: gid, isDropped: true)
        }
        throw ClusterError.noAccount
    }

    /// A program run as this user.
    func command(_ arguments: [String], environment: [String: String] = [:]) throws -> Command {
        guard isDropped else { return Command(arguments, environment: environment) }
        let candidates = ["/usr/bin/setpriv", "/bin/setpriv", "/usr/sbin/setpriv"]
        guard let setpriv = candidates.first(where: FileManager.default.isExecutableFile(atPath:)) else {
            throw ClusterError.commandFailed(
                "setpriv",
                output: "not found; install it with: apt-get install util-linux"
            )
        }
        return Command(
            [setpriv, "--reuid=\(uid)", "--regid=\(gid)", "--init-groups"] + arguments, environment: environment)
    }

    /// True when this user may reach what is in a folder.
    func canEnter(_ path: String) throws -> Bool {
        guard isDropped else { return true }
        do {
            _ = try command(["/usr/bin/test", "-x", path]).run()
            return true
        } catch ClusterError.commandFailed(_, output: "") {
            return false
        }
    }

    /// Makes a folder that only this user can enter, or takes one that is its already.
    ///
    /// - Throws: ``ClusterError/unsafeFolder(_:)`` when the folder is another user's, or no folder.
    func makePrivateFolder(_ path: String) throws {
        if mkdir(path, 0o700) == 0 {
            guard chown(path, uid, gid) == 0 else { throw ClusterError.lastError("chown \(path)") }
        } else if errno != EEXIST {
            throw ClusterError.lastError("mkdir \(path)")
        }
        var status = stat()
        guard lstat(path, &status) == 0 else { throw ClusterError.lastError("stat \(path)") }
        guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == uid else { throw ClusterError.unsafeFolder(path) }
        guard chmod(path, 0o700) == 0 else { throw ClusterError.lastError("chmod \(path)") }
    }
}

extension ClusterError {
    static func lastError(_ what: String) -> ClusterError {
        .system(what, reason: String(cString: strerror(errno)))
    }
}
