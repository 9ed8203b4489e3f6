package import Domain

extension RatingScaleInput: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case name, ratings }

    package init(_ fields: Fields<Field>) throws {
        let ratings = try fields.objects(.ratings, RatingBody.self) ?? fields.missing(.ratings)
        self.init(name: try fields.text(.name) ?? fields.missing(.name), ratings: ratings.map(\.rating))
    }
}

/// One rating of a scale that is sent.
package struct RatingBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable {
        case key, label, value, offScale, direction, colour, translations, definition
    }

    package let rating: Rating

    package init(_ fields: Fields<Field>) throws {
        rating = Rating(
            key: try fields.text(.key) ?? fields.missing(.key),
            label: try fields.text(.label) ?? fields.missing(.label),
            value: try fields.integer(.value),
            offScale: try fields.flag(.offScale) ?? false,
            colour: try fields.text(.colour),
            direction: try fields.word(.direction),
            translations: try fields.textsByName(.translations) ?? [:],
            definition: try fields.text(.definition)
        )
    }
}
