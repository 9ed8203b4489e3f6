/// A label that a claim can be given.
package struct Rating: Sendable, Hashable {
    /// Which way a rating leans.
    package enum Direction: String, CaseIterable, Codable, Sendable, Comparable {
        case truth = "true"
        /// A rating that says as much true as false.
        case mixed
        case falsehood = "false"

        package static func < (left: Direction, right: Direction) -> Bool {
            (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
        }
    }

    /// Lower-case letters, digits and underscores; what reviews and verdicts name.
    package let key: String
    package let label: String
    /// From 1 up; nil for off-scale outcomes and on scales without numbers.
    package let value: Int?
    /// An outcome that says nothing about truth: unverifiable, outdated, not a claim.
    package let offScale: Bool
    /// `#rrggbb`.
    package let colour: String?
    /// Nil for off-scale outcomes, and where it goes without saying: by the half of the scale that the rating lies on.
    package let direction: Direction?
    /// The label in other languages, by BCP 47 tag.
    package let translations: [String: String]
    /// When the rating is given, for reviewers and readers; nil where the label says it all.
    package let definition: String?

    package init(
        key: String, label: String, value: Int?, offScale: Bool, colour: String?, direction: Direction? = nil,
        translations: [String: String] = [:], definition: String? = nil
    ) {
        self.key = key
        self.label = label
        self.value = value
        self.offScale = offScale
        self.colour = colour
        self.direction = direction
        self.translations = translations
        self.definition = definition
    }
}

extension Rating {
    /// True for what can be the key of a rating: 1 to 63 lower-case letters, digits and underscores, a letter first.
    package static func isKey(_ text: String) -> Bool {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        guard let first = text.utf8.first, letters.contains(first), text.utf8.count <= 63 else { return false }
        return text.utf8.allSatisfy { letters.contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_") }
    }
}

extension Rating: Codable {
    private enum CodingKeys: CodingKey { case key, label, value, offScale, colour, direction, translations, definition }

    /// Direction, translations and definition may be left out of a newsroom's file.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            key: try values.decode(String.self, forKey: .key), label: try values.decode(String.self, forKey: .label),
            value: try values.decodeIfPresent(Int.self, forKey: .value),
            offScale: try values.decode(Bool.self, forKey: .offScale),
            colour: try values.decodeIfPresent(String.self, forKey: .colour),
            direction: try values.decodeIfPresent(Direction.self, forKey: .direction),
            translations: try values.decodeIfPresent([String: String].self, forKey: .translations) ?? [:],
            definition: try values.decodeIfPresent(String.self, forKey: .definition))
    }
}

/// One version of a desk's ratings, from truest to falsest, off-scale outcomes last.
package struct RatingScale: Sendable, Hashable {
    package typealias ID = Identifier<RatingScale>

    /// Names one version of one scale.
    package struct Reference: Sendable, Hashable {
        package let id: ID
        package let version: Int

        package init(id: ID, version: Int) {
            self.id = id
            self.version = version
        }
    }

    package let id: ID
    package let name: String
    package let version: Int
    package let ratings: [Rating]

    package init(id: ID, name: String, version: Int, ratings: [Rating]) {
        self.id = id
        self.name = name
        self.version = version
        self.ratings = ratings
    }

    package var reference: Reference { Reference(id: id, version: version) }

    /// - Throws: `InputError` that lists the keys of the scale when the key is not one of them.
    package func requireRating(_ key: String, field: String = "rating") throws(InputError) {
        if ratings.contains(where: { $0.key == key }) { return }
        throw InputError(field, "must be one of \(ratings.map(\.key).joined(separator: ", "))")
    }

    /// The same with every direction written out: an on-scale rating without one leans by its half of the scale, and
    /// the middle of an odd scale is mixed.
    package static func directed(_ ratings: [Rating]) -> [Rating] {
        let last = ratings.count { !$0.offScale } - 1
        var place = 0
        return ratings.map { rating in
            if rating.offScale { return rating }
            defer { place += 1 }
            let half: Rating.Direction = 2 * place < last ? .truth : 2 * place > last ? .falsehood : .mixed
            return Rating(
                key: rating.key, label: rating.label, value: rating.value, offScale: false, colour: rating.colour,
                direction: rating.direction ?? half, translations: rating.translations,
                definition: rating.definition)
        }
    }
}
