/// How long curl waited for each of many answers, to the last byte of each, over connections that it keeps.
struct CurlRun: Sendable {
    /// Of those that came, in the order in which they came.
    let milliseconds: [Double]
    /// Answers other than 200; a transfer that breaks off ends the run instead.
    let errors: Int

    /// - Parameters:
    ///   - key: the access key.
    ///   - atOnce: connections that ask at the same time; curl keeps to 300.
    init(_ url: String, key: String, count: Int, atOnce: Int = 1) async throws {
        let requests = Array(repeating: "url = \"\(url)\"\noutput = /dev/null\n", count: count).joined()
        let settings = """
            silent
            no-progress-meter
            header = "Authorization: Bearer \(key)"
            header = "Accept: */*"
            write-out = "%{http_code} %{time_total} %{exitcode}\\n"

            """
        let parallel = atOnce == 1 ? [] : ["--parallel", "--parallel-immediate", "--parallel-max", String(atOnce)]
        let printed = try await Tool.output("curl", parallel + ["--config", "-"], input: settings + requests)
        let answers = printed.split(separator: "\n").map { $0.split(separator: " ") }
        milliseconds = answers.compactMap { answer in
            guard answer.count == 3, answer[0] == "200", answer[2] == "0" else { return nil }
            return Double(answer[1]).map { $0 * 1000 }
        }
        errors = count - milliseconds.count
    }

    private init(milliseconds: [Double], errors: Int) {
        self.milliseconds = milliseconds
        self.errors = errors
    }

    /// Without the first few, which find caches empty.
    func dropping(_ count: Int) -> CurlRun {
        CurlRun(milliseconds: Array(milliseconds.dropFirst(count)), errors: errors)
    }
}
