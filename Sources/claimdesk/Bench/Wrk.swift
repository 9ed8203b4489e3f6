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
        /// Requests that were answered with less than 400.
        let accepted: Int
        /// Of a script that counts them, what it did last in a turn and was told so: reviews.
        let finished: Int

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
            local threads = {}
            setup = function(thread)
                number = number + 1
                thread:set("key", keys[number])
                table.insert(threads, thread)
            end
            local lease, token
            finished = 0
            request = function()
                local headers = {["Authorization"] = "Bearer " .. key, ["Content-Type"] = "application/json"}
                if not lease then return wrk.format("POST", "/v1/queue/take", headers, "{}") end
                local path = "/v1/leases/" .. lease .. "/review"
                return wrk.format("POST", path, headers, '{"token":"' .. token .. '",\(review.dropFirst())')
            end
            response = function(status, headers, body)
                if lease then
                    lease = nil
                    if status == 201 then finished = finished + 1 end
                    return
                end
                if status == 200 then
                    lease, token = body:match('"leases":%[{"id":"([^"]+)","token":"([^"]+)"')
                end
            end
            local function count()
                local sum = 0
                for _, thread in ipairs(threads) do sum = sum + thread:get("finished") end
                return sum
            end
            \(done)
            """
        return try await run(script, server, threads: keys.count, connections: keys.count, seconds: seconds)
    }

    static func list(_ keys: [String]) -> String { keys.map { "\"\($0)\"" }.joined(separator: ",") }

    private static let done = """
        done = function(summary, latency)
            local e = summary.errors
            io.write(string.format("figures %d %d %d %d %d %d %d\\n", summary.requests, summary.duration,
                latency:percentile(50), latency:percentile(99), e.status + e.connect + e.read + e.write + e.timeout,
                summary.requests - e.status, count and count() or 0))
        end
        """

    private static func run(
        _ script: String, _ url: String, threads: Int, connections: Int, seconds: Int
    ) async throws -> Outcome {
        let printed = try await output(script, url, threads: threads, connections: connections, seconds: seconds)
        let line = printed.split(whereSeparator: \.isNewline).last { $0.hasPrefix("figures ") }
        let figures = line?.split(separator: " ").compactMap { Double($0) } ?? []
        guard figures.count == 7 else { throw Failure("wrk printed no figures: \(printed.suffix(300))") }
        return Outcome(
            requests: Int(figures[0]), seconds: figures[1] / 1_000_000, p50: figures[2] / 1000, p99: figures[3] / 1000,
            failures: Int(figures[4]), accepted: Int(figures[5]), finished: Int(figures[6]))
    }

    /// What wrk prints.
    static func output(
        _ script: String, _ url: String, threads: Int, connections: Int, seconds: Int
    ) async throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "claimdesk-bench-\(UUID()).lua")
        // It holds keys of a desk that goes when the benchmark ends.
        try Data(script.utf8).write(to: file)
        defer { do { try FileManager.default.removeItem(at: file) } catch { StandardError.write("\(error)") } }
        return try await Tool.output(
            "wrk",
            ["-t\(threads)", "-c\(connections)", "-d\(seconds)s", "--timeout", "10s", "-s", file.path, url])
    }
}
