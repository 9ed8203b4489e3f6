package import Domain

extension DeskChange: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case name, scaleId, policy }

    /// - Throws: `Problem` (422) when nothing is to be changed: most likely something was forgotten.
    package init(_ fields: Fields<Field>) throws {
        try fields.requireSome()
        self.init(
            name: try fields.text(.name),
            scaleID: try fields.id(.scaleId),
            policy: try fields.object(.policy, PolicyBody.self)?.values ?? [:]
        )
    }
}

/// The settings of a desk's policy that are to be changed; `DeskPolicy.settings` judges their values.
package struct PolicyBody: JSONBody {
    /// The names of `DeskPolicy.settings`, by test.
    package enum Field: String, CaseIterable, Sendable {
        case requiredReviews, leaseSeconds, liveLeases, agreement, queueScore, queueLimit, minimumEvidence,
            independentSources,
            primarySource, consideredAgainst, rightOfReply, skipPolicy, skipLimit, publicPages, publicNames,
            articleText, method, correctionsPolicy, contact, timeZone, dateLanguage, publicNotes,
            reviewersAddClaims, submittersAddClaims
    }

    package let values: [String: JSON]

    package init(_ fields: Fields<Field>) throws {
        var values: [String: JSON] = [:]
        for field in Field.allCases { values[field.rawValue] = fields.json(field) }
        self.values = values
    }
}

extension Fields {
    /// - Throws: `Problem` (422) when every member was left out.
    func requireSome() throws {
        if !isEmpty { return }
        let names = Name.allCases.map(\.rawValue).joined(separator: ", ")
        throw Problem(.invalidBody, "Nothing is to be changed: name at least one of \(names).")
    }
}
