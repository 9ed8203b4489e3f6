import Domain

/// One rating of a scale, as pages show it.
struct ScaleStep: Encodable {
    let stepLabel: String
    let stepColour: String
    let stepClass: String
    let isCurrent: Bool
    let isOff: Bool

    init(_ rating: Rating, isCurrent: Bool = false) {
        stepLabel = rating.label
        stepColour = (Colour(rating.colour) ?? .neutral).hex
        stepClass = [isCurrent ? "current" : nil, rating.offScale ? "off" : nil].compactMap { $0 }
            .joined(separator: " ")
        self.isCurrent = isCurrent
        isOff = rating.offScale
    }
}
