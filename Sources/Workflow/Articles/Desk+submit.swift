import Digests
package import Domain
import Foundation
import Store

extension Desk {
    /// Takes an article in: its version and the job that will read it are one transaction.
    ///
    /// The same article with the same content is not stored again; with another content it is the next version. It keeps
    /// the address with which it came first.
    /// - Throws: `InputError` with the first field that cannot be accepted.
    package func submit(_ submission: Submission, by caller: Caller) async throws -> SubmissionReceipt {
        try submission.validate()
        let hash = Data(SHA256.hash(submission.content.utf8))
        let hex = hash.hexadecimal
        let identity = submission.identity(contentHash: hex)
        return try await change(.submit, by: caller) { change in
            func find() throws -> Article? {
                try Article.find(identity: identity, of: submission, on: change.desk, in: change.session)
            }
            var found = try find()
            if found == nil {
                let id: Article.ID = change.newID()
                let isNew = try Article.insert(
                    id, identity: identity, submission, by: change.member, on: change.desk, in: change.session)
                if isNew {
                    try requireAhead(submission.embargoUntil, "embargoUntil", in: change)
                    return try store(submission, hash, as: 1, of: id, in: change)
                }
                // Somebody was quicker.
                found = try find()
            }
            guard let known = found else { throw NotFound("article") }
            try Article.lock(known.id, on: change.desk, in: change.session)
            // Seen again under the lock: another submission may have brought a version meanwhile.
            let article = try Article.get(known.id, on: change.desk, in: change.session)
            let latest = article.version
            if try ArticleVersion.contentHash(of: latest.id, on: change.desk, in: change.session) == hash {
                return SubmissionReceipt(
                    articleID: article.id, versionID: latest.id, version: latest.number, status: latest.status,
                    created: false)
            }
            try takeOverEmbargo(of: submission, on: article.id, in: change)
            return try store(submission, hash, as: latest.number + 1, of: article.id, in: change)
        }
    }

    private func store(
        _ submission: Submission, _ hash: Data, as number: Int, of article: Article.ID, in change: Change
    ) throws -> SubmissionReceipt {
        let version: ArticleVersion.ID = change.newID()
        let policy = try DeskProfile.get(change.desk, in: change.session).policy
        if number > 1 {
            try ArticleVersion.supersedeUnread(of: article, on: change.desk, in: change.session)
            try Article.setLatestVersion(number, of: article, on: change.desk, in: change.session)
        }
        try ArticleVersion.insert(
            version, number: number, of: article, submission,
            requiredReviews: submission.requiredReviews ?? policy.requiredReviews, contentHash: hash,
            by: change.member, on: change.desk, in: change.session)
        try Job.enqueue(
            change.newID(), .extractArticle, ExtractionOrder(articleID: article, versionID: version),
            uniqueKey: version.description, priority: 5 - (submission.urgency ?? 5), on: change.desk,
            in: change.session)
        try change.audit(
            .articleSubmitted, "article", article.rawValue,
            Self.details(version, number, embargoUntil: number == 1 ? submission.embargoUntil : nil))
        return SubmissionReceipt(
            articleID: article, versionID: version, version: number, status: .received, created: true)
    }

    static func details(
        _ version: ArticleVersion.ID, _ number: Int, embargoUntil: Date?
    ) -> [String: String] {
        var details = ["version": version.description, "number": String(number)]
        details["embargoUntil"] = embargoUntil.map { Timestamp.text($0) }
        return details
    }
}
