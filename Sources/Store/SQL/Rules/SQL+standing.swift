import Domain
import Postgres

// How a claim stands before the desk and the public. Each takes the name that the statement gives to the row of
// `claims`.
extension SQL {
    /// A verdict of the claim stands in public: `Claim.Status.isPublic`.
    static func isPublic(_ claim: SQL) -> SQL { status(of: claim, is: \.isPublic) }

    /// The claim's verdict is for everybody to read: `Claim.showsVerdict`.
    static func showsVerdict(_ claim: SQL) -> SQL { "\(isPublic(claim)) AND NOT \(claim).paused" }

    /// The claim has a public page, though it may not show the verdict: `Claim.publicStanding` is not nil.
    static func hasPublicStanding(_ claim: SQL) -> SQL {
        "(\(status(of: claim) { PublicStanding(of: $0, isPaused: false) != nil }) OR \(claim).reopened_at IS NOT NULL)"
    }

    /// A verdict was made on the claim: `Claim.Status.hasVerdict`.
    static func hasVerdict(_ claim: SQL) -> SQL { status(of: claim, is: \.hasVerdict) }

    /// The claim has no verdict yet and may get one: `Claim.Status.isOpen`.
    static func isOpen(_ claim: SQL) -> SQL { status(of: claim, is: \.isOpen) }

    /// The claim may step to a state from the one in which it is: `Claim.Status.requireStep(to:)`.
    static func mayStep(_ claim: SQL, to next: Claim.Status) -> SQL {
        status(of: claim) { $0.next.contains(next) }
    }

    /// The version may step to a state from the one in which it is: `ArticleVersion.Status.next`.
    ///
    /// - Parameter extraction: the name of the row of `extractions`.
    static func mayStep(extraction: SQL, to next: ArticleVersion.Status) -> SQL {
        "\(extraction).status IN (\(words(ArticleVersion.Status.allCases.filter { $0.next.contains(next) })))"
    }

    /// The entry of the ledger is what the public sees listed as a correction: `PublicCorrection.kinds`.
    ///
    /// - Parameter entry: the name of the row of `ledger_entries`.
    static func isCorrection(_ entry: SQL) -> SQL { "\(entry).kind IN (\(words(PublicCorrection.kinds)))" }
}
