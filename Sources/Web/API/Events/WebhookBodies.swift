package import Domain

/// A webhook to be made.
package struct WebhookBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case url, events, description }

    package let url: String
    package let events: [String]
    package let description: String?

    package init(_ fields: Fields<Field>) throws {
        url = try fields.text(.url) ?? fields.missing(.url)
        events = try fields.texts(.events) ?? fields.missing(.events)
        description = try fields.text(.description)
    }
}

extension WebhookChange: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case url, events, active }

    package init(_ fields: Fields<Field>) throws {
        self.init(
            url: try fields.text(.url), events: try fields.texts(.events), isActive: try fields.flag(.active))
    }
}

/// For how long the old secret goes on signing beside the new one.
package struct WebhookRotationBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case overlapHours }

    /// 24 unless it is said.
    package let overlapHours: Int

    package init(_ fields: Fields<Field>) throws {
        overlapHours = try fields.integer(.overlapHours) ?? 24
    }
}
