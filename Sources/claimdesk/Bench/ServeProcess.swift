import Foundation

/// `claimdesk serve` as a process of its own, for as long as something is measured on it.
enum ServeProcess {
    /// - Parameters:
    ///   - environment: settings beside the port.
    ///   - body: gets the address; the process is ended when it returns.
    static func run<Value: Sendable>(
        _ environment: [String: String], _ body: (ServerAddress) async throws -> Value
    ) async throws -> Value {
        let port = try BenchServer.freePort()
        let server = Process()
        server.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        server.arguments = ["serve"]
        server.environment = [
            "CLAIMDESK_PORT": String(port), "CLAIMDESK_LOG_LEVEL": "error", "PATH": "/usr/local/bin:/usr/bin:/bin",
        ].merging(environment) { _, given in given }
        try server.run()
        let result: Result<Value, any Error>
        do {
            let address = try ServerAddress("http://127.0.0.1:\(port)")
            try await waitUntilReady(address)
            result = .success(try await body(address))
        } catch {
            result = .failure(error)
        }
        server.terminate()
        server.waitUntilExit()
        return try result.get()
    }

    private static func waitUntilReady(_ address: ServerAddress) async throws {
        for _ in 0..<200 {
            do {
                _ = try await Tool.output("curl", ["-s", "--fail", "-o", "/dev/null", "\(address)/readyz"])
                return
            } catch is Failure { try await Task.sleep(for: .milliseconds(100)) }
        }
        throw Failure("the server did not come up")
    }
}
