/// On which half of its scale a rating lies.
package enum ScaleSide: String, CaseIterable, Codable, Sendable {
    case truer, middle, falser
    /// An outcome that says nothing about truth, or a rating that is not on this version of the scale.
    case off
}

extension Rating {
    /// The middle of a scale with an odd number of places belongs to neither half.
    ///
    /// - Parameter scale: truest first; off-scale outcomes are not counted.
    package func side(on scale: [Rating]) -> ScaleSide {
        let places = scale.filter { !$0.offScale }.map(\.key)
        guard !offScale, let place = places.firstIndex(of: key) else { return .off }
        let middle = places.count - 1
        return 2 * place < middle ? .truer : 2 * place > middle ? .falser : .middle
    }
}
