import Domain
import Foundation
import Samples
import Testing

/// When two items are one, and which of them a verdict cites.
@Suite struct EvidencePageTests {
    private static let item = EvidenceInput(
        url: "https://example.org/a", title: "Register", publisher: "Office", quote: "412 m", stance: .supports,
        kind: .primary, interest: "None", archivedURL: "https://archive.example.org/1",
        archiveSHA256: String(repeating: "0a", count: 32))

    @Test func anItemSaysTheSameUntilAnyWordOfItIsAnother() {
        let item = Self.item
        #expect(item.says(item, retrievedAt: .sample))
        let changes: [(inout EvidenceInput) -> Void] = [
            { $0.url = "https://example.org/b" }, { $0.url += "#page=2" }, { $0.title = nil },
            { $0.publisher = "Harbour office" }, { $0.quote = "421 m" }, { $0.stance = .refutes }, { $0.kind = nil },
            { $0.interest = nil }, { $0.archivedURL = nil }, { $0.archiveSHA256 = nil },
            { $0.retrievedAt = Date.sample.addingTimeInterval(1) },
        ]
        for (place, change) in changes.enumerated() {
            var other = item
            change(&other)
            #expect(!other.says(item, retrievedAt: .sample), "\(place)")
        }
        var copied = item
        copied.url = "http://www.EXAMPLE.org/a?utm_source=x"
        copied.retrievedAt = .sample
        #expect(copied.says(item, retrievedAt: .sample))
    }

    @Test func eachPageIsCitedOnceAndAnEditorsWordIsTheLast() {
        func item(_ number: UInt64, _ url: String, _ stance: EvidenceInput.Stance, review: UInt64?) -> Evidence {
            Evidence(
                id: .sample(number), reviewID: review.map { .sample($0) },
                item: EvidenceInput(url: url, stance: stance),
                retrievedAt: .sample)
        }
        let all = [
            item(1, "https://a.org", .supports, review: 1), item(2, "http://www.a.org/", .supports, review: 2),
            item(3, "https://a.org", .refutes, review: 2), item(4, "https://b.org", .supports, review: 1),
            item(5, "https://b.org/", .context, review: nil), item(6, "https://c.org", .context, review: nil),
        ]
        #expect(all.onceEach.map(\.id) == [.sample(1), .sample(3), .sample(5), .sample(6)])
    }
}
