/// A label that a claim can be given.
package struct Rating: Sendable, Codable, Hashable {
    /// Lower-case letters, digits and underscores; what reviews and verdicts name.
    package let key: String
    package let label: String
    /// From 1 up; nil for off-scale outcomes and on scales without numbers.
    package let value: Int?
    /// An outcome that says nothing about truth: unverifiable, outdated, not a claim.
    package let offScale: Bool
    /// `#rrggbb`.
    package let colour: String?

    package init(key: String, label: String, value: Int?, offScale: Bool, colour: String?) {
        self.key = key
        self.label = label
        self.value = value
        self.offScale = offScale
        self.colour = colour
    }
}

/// One version of a desk's ratings, from truest to falsest, off-scale outcomes last.
package struct RatingScale: Sendable, Codable, Hashable {
    package typealias ID = Identifier<RatingScale>

    /// Names one version of one scale.
    package struct Reference: Sendable, Codable, Hashable {
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
}
