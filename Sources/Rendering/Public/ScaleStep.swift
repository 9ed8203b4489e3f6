import Domain

/// One rating of a scale, as pages show it.
struct ScaleStep: Codable {
    let label: String
    let definition: String?
    let colour: String
    /// Classes of the style sheet.
    let style: String
    let isCurrent: Bool
    let isOff: Bool

    init(_ rating: Rating, isCurrent: Bool = false) {
        label = rating.label
        definition = rating.definition
        colour = (Colour(rating.colour) ?? .neutral).hex
        style = [isCurrent ? "current" : nil, rating.offScale ? "off" : nil].compactMap { $0 }
            .joined(separator: " ")
        self.isCurrent = isCurrent
        isOff = rating.offScale
    }
}
