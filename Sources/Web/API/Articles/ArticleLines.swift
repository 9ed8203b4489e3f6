import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Workflow

/// Articles that come one a line, and are answered one a line as they are stored.
struct ArticleLines {
    let call: Call
    let publicURL: String
    /// The request's idempotency key, under which each line has one of its own; nil where none came.
    private let key: String?

    /// What stands behind the request's key in a line's own: a stroke and the line's number.
    private static let keyRoom = 20

    /// - Throws: `InputError` for a key that leaves no room for the number of a line.
    init(_ call: Call, publicURL: String) throws {
        self.call = call
        self.publicURL = publicURL
        key = call.request.headers[.idempotencyKey]
        let limit = 255 - Self.keyRoom
        if let key, key.utf8.count > limit {
            throw InputError(
                "Idempotency-Key", "must have at most \(limit) characters where each line has a key of its own")
        }
    }

    func response(to lines: RequestLines) throws -> Response {
        let principal = try call.principal
        return Response(
            status: .ok,
            headers: [.contentType: RequestLines.mediaType, .xAccelBuffering: "no"],
            body: ResponseBody { writer in
                try await lines.inGroups { group in
                    let answers = await answers(to: group, for: principal)
                    try Task.checkCancellation()
                    try await writer.write(ByteBuffer(string: answers))
                }
                try await writer.finish(nil)
            })
    }

    /// A line for each line, in the same order.
    private func answers(to group: [RequestLines.Line], for principal: Principal) async -> String {
        var answers: [Result<SentAnswer, any Error>?] = []
        var submitted: [SubmittedLine] = []
        for line in group {
            do {
                submitted.append(try read(line))
                answers.append(nil)
            } catch {
                answers.append(.failure(error))
            }
        }
        let caller = Caller(principal, requestID: call.context.requestID)
        var stored = await call.desk.inBackground.submit(submitted, by: caller).makeIterator()
        return zip(group, answers).map { line, answer in
            text(
                of: answer ?? stored.next().map { $0.map(ArticleRoutes.answer) } ?? .failure(CancellationError()),
                line.number)
        }.joined()
    }

    private func read(_ line: RequestLines.Line) throws -> SubmittedLine {
        let bytes = try line.bytes.get()
        let submission = try Submission(reading: bytes)
        let idempotency = try key.map { key in
            let own = try IdempotencyKey(
                "\(key)/\(line.number)", method: "POST", path: "/v1/articles", body: bytes)
            return Idempotency(own, sending: ArticleRoutes.answer)
        }
        return SubmittedLine(submission, idempotency: idempotency)
    }

    /// `{"line":…,"status":…,"receipt":{…}}`, or with a problem in the receipt's place.
    private func text(of answer: Result<SentAnswer, any Error>, _ number: Int) -> String {
        do {
            return text(try answer.get(), number)
        } catch let before as AnsweredBefore {
            return text(before.sent, number)
        } catch {
            let problem = Problem(error)
            ProblemLog(logger: call.context.logger).log(error, problem, requestID: call.context.requestID)
            let json: JSON = [
                "line": .int(number), "status": .int(problem.kind.status),
                "problem": problem.json(publicURL: publicURL, requestID: call.context.requestID),
            ]
            return json.text() + "\n"
        }
    }

    /// The receipt as it was sent, also where that was before.
    private func text(_ sent: SentAnswer, _ number: Int) -> String {
        #"{"line":\#(number),"status":\#(sent.status),"receipt":"# + sent.body.split(separator: "\n").joined() + "}\n"
    }
}
