internal import Digests
internal import Foundation

/// Where a private server keeps its things.
struct ClusterLayout: Equatable {
    let data: String
    let sockets: String
    let logs: String

    var log: String { logs + "/server.log" }
    var lock: String { data + ".lock" }
    /// New data is made here and renamed when complete, so that a killed `initdb` leaves nothing half-made behind.
    var unfinishedData: String { data + ".new" }
    var socket: String { sockets + "/.s.PGSQL.5432" }
    var pidFile: String { data + "/postmaster.pid" }

    /// A socket's path is limited to 107 bytes, and libpq adds the file's name.
    private static let longestSocketFolder = 107 - "/.s.PGSQL.5432".utf8.count

    /// Chooses the places and makes the folders.
    ///
    /// As root the server runs as somebody else, who cannot enter a clone under `/root` (mode 0700); then the data goes
    /// to `/var/lib/claimdesk`, and a note in the directory says so.
    init(directory: URL, account: ServerAccount) throws {
        let path = directory.standardizedFileURL.path
        try Self.makeFolder(path)
        var home = path
        if try !account.canEnter(path) {
            home = "/var/lib/claimdesk/" + Self.hash(path)
            try Self.makeFolder("/var/lib/claimdesk")
            try Self.makeFolder(home)
            let note =
                "The database's files are in \(home): the server runs as the user \(account.name),\n"
                + "who cannot enter this folder.\n"
            try Data(note.utf8).write(to: directory.appending(path: "DATA-IS-ELSEWHERE.txt"))
        }
        data = home + "/data"
        logs = home + "/log"
        let short = home + "/run"
        // libpq reads a comma as the end of a host's name.
        let fits = short.utf8.count <= Self.longestSocketFolder && !short.contains(",")
        sockets = fits ? short : "/tmp/claimdesk-" + Self.hash(path)
        try account.makePrivateFolder(logs)
        try account.makePrivateFolder(sockets)
    }

    /// `postgresql://app@/name?host=…`, understood by libpq and psql.
    func connectionString(database: String) -> String {
        let allowed = CharacterSet(charactersIn: "/-._~").union(.alphanumerics)
        let host = sockets.addingPercentEncoding(withAllowedCharacters: allowed) ?? sockets
        return "postgresql://app@/\(database)?host=\(host)&port=5432"
    }

    /// The process id of the server that runs on this data; nil when none does. A file left behind by a crash may name
    /// a process that is something else by now, so the process must also work in the data folder.
    func runningServer() -> pid_t? {
        // No file is the ordinary case: no server.
        guard let text = try? String(contentsOfFile: pidFile, encoding: .utf8),
            let pid = text.split(separator: "\n").first.flatMap({ pid_t($0) }), pid > 0
        else { return nil }
        #if os(Linux)
        return worksInData(pid) ? pid : nil
        #else
        return kill(pid, 0) == 0 ? pid : nil
        #endif
    }

    /// Processes that a killed server or a killed maker of data has left; they end by themselves when they notice or
    /// are done, and must, before another may touch the data.
    func orphans() -> [pid_t] {
        processes { worksInData($0) || folder(of: $0) == resolved(unfinishedData) || makesData($0) }
            + serversOfRemovedData()
    }

    /// Servers that still run on data which was removed under them.
    func serversOfRemovedData() -> [pid_t] { processes { folder(of: $0) == resolved(data) + " (deleted)" } }

    private func processes(_ condition: (pid_t) -> Bool) -> [pid_t] {
        // Systems without /proc show no processes; Postgres itself then refuses to start beside an orphan.
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return processes.compactMap { pid_t($0) }.filter(condition)
    }

    /// A server's processes have the data folder as working directory; a zombie has none any more.
    private func worksInData(_ pid: pid_t) -> Bool { folder(of: pid) == resolved(data) }

    /// An `initdb` has the folder among its arguments.
    private func makesData(_ pid: pid_t) -> Bool {
        // No answer: the process has ended.
        let arguments = (try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(pid)/cmdline"))) ?? Data()
        return arguments.split(separator: 0).contains { $0.elementsEqual(unfinishedData.utf8) }
    }

    /// A process's working directory.
    private func folder(of pid: pid_t) -> String? {
        // No answer: the process has ended, or is another user's.
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/cwd")
    }

    private func resolved(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }

    private static func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    private static func hash(_ path: String) -> String {
        SHA256.hash(path.utf8).prefix(6).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
