package import Domain
import Foundation
package import HTTPTypes

/// What a reader has of a page already (RFC 9110 §13).
package struct Precondition: Sendable {
    /// The tags of `If-None-Match` without what makes them weak; nil without the header.
    private let tags: [String]?
    /// `If-None-Match: *`: any state will do.
    private let takesAny: Bool
    private let since: Date?

    package init(_ headers: HTTPFields) {
        let lines = headers[values: .ifNoneMatch]
        tags = lines.isEmpty ? nil : Self.tags(lines.joined(separator: ","))
        takesAny = lines.contains { $0.filter { $0 != " " && $0 != "\t" } == "*" }
        // It counts only without the other, which is more exact (§13.1.3).
        since = lines.isEmpty ? headers[.ifModifiedSince].flatMap(HTTPDate.date) : nil
    }

    /// True when the reader has the page in this state: the answer is 304.
    package func isMet(by stamp: PublicStamp) -> Bool {
        if takesAny { return true }
        // Weak comparison (§13.1.2): a cache that packed the page has made its tag weak.
        if let tags { return tags.contains(stamp.tag) }
        // The header has whole seconds.
        guard let since else { return false }
        return stamp.changedAt.timeIntervalSince1970.rounded(.down) <= since.timeIntervalSince1970
    }

    /// The opaque parts of a list of entity tags; what is none is passed over. A tag may hold commas.
    private static func tags(_ list: String) -> [String] {
        // Between quotes every second part is a tag: the rest are commas, blanks and W/.
        list.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
}
