import Domain
import Postgres

// A rule that both Swift and SQL must know stands in this folder once for SQL, under the name of its Swift twin. What a
// rule says of states it gets from the twin itself, as literal text: Postgres finds an index on a condition only for a
// condition in the same words, which a bind does not have. Tests send every state through both.

extension SQL {
    /// Words of ours for `IN (…)` and `ARRAY[…]`, in quotes.
    ///
    /// - Parameter words: at least one, and only ever cases of an enum, whose texts are letters and underscores.
    static func words<Word: RawRepresentable<String>>(_ words: [Word]) -> SQL {
        SQL(unescaped: words.map { "'\($0.rawValue)'" }.joined(separator: ", "))
    }

    /// The claim is in one of the states of which a rule of `Claim.Status` is true.
    ///
    /// - Parameter claim: the name that the statement gives to the row of `claims`.
    static func status(of claim: SQL, is rule: (Claim.Status) -> Bool) -> SQL {
        "\(claim).status IN (\(words(Claim.Status.allCases.filter(rule))))"
    }
}
