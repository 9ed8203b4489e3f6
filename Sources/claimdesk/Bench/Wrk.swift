import Foundation

/// wrk, which loads a server from a process that costs little.
enum Wrk {
    struct Outcome: Sendable {
        let requests: Int
        let seconds: Double
        /// Milliseconds.
        let p50: Double
        let p99: Double
        /// Answers of 400 and more, and requests that got none.
        let failures: Int

        var rate: Double { Double(requests) / seconds }
    }

    /// Sends the same request over and over.
    ///
    /// - Parameters:
    ///   - keys: one after the other, by request.
    /// - Throws: `Failure` when wrk is missing.
    static func post(
        _ body: String, to url: String, keys: [String], connections: Int, seconds: Int
    ) async throws -> Outcome {
        try await repeated(
            """
            return wrk.format("POST", nil, {["Authorization"] = "Bearer " .. key,
                ["Content-Type"] = "application/json"}, [[\(body)]])
            """, url, keys: keys, connections: connections, seconds: seconds)
    }

    /// Asks for the same over and over.
    ///
    /// - Parameters:
    ///   - keys: one after the other, by request.
    /// - Throws: `Failure` when wrk is missing.
    static func get(_ url: String, keys: [String], connections: Int, seconds: Int) async throws -> Outcome {
        try await repeated(
            """
            return wrk.format("GET", nil, {["Authorization"] = "Bearer " .. key})
            """, url, keys: keys, connections: connections, seconds: seconds)
    }

    /// - Parameter request: Lua that returns a request, from `key`.
    private static func repeated(
        _ request: String, _ url: String, keys: [String], connections: Int, seconds: Int
    ) async throws -> Outcome {
        let script = """
            local keys, turn = {\(list(keys))}, 0
            request = function()
                turn = turn % #keys + 1
                local key = keys[turn]
                \(request)
            end
            \(done)
            """
        return try await run(script, url, threads: 1, connections: connections, seconds: seconds)
    }

    /// Takes a claim and reviews it, over and over, each connection with a key of its own.
    ///
    /// - Parameters:
    ///   - server: its address.
    ///   - review: the body of a review, without its token.
    /// - Returns: of all requests, takes and reviews.
    /// - Throws: `Failure` when wrk is missing.
    static func takeAndReview(
        _ server: String, review: String, keys: [String], seconds: Int
    ) async throws -> Outcome {
        let script = """
            local keys, number = {\(list(keys))}, 0
            setup = function(thread)
                number = number + 1
                thread:set("key", keys[number])
            end
            local lease, token
            request = function()
                local headers = {["Authorization"] = "Bearer " .. key, ["Content-Type"] = "application/json"}
                if not lease then return wrk.format("POST", "/v1/queue/take", headers, "{}") end
                local path = "/v1/leases/" .. lease .. "/review"
                return wrk.format("POST", path, headers, '{"token":"' .. token .. '",\(review.dropFirst())')
            end
            response = function(status, headers, body)
                if lease then lease = nil return end
                if status == 200 then
                    lease, token = body:match('"leases":%[{"id":"([^"]+)","token":"([^"]+)"')
                end
            end
            \(done)
            """
        return try await run(script, server, threads: keys.count, connections: keys.count, seconds: seconds)
    }

    private static func list(_ keys: [String]) -> String { keys.map { "\"\($0)\"" }.joined(separator: ",") }

    private static let done = """
        done = function(summary, latency)
            local e = summary.errors
            io.write(string.format("figures %d %d %d %d %d\\n", summary.requests, summary.duration,
                latency:percentile(50), latency:percentile(99), e.status + e.connect + e.read + e.write + e.timeout))
        end
        """

    private static func run(
        _ script: String, _ url: String, threads: Int, connections: Int, seconds: Int
    ) async throws -> Outcome {
        let file = FileManager.default.temporaryDirectory.appending(path: "claimdesk-bench-\(UUID()).lua")
        // It holds keys of a desk that goes when the benchmark ends.
        try Data(script.utf8).write(to: file)
        defer { do { try FileManager.default.removeItem(at: file) } catch { StandardError.write("\(error)") } }
        let printed = try await Tool.output(
            "wrk",
            ["-t\(threads)", "-c\(connections)", "-d\(seconds)s", "--timeout", "10s", "-s", file.path, url])
        let line = printed.split(whereSeparator: \.isNewline).last { $0.hasPrefix("figures ") }
        let figures = line?.split(separator: " ").compactMap { Double($0) } ?? []
        guard figures.count == 5 else { throw Failure("wrk printed no figures: \(printed.suffix(300))") }
        return Outcome(
            requests: Int(figures[0]), seconds: figures[1] / 1_000_000, p50: figures[2] / 1000, p99: figures[3] / 1000,
            failures: Int(figures[4]))
    }
}
