internal import Foundation

/// A program to run to its end. Blocks, so it is run on the cluster's own queue.
///
/// Not Foundation's `Process`: on Linux that learns of the end from a socket which the program's own children inherit,
/// so it would wait for the server that `pg_ctl` leaves running.
struct Command {
    private let arguments: [String]
    private let environment: [String: String]

    /// - Parameters:
    ///   - arguments: the program's path, then its arguments.
    ///   - environment: variables beside our own.
    init(_ arguments: [String], environment: [String: String] = [:]) {
        self.arguments = arguments
        // Messages are read by people here; they must not follow the caller's locale.
        self.environment = environment.merging(["LC_ALL": "C"]) { _, new in new }
    }

    /// Runs the program without input and returns what it printed.
    ///
    /// - Throws: ``ClusterError/commandFailed(_:output:)`` with what it printed, errors included.
    func run() throws -> String {
        // A file and not a pipe: a server started here would keep a pipe open.
        let file = FileManager.default.temporaryDirectory.appending(path: "output-\(UUID().uuidString)").path
        defer { unlink(file) }
        let pid = try spawn(outputTo: file)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) == -1 {
            guard errno == EINTR else { throw ClusterError.lastError("wait for \(arguments[0])") }
        }
        let output = String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
        guard status == 0 else {
            throw ClusterError.commandFailed(arguments.joined(separator: " "), output: output)
        }
        return output
    }

    private func spawn(outputTo file: String) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, file, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // A server must not keep our sockets and files open. Closing what is not open is no error to posix_spawn; the
        // margin is for what other threads open meanwhile.
        for descriptor in 3..<(Self.highestDescriptor() + 64) {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }

        // Its own process group, so that a Ctrl-C in the terminal does not end it half-way; no signal blocked, which
        // the threads of a dispatch queue have, and none ignored.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))

        let variables = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var envp: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer {
            for pointer in argv + envp { free(pointer) }
        }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, arguments[0], &actions, &attributes, &argv, &envp)
        guard code == 0 else {
            throw ClusterError.commandFailed(arguments[0], output: String(cString: strerror(code)))
        }
        return pid
    }

    private static func highestDescriptor() -> Int32 {
        // Where the system does not tell, close what a process may have open by default.
        let open = try? FileManager.default.contentsOfDirectory(atPath: "/dev/fd")
        return open?.compactMap { Int32($0) }.max() ?? 1_024
    }
}
