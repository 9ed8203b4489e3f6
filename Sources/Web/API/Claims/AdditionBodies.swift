package import Domain

extension ClaimAddition: JSONBody {
    package enum Field: String, CaseIterable, Sendable {
        case anchor, statement, claimant, kind, source, priority, requiredReviews, queue
    }

    package init(_ fields: Fields<Field>) throws {
        self.init(
            place: try fields.object(.anchor),
            statement: try fields.text(.statement),
            claimant: try fields.object(.claimant) ?? Claimant(name: nil, kind: .article, quotation: nil),
            kind: try fields.word(.kind) ?? .other,
            source: try fields.object(.source),
            priority: try fields.integer(.priority) ?? 0,
            requiredReviews: try fields.integer(.requiredReviews),
            queue: try fields.flag(.queue)
        )
    }
}

extension ClaimPlace: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case part, start, end, exact, prefix, suffix }

    /// - Throws: `InputError` also when the place is given in both ways: one of them would not count.
    package init(_ fields: Fields<Field>) throws {
        let part: Anchor.Part = try fields.word(.part) ?? .text
        if let exact = try fields.text(.exact) {
            for field in [Field.start, .end] where fields.isGiven(field) {
                throw InputError(fields.field(field), "does not go with exact: give the place in one of the two ways")
            }
            self.init(
                .quote(
                    exact: exact, prefix: try fields.text(.prefix) ?? "", suffix: try fields.text(.suffix) ?? ""),
                in: part)
            return
        }
        for field in [Field.prefix, .suffix] where fields.isGiven(field) {
            throw InputError(fields.field(field), "goes with exact, which is left out")
        }
        if !fields.isGiven(.start), !fields.isGiven(.end) { let _: String = try fields.missing(.exact) }
        self.init(
            .position(
                start: try fields.integer(.start) ?? fields.missing(.start),
                end: try fields.integer(.end) ?? fields.missing(.end)),
            in: part)
    }
}

extension ClaimSource: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case title, url }

    package init(_ fields: Fields<Field>) throws {
        self.init(title: try fields.text(.title), url: try fields.text(.url))
    }
}
