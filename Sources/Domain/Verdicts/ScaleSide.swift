/// Which way a rating leans on its scale.
package enum ScaleSide: String, CaseIterable, Sendable {
    case truer, middle, falser
    /// An outcome that says nothing about truth, or a rating that is not on this version of the scale.
    case off
}

extension Rating {
    /// By the direction that the scale gives it, else by the half on which it lies (`RatingScale.directed`), as agreement
    /// counts it too.
    ///
    /// - Parameter scale: truest first; off-scale outcomes are not counted.
    package func side(on scale: [Rating]) -> ScaleSide {
        guard !offScale, let own = RatingScale.directed(scale).first(where: { $0.key == key && !$0.offScale }) else {
            return .off
        }
        return switch own.direction {
        case .truth: .truer
        case .falsehood: .falser
        case .mixed: .middle
        case nil: .off
        }
    }
}
