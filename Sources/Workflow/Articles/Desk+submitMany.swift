import Digests
package import Domain
import Foundation
import Postgres
import Store

/// One of many articles that are sent together.
package struct SubmittedLine: Sendable {
    package let submission: Submission
    /// As if it came alone, under a key of its own.
    package let idempotency: Idempotency?

    package init(_ submission: Submission, idempotency: Idempotency? = nil) {
        self.submission = submission
        self.idempotency = idempotency
    }
}

extension Desk {
    /// Takes many articles in, each as `submit` takes one: those that the desk does not have yet in one transaction, the others one
    /// after the other. What is wrong with one keeps no other out.
    ///
    /// - Returns: for each, in the same order, its receipt or what `submit` would throw.
    package func submit(
        _ lines: [SubmittedLine], by caller: Caller
    ) async -> [Result<SubmissionReceipt, any Error>] {
        var answers = [Result<SubmissionReceipt, any Error>?](repeating: nil, count: lines.count)
        var incoming: [Incoming] = []
        var names: Set<String> = []
        for (place, line) in lines.enumerated() {
            do {
                try line.submission.validate()
                let new = Incoming(line, place: place, makeID: makeID)
                // Of two that are one article the second is its next version, or the same once more.
                if names.isDisjoint(with: new.article.names), line.submission.embargoUntil == nil {
                    incoming.append(new)
                }
                names.formUnion(new.article.names)
            } catch {
                answers[place] = .failure(error)
            }
        }
        do {
            if incoming.count > 1 {
                for (place, receipt) in try await store(incoming, by: caller) { answers[place] = .success(receipt) }
            }
        } catch let error where error is AccessError || error is Unavailable || error is CancellationError {
            // No article is to blame, and each would wait for as long.
            return answers.map { $0 ?? .failure(error) }
        } catch {
            // One of them is to blame, or somebody else has just stored one: each finds out for itself.
        }
        return await alone(lines, by: caller, answers)
    }

    /// Submits one after the other those that have no answer yet.
    private func alone(
        _ lines: [SubmittedLine], by caller: Caller, _ answers: [Result<SubmissionReceipt, any Error>?]
    ) async -> [Result<SubmissionReceipt, any Error>] {
        var all: [Result<SubmissionReceipt, any Error>] = []
        for (line, answer) in zip(lines, answers) {
            if let answer {
                all.append(answer)
                continue
            }
            let caller = Caller(caller.principal, requestID: caller.requestID, idempotency: line.idempotency)
            do {
                all.append(.success(try await submit(line.submission, by: caller)))
            } catch {
                all.append(.failure(error))
            }
        }
        return all
    }

    /// Stores those that the desk does not have yet, and knows those that are as they were.
    ///
    /// - Returns: their receipts by place; who has none must come alone.
    /// - Throws: `Overtaken` when somebody else has stored one of them meanwhile.
    private func store(_ incoming: [Incoming], by caller: Caller) async throws -> [Int: SubmissionReceipt] {
        try await change(.submit, by: Caller(caller.principal, requestID: caller.requestID)) { change in
            let (desk, session) = (change.desk, change.session)
            try session.findByIndex()
            // A stream of lines may last longer than its key.
            try caller.principal.renewed(in: session).require(.submit)
            var receipts: [Int: SubmissionReceipt] = [:]
            let standing = try NewArticle.standing(incoming.map(\.article), on: desk, in: session)
            for new in incoming where new.line.idempotency == nil {
                if let known = standing[new.article.id], known.contentHash == new.article.contentHash {
                    receipts[new.place] = SubmissionReceipt(known)
                }
            }
            let unknown = incoming.filter { standing[$0.article.id] == nil }
            let free = try RecordedAnswer.begin(
                unknown.compactMap { $0.line.idempotency?.key }.map { (key: $0.key, fingerprint: $0.fingerprint) },
                member: change.member, on: desk, in: session)
            let fresh = unknown.filter { new in new.line.idempotency.map { free.contains($0.key.key) } ?? true }
            if fresh.isEmpty { return receipts }
            try Self.store(fresh, in: change)
            for new in fresh { receipts[new.place] = SubmissionReceipt(new.article) }
            try RecordedAnswer.end(
                fresh.compactMap { new in
                    try new.line.idempotency.map { ($0.key.key, try $0.sending(SubmissionReceipt(new.article))) }
                }, member: change.member, on: desk, in: session)
            return receipts
        }
    }

    private static func store(_ incoming: [Incoming], in change: Change) throws {
        let (desk, session) = (change.desk, change.session)
        let policy = try DeskProfile.get(desk, in: session).policy
        let areStored = try NewArticle.insert(
            incoming.map(\.article), requiredReviews: policy.requiredReviews, by: change.member, on: desk, in: session)
        guard areStored else { throw Overtaken() }
        try Job.enqueue(
            try incoming.map { new in
                let order = ExtractionOrder(articleID: new.article.id, versionID: new.article.versionID)
                return Job.Order(
                    id: new.job, payload: JSONText(try JSONValue(order).encodePostgres() ?? "null"),
                    uniqueKey: new.article.versionID.description, priority: 5 - (new.line.submission.urgency ?? 5))
            }, .extractArticle, on: desk, in: session)
        try AuditEvent.insert(
            incoming.map { new in
                let details = Self.details(new.article.versionID, 1, embargoUntil: nil)
                return (change.author, AuditEvent(.articleSubmitted, "article", new.article.id.rawValue, details))
            }, on: desk, in: session)
    }

    /// A line on its way in, with the ids of what it becomes.
    private struct Incoming {
        let line: SubmittedLine
        /// Among those that came with it.
        let place: Int
        let article: NewArticle
        let job: Job.ID

        init(_ line: SubmittedLine, place: Int, makeID: () -> UUID) {
            self.line = line
            self.place = place
            let hash = Data(SHA256.hash(line.submission.content.utf8))
            article = NewArticle(
                id: Article.ID(rawValue: makeID()), versionID: ArticleVersion.ID(rawValue: makeID()), line.submission,
                identity: line.submission.identity(contentHash: hash.hexadecimal), contentHash: hash)
            job = Job.ID(rawValue: makeID())
        }
    }

    /// Somebody else has stored an article between our looking for it and our storing it.
    private struct Overtaken: Error {}
}

extension SubmissionReceipt {
    fileprivate init(_ new: NewArticle) {
        self.init(articleID: new.id, versionID: new.versionID, version: 1, status: .received, created: true)
    }

    fileprivate init(_ standing: NewArticle.Standing) {
        self.init(
            articleID: standing.articleID, versionID: standing.versionID, version: standing.version,
            status: standing.status, created: false)
    }
}
