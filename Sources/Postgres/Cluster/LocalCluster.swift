@preconcurrency internal import Dispatch
public import Foundation

/// A private Postgres server on a unix socket, for development and for tests.
///
/// It listens on no port; the socket's folder can be entered by the server's user (and root) alone, hence no password.
/// As root the server runs as an unprivileged user. The server is a session of its own, so a Ctrl-C in the terminal
/// does not reach it: ``stop()`` ends it. One that was left running by a killed process is adopted by the next start.
///
/// An actor on its own queue, because starting and stopping block.
public actor LocalCluster {
    private nonisolated let executor = QueueExecutor(label: "postgres.cluster")
    private let directory: URL
    private let isDurable: Bool
    private let sharedBuffers: Int?
    private var settings: [String: String]
    private let primary: String?
    /// Nil when no server was started or adopted.
    private(set) var layout: ClusterLayout?

    /// The queue of its own.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// - Parameters:
    ///   - directory: where the data lives; made when missing. The folder of one cluster and nothing else.
    ///   - durable: false for tests: several times faster, and a power cut may destroy the data.
    ///   - sharedBuffers: what the server keeps of the data in its own memory, megabytes; nil for its default, 128.
    ///   - settings: others of the server, by name; they stand above those that are made here.
    ///   - primary: the connection string of the server that this one follows, as a streaming standby; nil for one that
    ///     stands alone.
    public init(
        directory: URL, durable: Bool = true, sharedBuffers: Int? = nil, settings: [String: String] = [:],
        following primary: String? = nil
    ) {
        self.directory = directory
        isDurable = durable
        self.sharedBuffers = sharedBuffers
        self.settings = settings
        self.primary = primary
    }

    /// Makes the data when there is none, starts the server or adopts the one that runs, and waits until it answers.
    ///
    /// - Returns: The connection string of the database `claimdesk`, which is created when missing.
    /// - Throws: ``ClusterError``; ``ConnectionError`` when the running server does not answer.
    public func start() throws -> String {
        let account = try ServerAccount.current()
        let layout = try ClusterLayout(directory: directory, account: account)
        let lock = try FileLock(layout.lock)
        defer { lock.release() }
        waitForLeftovers(layout)
        if layout.runningServer() == nil {
            let binaries = try ServerBinaries.find(version: try dataVersion(layout))
            try makeData(layout, account, binaries)
            try writeSettings(layout, account)
            try startServer(layout, account, binaries)
        }
        self.layout = layout
        try createDatabase("claimdesk", layout)
        return layout.connectionString(database: "claimdesk")
    }

    /// Stops the server that ``start()`` started or adopted, ending its sessions (fast shutdown). Does nothing when
    /// there is none, or when called again.
    public func stop() {
        guard let layout else { return }
        self.layout = nil
        Self.stop(layout, with: SIGINT, limit: .seconds(30))
        // Empty once the server is gone; made again by the next start. Folders in /tmp would pile up.
        rmdir(layout.sockets)
    }

    /// Ends a throw-away server at once, without a clean shutdown. Blocks.
    ///
    /// - Throws: `ClusterError` when there is no account to run it as.
    package static func kill(at directory: URL) throws {
        let layout = try ClusterLayout(directory: directory, account: try ServerAccount.current())
        stop(layout, with: SIGQUIT, limit: .seconds(5))
        unlink(layout.lock)
        if !layout.sockets.hasPrefix(directory.path) { rmdir(layout.sockets) }
    }

    private static func stop(_ layout: ClusterLayout, with signal: Int32, limit: Duration) {
        guard let pid = layout.runningServer() else { return }
        Foundation.kill(pid, signal)
        let deadline = ContinuousClock.now + limit
        while layout.runningServer() == pid, ContinuousClock.now < deadline { usleep(5_000) }
        guard layout.runningServer() == pid else { return }
        // The server did not come to an end by itself; the next start recovers from the log.
        Foundation.kill(pid, SIGQUIT)
    }

    /// The major version that made the data; nil when there is none.
    private func dataVersion(_ layout: ClusterLayout) throws -> Int? {
        let file = layout.data + "/PG_VERSION"
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        let text = try String(contentsOfFile: file, encoding: .utf8)
        return Int(text.prefix { $0.isNumber })
    }

    private func makeData(_ layout: ClusterLayout, _ account: ServerAccount, _ binaries: ServerBinaries) throws {
        guard !FileManager.default.fileExists(atPath: layout.data + "/PG_VERSION") else { return }
        // Only an empty folder may stand in the way: what else is there was not made here.
        if rmdir(layout.data) != 0, errno != ENOENT { throw ClusterError.unsafeFolder(layout.data) }
        if FileManager.default.fileExists(atPath: layout.unfinishedData) {
            try FileManager.default.removeItem(atPath: layout.unfinishedData)
        }
        try account.makePrivateFolder(layout.unfinishedData)
        var arguments: [String]
        if let primary {
            arguments = [try binaries.baseBackup(), "-D", layout.unfinishedData, "-d", primary]
            arguments += ["--write-recovery-conf", "--checkpoint=fast"]
        } else {
            arguments = [binaries.initdb, "-D", layout.unfinishedData]
            arguments += ["-A", "trust", "-U", "app", "-E", "UTF8", "--locale=C.UTF-8"]
        }
        if !isDurable { arguments.append("--no-sync") }
        _ = try account.command(arguments).run()
        guard rename(layout.unfinishedData, layout.data) == 0 else {
            throw ClusterError.lastError("rename \(layout.unfinishedData)")
        }
    }

    /// Settings go to a file and not to the command line, where a shell would read the folder's name.
    private func writeSettings(_ layout: ClusterLayout, _ account: ServerAccount) throws {
        // A list of names, hence the inner quotes; in the file, a backslash has a meaning of its own.
        let sockets = "\"" + layout.sockets.replacing("\"", with: "\"\"") + "\""
        var all = [
            "listen_addresses": "", "port": "5432", "unix_socket_directories": sockets,
            "unix_socket_permissions": "0700", "max_connections": "200",
        ]
        if let sharedBuffers { all["shared_buffers"] = "\(sharedBuffers)MB" }
        if !isDurable {
            for name in ["fsync", "synchronous_commit", "full_page_writes"] { all[name] = "off" }
        }
        if let primary { all["primary_conninfo"] = primary }
        let lines = all.merging(settings) { _, ours in ours }.sorted { $0.key < $1.key }.map { name, value in
            "\(name) = '\(value.replacing("\\", with: "\\\\").replacing("'", with: "''"))'\n"
        }
        let file = layout.data + "/postgresql.auto.conf"
        try Data(lines.joined().utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
        guard chown(file, account.uid, account.gid) == 0, chmod(file, 0o600) == 0 else {
            throw ClusterError.lastError("chown \(file)")
        }
    }

    /// Waits for what a killed process of ours has left: an `initdb` at work, a server that comes up (and is adopted
    /// then) or goes down. A server whose folder was removed is ended: a minute later it would notice by itself, and
    /// take the socket of the one that is started now with it.
    private func waitForLeftovers(_ layout: ClusterLayout) {
        for pid in layout.serversOfRemovedData() { Foundation.kill(pid, SIGQUIT) }
        let deadline = ContinuousClock.now + .seconds(30)
        while layout.runningServer() == nil, !layout.orphans().isEmpty, ContinuousClock.now < deadline {
            usleep(10_000)
        }
    }

    private func startServer(_ layout: ClusterLayout, _ account: ServerAccount, _ binaries: ServerBinaries) throws {
        // With nobody at the data, the files that name a server are left from a crash. Postgres would refuse to start
        // if the number belonged to another process of the same user now, or to a zombie that nobody reaps (a container
        // whose first process does not care).
        if layout.orphans().isEmpty {
            for file in [layout.pidFile, layout.socket, layout.socket + ".lock"] { unlink(file) }
        }
        // pg_ctl pastes what it is told with -D and -l into a shell's command: the first comes by the environment, where
        // a shell does not read it, and the second is written so that a shell reads it as it is.
        let log = layout.log.replacing(/[\\"$`]/) { "\\" + $0.output }
        let arguments = [binaries.pgCtl, "-l", log, "-w", "-s", "-t", "120", "start"]
        do {
            _ = try account.command(arguments, environment: ["PGDATA": layout.data]).run()
        } catch ClusterError.commandFailed(_, let output) {
            // Without a log the program's own words must do.
            let log = (try? String(contentsOfFile: layout.log, encoding: .utf8)) ?? ""
            let end = log.split(separator: "\n").suffix(10).joined(separator: "\n")
            throw ClusterError.startFailed(output: output, log: end)
        }
    }

    private func createDatabase(_ name: String, _ layout: ClusterLayout) throws {
        let configuration = Database.Configuration(
            connectionString: layout.connectionString(database: "postgres")
        )
        let link = try connect(configuration)
        let found = try link.query("SELECT 1 FROM pg_database WHERE datname = \(name)").rowCount
        if found == 0 { _ = try link.query("CREATE DATABASE \(identifier: name)") }
    }

    /// Changes settings that need no restart, for as long as this cluster is run from here.
    ///
    /// - Throws: ``ClusterError`` when their file cannot be written.
    package func change(_ settings: [String: String]) throws {
        self.settings.merge(settings) { _, new in new }
        guard let layout else { return }
        try writeSettings(layout, try ServerAccount.current())
        if let pid = layout.runningServer() { Foundation.kill(pid, SIGHUP) }
    }

    /// An adopted server may still be recovering from a crash.
    func connect(_ configuration: Database.Configuration) throws -> Link {
        let deadline = ContinuousClock.now + .seconds(60)
        var configuration = configuration
        // One that follows another is private as well.
        configuration.needsPrimary = false
        while true {
            do {
                return try Link(configuration)
            } catch let error as ConnectionError where !error.isFinal && ContinuousClock.now < deadline {
                usleep(50_000)
            }
        }
    }
}

/// One process at a time may start or make a cluster. Blocks until the lock is free.
private struct FileLock {
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ClusterError.lastError("open \(path)") }
        guard flock(descriptor, LOCK_EX) == 0 else { throw ClusterError.lastError("lock \(path)") }
    }

    func release() {
        close(descriptor)
    }
}
