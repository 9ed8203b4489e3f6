package import Domain
package import Foundation
import Postgres
import Store

extension Desk {
    /// Holds an article back until a time, or no longer: its claims are reviewed and decided meanwhile, and neither
    /// published nor reported.
    ///
    /// - Parameter until: nil lifts the embargo.
    /// - Throws: `NotFound`, `InputError` for a time that is past, `AccessError` when the caller is no editor and sent no
    ///   version of the article.
    package func embargo(_ id: Article.ID, until: Date?, by caller: Caller) async throws -> Article {
        try await change(.embargo, by: caller) { change in
            try Article.lock(id, on: change.desk, in: change.session)
            try Self.requireSubmitterOrEditor(of: id, in: change)
            try setEmbargo(until: until, of: id, field: "until", in: change)
            return try Self.countedArticle(id, in: change)
        }
    }

    /// Takes over the embargo that came with a submission. It begins or prolongs one and never shortens it: a newsroom's
    /// system that sends the next version with the old time must not undo what an editor has said. Lock the article first.
    func takeOverEmbargo(of submission: Submission, on id: Article.ID, in change: Change) throws {
        guard let until = submission.embargoUntil else { return }
        let current = try Article.get(id, on: change.desk, in: change.session).embargoUntil
        if let current, current.timeIntervalSince(until) > -0.001 { return }
        try setEmbargo(until: until, of: id, field: "embargoUntil", in: change)
    }

    private func setEmbargo(until: Date?, of id: Article.ID, field: String, in change: Change) throws {
        let current = try Article.get(id, on: change.desk, in: change.session).embargoUntil
        // The API's times have milliseconds, the database's microseconds.
        if let until, let current, abs(until.timeIntervalSince(current)) < 0.001 { return }
        if until == nil, current == nil { return }
        try requireAhead(until, field, in: change)
        try Article.setEmbargo(until: until, of: id, on: change.desk, in: change.session)
        var details: [String: String] = [:]
        details["until"] = until.map { Timestamp.text($0) }
        details["before"] = current.map { Timestamp.text($0) }
        try change.audit(until == nil ? .embargoLifted : .articleEmbargoed, "article", id.rawValue, details)
    }

    /// - Throws: `InputError` for a time that is past.
    func requireAhead(_ until: Date?, _ field: String, in change: Change) throws {
        guard let until, !(try Article.isAhead(until, in: change.session)) else { return }
        throw InputError(field, "must be a time to come; it is past by the server's clock")
    }

    /// - Throws: `EmbargoError` while the claim's article is held back. The embargo stays as it is until the transaction
    ///   ends. Call it before the claim is locked; it says nothing of a claim that does not exist.
    static func requireNoEmbargo(onClaim id: Claim.ID, in change: Change) throws {
        let article = try Article.lockEmbargo(ofClaim: id, on: change.desk, in: change.session)
        guard let article else { return }
        try requireNoEmbargo(on: article, desk: change.desk, in: change.session)
    }

    /// - Throws: `EmbargoError` while the article is held back.
    static func requireNoEmbargo(on id: Article.ID, desk: DeskProfile.ID, in session: Session) throws {
        guard let embargo = try Article.embargo(of: id, on: desk, in: session) else { return }
        try Embargo.requireLifted(until: embargo.until, now: embargo.now)
    }
}
