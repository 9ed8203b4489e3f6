import Domain

/// What stands against a verdict's publication. A change stops at the first objection; a rehearsal notes it and goes on, so
/// that an editor reads all of them at once.
final class Objections {
    private let isRehearsal: Bool
    private(set) var noted: [any Error] = []

    init(isRehearsal: Bool = false) { self.isRehearsal = isRehearsal }

    /// Asks a rule that a publication could do without, as far as its statements go.
    ///
    /// - Throws: what the rule does; in a rehearsal only what is no rule of the desk.
    func ask(_ rule: () throws -> Void) throws {
        do { try rule() } catch  where isRehearsal && Self.isRule(error) { noted.append(error) }
    }

    /// Notes what a rehearsal could not go on after.
    ///
    /// - Throws: what is no rule of the desk.
    func end(with error: any Error) throws {
        guard Self.isRule(error) else { throw error }
        noted.append(error)
    }

    private static func isRule(_ error: any Error) -> Bool {
        error is VerdictError || error is EmbargoError || error is ClaimError || error is LedgerError
    }
}
