import Domain
import Foundation

extension SubmitCommand {
    /// Sends all files, some hundred articles a request.
    ///
    /// - Throws: `Failure` when some were refused, after all were sent.
    func sendMany() async throws {
        let desk = try client.client()
        let progress = ProgressLine()
        defer { progress.done() }
        var sending = Sending(desk: desk, printsJSON: client.json, progress: progress)
        for file in files {
            if isOfLines(file) {
                var lines = try LineFile(file).reader()
                while let line = try lines.next() {
                    // A blank one is no article, and gets no answer.
                    if line.bytes.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) { continue }
                    try await sending.add(line.bytes, from: file, line.number)
                }
            } else {
                let body = try body(of: TextFile(named: file))
                try await sending.add(Array(body.text().utf8), from: file, nil)
            }
        }
        try await sending.flush()
        if wait {
            for (place, id) in sending.received.enumerated() {
                progress.step("Waiting until \(place + 1) of \(sending.received.count) articles are read")
                _ = try await Self.waitUntilRead(id, on: desk)
            }
        }
        progress.done()
        if !client.json { print(sending.summary) }
        if sending.refused > 0 { throw Failure("\(counted(sending.refused, "article")) refused") }
    }

    /// Articles on their way to the desk, as many together as it takes in one go.
    private struct Sending {
        private struct Line {
            let bytes: [UInt8]
            let file: String
            let number: Int?

            var place: String { number.map { "\(file):\($0)" } ?? file }
        }

        /// What the desk stores in one transaction.
        private static let lines = 250
        private static let bytes = 1 << 20

        let desk: Client
        let printsJSON: Bool
        let progress: ProgressLine
        private var waiting: [Line] = []
        private var size = 0
        private(set) var received: [String] = []
        private var known = 0
        private(set) var refused = 0

        init(desk: Client, printsJSON: Bool, progress: ProgressLine) {
            self.desk = desk
            self.printsJSON = printsJSON
            self.progress = progress
        }

        var summary: String { "\(received.count) received, \(known) known already, \(refused) refused" }

        mutating func add(_ bytes: [UInt8], from file: String, _ number: Int?) async throws {
            waiting.append(Line(bytes: bytes, file: file, number: number))
            size += bytes.count
            if waiting.count >= Self.lines || size >= Self.bytes { try await flush() }
        }

        mutating func flush() async throws {
            var pauses = Client.pauses.makeIterator()
            while !waiting.isEmpty {
                let later = try await send()
                // The desk's database is away or busy: these were not stored.
                guard !later.isEmpty, let pause = pauses.next() else {
                    for (line, problem) in later { refuse(line, problem) }
                    waiting = []
                    break
                }
                waiting = later.map(\.0)
                try await Task.sleep(for: pause)
            }
            size = 0
            progress.step("Sent: \(summary)")
        }

        /// - Returns: lines to be sent once more.
        private mutating func send() async throws -> [(Line, Problem)] {
            var later: [(Line, Problem)] = []
            let answer = try await desk.post(["v1", "articles"], lines: waiting.map(\.bytes))
            let answers = answer.text.split(separator: "\n")
            guard answers.count == waiting.count else {
                throw Failure("the desk answered \(answers.count) of \(waiting.count) articles; send them again")
            }
            for (line, text) in zip(waiting, answers) {
                guard let json = JSON(parsing: String(text)), case .int(let status) = json["status"] else {
                    throw Failure("the desk's answer is not understood; is it a claimdesk of this version?")
                }
                let problem = json["problem"].map { Problem(status: status, body: Data($0.text().utf8)) }
                if let problem, status == 503 {
                    later.append((line, problem))
                    continue
                }
                show(json, of: line)
                if let problem {
                    refuse(line, problem)
                } else if json["receipt"]?["created"] == true {
                    received.append(json["receipt"]?["id"]?.string ?? "")
                } else {
                    known += 1
                }
            }
            return later
        }

        /// The answer as it came, with the file's name and its line in the place of the request's.
        private func show(_ answer: JSON, of line: Line) {
            guard printsJSON else { return }
            let own = [JSON.Member("file", .string(line.file)), JSON.Member("line", JSON(line.number))]
            print(JSONEscapes.safe(JSON.object(own + answer.members.filter { $0.name != "line" }).text()))
        }

        private mutating func refuse(_ line: Line, _ problem: Problem) {
            refused += 1
            progress.done()
            StandardError.write("\(line.place): \(problem)")
        }
    }
}
