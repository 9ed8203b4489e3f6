/// How many rows one statement stores or changes at most: some tenths of a second on a busy machine, where all the rows of a
/// long article in one statement took longer than a statement may.
let rowsInAStatement = 1_000

extension RandomAccessCollection {
    /// Hands the elements over in pieces, for a statement each; all of them belong to one transaction.
    func inPieces(_ body: (SubSequence) throws -> Void) rethrows {
        var rest = self[...]
        while !rest.isEmpty {
            try body(rest.prefix(rowsInAStatement))
            rest = rest.dropFirst(rowsInAStatement)
        }
    }
}
