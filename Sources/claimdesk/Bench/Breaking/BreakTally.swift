import Volume

/// What became of a fault in the middle of a round: nothing that was acknowledged may be missing, nothing be there twice.
struct BreakTally: Sendable {
    /// Of one kind of thing.
    struct Count: Sendable {
        let what: String
        let acknowledged: Int
        let stored: Int
        /// What may have been stored without an acknowledgement: answers that were cut off, requests under way at the end.
        let unsure: Int
    }

    let breakage: Breakage
    /// Requests that were refused or got no answer.
    let failures: Int
    let counts: [Count]

    /// - Throws: `Failure` when something was lost or is there twice, or a rule of the desk is broken.
    init(
        _ breakage: Breakage, failures: Int, _ counts: [Count], on server: BenchServer, desk: String
    ) async throws {
        (self.breakage, self.failures, self.counts) = (breakage, failures, counts)
        for count in counts where count.stored < count.acknowledged {
            throw Failure("lost: \(Self.text(count))")
        }
        for count in counts where count.stored > count.acknowledged + count.unsure {
            throw Failure("more than were asked for: \(Self.text(count))")
        }
        let broken = try await server.installation.database.brokenRules(onDesk: desk)
        guard broken.isEmpty else {
            throw Failure("broken: " + broken.map { "\($0.rule) (\($0.rows) rows)" }.joined(separator: "; "))
        }
    }

    /// In one line.
    var text: String {
        "\(breakage.text) in the middle: \(failures) requests failed; "
            + counts.map(Self.text).joined(separator: ", ") + "; every rule kept"
    }

    private static func text(_ count: Count) -> String {
        "\(count.what) \(count.acknowledged) acknowledged, \(count.stored) stored"
    }
}
