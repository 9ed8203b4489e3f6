import Domain
import Postgres

// The two halves of `BlindReview.seesAll` for somebody who may still be asked for a review: a claim that has once been
// in a state in which overseers see its reviews (`claims.reviews_disclosed`), and a member who is one of them.
extension SQL {
    /// The state is one in which overseers see the reviews of a claim, though it may yet ask for another.
    ///
    /// - Parameter status: a text.
    static func disclosesReviews(_ status: SQL) -> SQL {
        "\(status) IN (\(words([Claim.Status.agreed, .disputed])))"
    }

    /// The member is one who sees disclosed reviews: `BlindReview.overseers`.
    ///
    /// - Parameter member: the name of the row of `members`.
    static func oversees(_ member: SQL) -> SQL {
        "\(member).roles && ARRAY[\(words(BlindReview.overseers))]"
    }
}
