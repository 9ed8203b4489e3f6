import Foundation

/// How much a claim is worth checking, for a person: 0.91.
enum Score {
    static func text(_ score: Double) -> String { String(format: "%.2f", score) }
}
