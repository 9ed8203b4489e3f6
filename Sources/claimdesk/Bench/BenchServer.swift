import Domain
import Foundation
import Postgres
import Volume
import Workflow

/// A server of a benchmark's own, in a process of its own, so that its memory can be told from ours.
struct BenchServer: Sendable {
    /// Of one download.
    struct Download {
        let seconds: Double
        let firstByte: Double
        let bytes: Int
        let rows: Int
    }

    let port: Int
    let installation: Installation
    /// To its Postgres.
    let connection: String
    let cluster: LocalCluster
    private let process: Int32

    private var address: String { "http://127.0.0.1:\(port)" }

    /// - Parameters:
    ///   - sharedBuffers: of its Postgres, megabytes.
    ///   - database: further settings of its Postgres.
    ///   - environment: further settings of the server.
    ///   - body: what is measured; everything goes when it returns.
    static func run<Value: Sendable>(
        _ settings: Settings, _ progress: ProgressLine, sharedBuffers: Int,
        database: [String: String] = [:], environment: [String: String] = [:],
        _ body: @escaping @Sendable (BenchServer) async throws -> Value
    ) async throws -> Value {
        let stop = StopSignals()
        let folder = FileManager.default.temporaryDirectory.appending(path: "claimdesk-bench-\(getpid())")
        let cluster = LocalCluster(directory: folder, sharedBuffers: sharedBuffers, settings: database)
        progress.step("Starting a desk")
        let connection = try await cluster.start()
        let server = Process()
        let result: Result<Value, any Error>
        do {
            let installation = Installation(connectionString: connection, settings: settings)
            _ = try await installation.migrate(progress)
            let port = try freePort()
            server.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            server.arguments = ["serve"]
            server.environment = [
                "CLAIMDESK_DATABASE_URL": connection, "CLAIMDESK_PORT": String(port), "CLAIMDESK_LOG_LEVEL": "warning",
                "PATH": "/usr/local/bin:/usr/bin:/bin",
            ].merging(environment) { $1 }.merging(ownLimits) { own, _ in own }
            try server.run()
            let bench = BenchServer(
                port: port, installation: installation, connection: connection, cluster: cluster,
                process: server.processIdentifier)
            result = .success(
                try await stop.cancelling {
                    try await bench.waitUntilReady()
                    return try await body(bench)
                })
            await installation.database.close()
        } catch {
            result = .failure(error)
        }
        if server.isRunning {
            server.terminate()
            server.waitUntilExit()
        }
        await cluster.stop()
        do { try FileManager.default.removeItem(at: folder) } catch {
            StandardError.write("\(folder.path) was not removed: \(error.localizedDescription)")
        }
        return try result.get()
    }

    /// Limits that whoever measures has set, where traces go, and what they told the allocator: a benchmark is for trying them.
    private static var ownLimits: [String: String] {
        ProcessInfo.processInfo.environment.filter { name, _ in
            ["CLAIMDESK_RATE_", "CLAIMDESK_HELD_", "CLAIMDESK_CLIENT_", "CLAIMDESK_TRACES_", "MALLOC_"].contains {
                name.hasPrefix($0)
            }
        }
    }

    /// Fills a desk with made-up work.
    func fill(_ slug: String, claims: Int) async throws { try await installation.fill(slug, claims: claims) }

    /// Downloads the stream of a desk's public verdicts.
    func download(_ format: ExportFormat, of slug: String) async throws -> Download {
        let key = try await key(of: slug, member: "editor12")
        let printed = try await Tool.output(
            "curl",
            [
                "-sS", "--fail", "-o", "/dev/null", "-H", "Authorization: Bearer \(key)", "-D", "-", "-w",
                "\\nfigures %{time_starttransfer} %{time_total} %{size_download}",
                "\(address)/v1/exports/stream?format=\(format.rawValue)",
            ])
        let lines = printed.split(whereSeparator: \.isNewline)
        let figures = lines.last { $0.hasPrefix("figures ") }?.split(separator: " ").compactMap { Double($0) } ?? []
        let rows = lines.last { $0.lowercased().hasPrefix("claimdesk-verdicts:") }?.split(separator: " ").last
        guard figures.count == 3, let rows = rows.flatMap({ Int($0) }) else {
            throw Failure("the download did not come to its end: \(printed.suffix(500))")
        }
        return Download(seconds: figures[1], firstByte: figures[0], bytes: Int(figures[2]), rows: rows)
    }

    /// Lets psql copy the same rows to nowhere.
    ///
    /// - Returns: seconds.
    func copy(_ format: ExportFormat, of slug: String, prepared: Bool) async throws -> Double {
        let script = try await installation.desk.exportScript(
            ExportOrder(format: format), desk: slug, server: address, to: "/dev/null", prepared: prepared)
        let file = FileManager.default.temporaryDirectory.appending(path: "claimdesk-bench-\(getpid()).sql")
        try Data(script.utf8).write(to: file)
        defer { do { try FileManager.default.removeItem(at: file) } catch { StandardError.write("\(error)") } }
        let clock = ContinuousClock()
        let begun = clock.now
        let printed = try await Tool.output(
            "psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", connection, "-f", file.path])
        guard !printed.contains("ERROR") else { throw Failure("psql: \(printed)") }
        return begun.duration(to: clock.now) / .seconds(1)
    }

    /// The most memory that the server ever held, in bytes.
    func peak() -> Int { memory("VmHWM:") }

    /// The memory that the server holds, in bytes.
    func resident() -> Int { memory("VmRSS:") }

    private func memory(_ field: String) -> Int {
        guard let status = FileManager.default.contents(atPath: "/proc/\(process)/status") else { return 0 }
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix(field) }
        return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 } ?? 0
    }

    /// - Throws: `Failure` when it is not within twenty seconds.
    func waitUntilReady() async throws {
        for _ in 0..<200 {
            do {
                _ = try await Tool.output("curl", ["-s", "--fail", "\(address)/readyz"])
                return
            } catch is Failure { try await Task.sleep(for: .milliseconds(100)) }
        }
        throw Failure("the server did not come up")
    }

    /// A key of a member of a filled desk.
    ///
    /// - Parameter member: role and number, as `VolumePlan` names them.
    func key(of slug: String, member: String) async throws -> String {
        try await installation.desk.createKey(
            onDesk: slug, for: "\(member)@\(slug).example", name: "bench \(UUID())", roles: nil, expiresAt: nil
        ).secret
    }

    /// Where the server answers.
    var serverAddress: ServerAddress {
        get throws(Failure) { try ServerAddress(address) }
    }

    /// How many files the server has open, most of which are connections.
    ///
    /// - Throws: what the system says of a server that is gone: that is no server that has let go of its clients.
    func sockets() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count }

    static func freePort() throws -> Int {
        let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(socket, address, length) == 0 && getsockname(socket, address, &length) == 0
            }
        }
        guard bound else { throw Failure("no free port was found") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
