package import Domain

/// A desk's claim reviews as one schema.org DataFeed, written from its beginning to its end.
///
/// [schema.org/DataFeed](https://schema.org/DataFeed)
package struct ClaimReviewFeed {
    private let deskName: String
    private let address: PublicAddress
    private let auditHead: AuditHead
    private let calendar: DeskCalendar
    /// How many claim reviews it has.
    package private(set) var count = 0
    /// How many the linter refused.
    package private(set) var omitted = 0
    /// The first of the reviews that were left out.
    package private(set) var omissions: [ExportManifest.Omission] = []

    /// - Parameters:
    ///   - address: of the desk's public pages.
    ///   - auditHead: where the audit trail stood.
    ///   - calendar: the desk's.
    package init(
        deskName: String, address: PublicAddress, auditHead: AuditHead, calendar: DeskCalendar = .standard
    ) {
        self.deskName = deskName
        self.address = address
        self.auditHead = auditHead
        self.calendar = calendar
    }

    /// All before the first item; the audit head stands where schema.org has room for an identifier.
    package var head: String {
        let members: [(String, JSON)] = [
            ("@context", "https://schema.org"),
            ("@type", "DataFeed"),
            ("name", .string("Fact checks by \(deskName)")),
            ("url", .string(address.desk)),
            (
                "provider",
                [
                    "@type": "Organization", "name": .string(deskName), "url": .string(address.desk),
                ]
            ),
            (
                "identifier",
                [
                    "@type": "PropertyValue", "propertyID": "audit head",
                    "value": .string("\(auditHead.batch) \(auditHead.hash)"),
                ]
            ),
        ]
        let text = members.map { "\(JSON.string($0.0).text()):\($0.1.text())" }.joined(separator: ",")
        return "{\(text),\"dataFeedElement\":["
    }

    /// The next item, with what divides it from the one before; nil for one that the linter refuses, which is noted.
    package mutating func item(_ review: ClaimReview, of id: Claim.ID) -> String? {
        let json = calendar.writing { review.json }
        if let finding = ClaimReviewLinter.lint(json).first(where: { $0.severity == .error }) {
            omitted += 1
            if omissions.count < ExportManifest.shownOmissions {
                omissions.append(.init(claimID: id, reason: "\(finding.path): \(finding.message)"))
            }
            return nil
        }
        count += 1
        let item: JSON = [
            "@type": "DataFeedItem", "dateCreated": JSON(review.publishedAt), "dateModified": JSON(review.modifiedAt),
            "item": json,
        ]
        return (count == 1 ? "\n" : ",\n") + item.text()
    }

    /// All after the last item.
    package var tail: String { "\n]}\n" }
}
