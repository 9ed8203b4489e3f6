import Domain
import Foundation
import FoundationNetworking

/// What a desk answers when it refuses (RFC 9457), or what is known of an answer that is no problem document.
struct Problem: Error, Hashable, CustomStringConvertible {
    let status: Int
    /// The last part of the problem's type: `lease-lost`; nil when the answer was none of the desk's own.
    let type: String?
    let title: String
    let detail: String?
    let field: String?
    /// The answer as it came: some types carry more.
    let body: Data

    /// Reads the body of an answer whose status is 400 or more.
    init(status: Int, body: Data) {
        struct Document: Decodable {
            let type: String?
            let title: String?
            let detail: String?
            let field: String?
        }
        self.status = status
        self.body = body
        guard let document = try? JSONDecoder().decode(Document.self, from: body), let title = document.title else {
            type = nil
            title = "The desk answered \(status)"
            // Something in between may have answered with a page; its beginning says who.
            let text = String(decoding: body.prefix(200), as: UTF8.self)
            let line = TerminalText.oneLine(text)
            detail = line.isEmpty ? HTTPURLResponse.localizedString(forStatusCode: status) : line
            field = nil
            return
        }
        type = document.type.flatMap { $0.split(separator: "/").last.map(String.init) }
        self.title = title
        detail = document.detail
        field = document.field
    }

    /// `Title: detail (field)`; the field is left out where the detail names it.
    var description: String {
        let sentence = Self.localized(detail.map { "\(title): \($0)" } ?? title)
        guard let field, !sentence.contains(field) else { return sentence }
        return "\(sentence) (\(field))"
    }

    /// The sentence with its times as the clock on the wall has them.
    private static func localized(_ sentence: String) -> String {
        sentence.replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/) { LocalTime.text(String($0.output)) }
    }
}
