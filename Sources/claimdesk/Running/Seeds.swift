import Assets
import Domain
import Foundation
import Workflow

/// The small newsroom that the binary carries: a desk, its people, a rating scale, and three articles.
enum Seeds {
    /// - Throws: `Failure` when it is not in the binary or not of the right form.
    static func newsroom() throws(Failure) -> Newsroom {
        guard let text = Asset.text("seeds/newsroom.json") else {
            throw Failure("this binary carries no seeds: it was not built from a whole checkout")
        }
        return try newsroom(from: text, named: "seeds/newsroom.json")
    }

    /// Reads a newsroom of the form of seeds/newsroom.json.
    ///
    /// - Throws: `Failure` that names the place where it is not of that form.
    static func newsroom(from text: String, named name: String) throws(Failure) -> Newsroom {
        do {
            return try JSONDecoder().decode(Newsroom.self, from: Data(text.utf8))
        } catch let error as DecodingError {
            throw Failure("\(name) is no newsroom: \(reason(error))")
        } catch {
            throw Failure("\(name) is no newsroom: \(error.localizedDescription)")
        }
    }

    /// The sample articles, in the order of their names.
    ///
    /// - Throws: `Failure` when one of them is not of the right form.
    static func articles() throws(Failure) -> [Submission] {
        var articles: [Submission] = []
        for name in Asset.names(in: "seeds/articles") where name.hasSuffix(".json") {
            let body = String(name.dropLast(5)) + ".txt"
            guard let head = Asset.text(name), let text = Asset.text(body) else {
                throw Failure("\(body) is missing beside \(name)")
            }
            do {
                articles.append(try JSONDecoder().decode(Head.self, from: Data(head.utf8)).submission(text))
            } catch {
                throw Failure("\(name) is no article's head: \(error)")
            }
        }
        return articles
    }

    /// A sample article's head: all that is known of it beside its text.
    private struct Head: Decodable {
        let externalId: String
        let source: String
        let url: String
        let title: String
        let byline: String
        let publisher: String
        let publishedAt: String
        let language: String
        let urgency: Int

        func submission(_ body: String) -> Submission {
            Submission(
                externalID: externalId, source: source, url: url, title: title, byline: byline, publisher: publisher,
                publishedAt: Timestamp.date(publishedAt), language: language, body: body, urgency: urgency)
        }
    }

    private static func reason(_ error: DecodingError) -> String {
        func place(_ context: DecodingError.Context, _ last: (any CodingKey)? = nil) -> String {
            let path = (context.codingPath + (last.map { [$0] } ?? [])).map {
                $0.intValue.map(String.init) ?? $0.stringValue
            }
            return path.isEmpty ? "at its beginning" : "at \(path.joined(separator: "."))"
        }
        return switch error {
        case .keyNotFound(let key, let context): "nothing \(place(context, key))"
        case .typeMismatch(let type, let context): "no \(type) \(place(context))"
        case .valueNotFound(let type, let context): "no \(type) \(place(context))"
        case .dataCorrupted(let context): "\(context.debugDescription) \(place(context))"
        @unknown default: "\(error)"
        }
    }
}

extension Desk {
    /// Submits articles on behalf of the member whose key it is; articles that the desk has are not sent again.
    ///
    /// - Parameter secret: of a key with the role submitter.
    /// - Returns: what the desk answered to each.
    func submit(_ articles: [Submission], secret: String) async throws -> [SubmissionReceipt] {
        let caller = Caller(try await authenticate(secret: secret))
        var receipts: [SubmissionReceipt] = []
        for article in articles { receipts.append(try await submit(article, by: caller)) }
        return receipts
    }
}
