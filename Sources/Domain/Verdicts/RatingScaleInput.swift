/// A rating scale, or the next version of one, as an administrator sends it: ratings from truest to falsest, off-scale
/// outcomes last.
package struct RatingScaleInput: Sendable, Hashable {
    package static let ratingLimit = 50
    package static let translationLimit = 50
    /// Code points.
    package static let definitionLimit = 500

    package var name: String
    package var ratings: [Rating]

    package init(name: String, ratings: [Rating]) {
        self.name = name
        self.ratings = ratings
    }

    /// The ratings as they are stored: each on-scale one with its direction, colours in lower case.
    package var stored: [Rating] {
        RatingScale.directed(ratings).map { rating in
            Rating(
                key: rating.key, label: rating.label, value: rating.value, offScale: rating.offScale,
                colour: rating.colour?.lowercased(), direction: rating.direction, translations: rating.translations,
                definition: rating.definition)
        }
    }

    /// - Throws: `InputError` with the first field that cannot be accepted, such as `ratings[2].value`.
    package func validate() throws(InputError) {
        try Input.line(name, "name", limit: 200)
        if ratings.count > Self.ratingLimit {
            throw InputError("ratings", "must have at most \(Self.ratingLimit) items")
        }
        for (index, rating) in ratings.enumerated() {
            do {
                try Self.validate(rating)
                try Self.validate(rating, after: Array(ratings[..<index]))
            } catch {
                throw error.inside("ratings[\(index)]")
            }
        }
        if ratings.count(where: { !$0.offScale }) < 2 {
            throw InputError("ratings", "must have at least two ratings that are not off the scale")
        }
        try validateOrder()
    }

    /// What can be said of a rating by itself.
    private static func validate(_ rating: Rating) throws(InputError) {
        guard Rating.isKey(rating.key) else {
            throw InputError("key", "must be 1 to 63 lower-case letters, digits and underscores, a letter first")
        }
        try Input.line(rating.label, "label", limit: 100)
        try Input.number(rating.value, "value", in: 1...1_000_000)
        if rating.offScale, rating.value != nil { throw InputError("value", "does not go with offScale") }
        if rating.offScale, rating.direction != nil { throw InputError("direction", "does not go with offScale") }
        if let colour = rating.colour, !isColour(colour) { throw InputError("colour", "must be like #1a7f37") }
        if rating.translations.count > translationLimit {
            throw InputError("translations", "must have at most \(translationLimit) languages")
        }
        if let definition = rating.definition {
            try Input.line(definition, "definition", limit: definitionLimit)
        }
        for (language, label) in rating.translations.sorted(by: { $0.key < $1.key }) {
            let field = "translations.\(language.prefix(40))"
            guard isLanguage(language) else { throw InputError(field, "must be a language tag such as de or pt-BR") }
            try Input.line(label, field, limit: 100)
        }
    }

    /// Keys and labels are unique: two ratings that read the same cannot be told apart.
    private static func validate(_ rating: Rating, after earlier: [Rating]) throws(InputError) {
        if earlier.contains(where: { $0.key == rating.key }) {
            throw InputError("key", "is another rating's already")
        }
        if earlier.contains(where: { $0.label.lowercased() == rating.label.lowercased() }) {
            throw InputError("label", "is another rating's already")
        }
    }

    /// From truest to falsest: numbers fall, directions turn towards false, outcomes off the scale come last.
    private func validateOrder() throws(InputError) {
        let numbered = ratings.contains { $0.value != nil }
        var before: Rating?
        var sawOffScale = false
        // With directions written out, so that one that goes without saying counts as well.
        for (index, rating) in RatingScale.directed(ratings).enumerated() {
            func field(_ name: String) -> String { "ratings[\(index)].\(name)" }
            if rating.offScale {
                sawOffScale = true
                continue
            }
            if sawOffScale {
                throw InputError(field("offScale"), "must be true: only outcomes off the scale follow one another")
            }
            if numbered, rating.value == nil {
                throw InputError(field("value"), "is required, as other ratings of the scale have one")
            }
            if let before {
                if let value = rating.value, let higher = before.value, value >= higher {
                    throw InputError(field("value"), "must be less than \(higher), that of the rating before it")
                }
                if let direction = rating.direction, let truer = before.direction, direction < truer {
                    throw InputError(
                        field("direction"), "must not be truer than \(truer.rawValue), that of the rating before it")
                }
            }
            before = rating
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// `#rrggbb`, in either case.
    private static func isColour(_ text: String) -> Bool {
        text.utf8.count == 7 && text.utf8.first == UInt8(ascii: "#")
            && text.utf8.dropFirst().allSatisfy { byte in
                isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
            }
    }

    /// The form of a BCP 47 tag: a language of two or three letters, then parts of one to eight letters and digits.
    private static func isLanguage(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard text.utf8.count <= 35, let language = parts.first else { return false }
        return (2...3).contains(language.count) && language.allSatisfy { isLetter($0 | 0x20) }
            && parts.dropFirst().allSatisfy { part in
                (1...8).contains(part.count) && part.allSatisfy { isLetter($0 | 0x20) || isDigit($0) }
            }
    }
}
