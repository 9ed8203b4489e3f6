import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Store

/// What is shown of a claim's verdict, asked of Swift and of the database: every short history of a claim, with things
/// of the same moment among them. The histories stand in the place of the tables.
@Suite(.database)
struct VerdictRuleTests {
    /// Something that happened to a claim.
    private struct Step {
        let claim: Claim.ID
        let id: UUID
        /// Whether it has what the rule looks for: an answer, words for the public, a review.
        let has: Bool
        let at: Date
    }

    private static let desk = DeskProfile.ID(rawValue: UUID())

    /// Every history of up to three steps, each with or without what is looked for, at one of two moments; by claim, in
    /// the order in which the desk reads them.
    private static func histories() -> [Claim.ID: [Step]] {
        var histories: [Claim.ID: [Step]] = [:]
        for length in 0...3 {
            for code in 0..<(1 << (2 * length)) {
                let claim = Claim.ID(rawValue: UUID())
                histories[claim] = (0..<length)
                    .map { place in
                        let bits = code >> (2 * place)
                        return Step(
                            claim: claim, id: UUID(), has: bits & 1 == 1,
                            at: Date(timeIntervalSince1970: 1_800_000_000 + Double(bits >> 1 & 1)))
                    }
                    .sorted { ($0.at, $0.id.uuidString) < ($1.at, $1.id.uuidString) }
            }
        }
        return histories
    }

    /// Asks the database of each claim `c`, with the steps in the place of a table.
    ///
    /// - Parameter row: a step's columns as an item of `VALUES`.
    private func ask<Value: Sendable>(
        _ question: SQL, of histories: [Claim.ID: [Step]], table: SQL, isPaused: Bool = false, _ row: (Step) -> SQL,
        _ decode: @Sendable (Row) throws -> Value
    ) async throws -> [Claim.ID: Value] {
        let rows = histories.values.joined().map(row).joined(separator: ", ")
        let statement: SQL = """
            WITH \(table) AS (VALUES \(rows))
            SELECT c.id, \(question) AS answer
            FROM (SELECT \(Self.desk)::uuid AS desk_id, d.id, 2 AS claimant_number, \(isPaused)::boolean AS paused
                FROM unnest(\(Array(histories.keys))) AS d (id)) c
            """
        let answers = try await TestDatabase.current.database.read { session in
            try session.all(statement) { (try $0.decode("id", as: Claim.ID.self), try decode($0)) }
        }
        return Dictionary(uniqueKeysWithValues: answers)
    }

    @Test func theSameReplyIsShownInBoth() async throws {
        let histories = Self.histories()
        // Who was asked first of each claim is not its claimant any more.
        let misnamed = Set(histories.values.compactMap { $0.first?.id })
        let shown = try await ask(
            "(SELECT y.id \(SQL.shownReply(of: "c")))", of: histories,
            table: "reply_attempts (desk_id, claim_id, id, answer, contacted_at, claimant_number)",
            {
                """
                (\(Self.desk)::uuid, \($0.claim)::uuid, \($0.id)::uuid, \($0.has ? "No." : nil)::text,
                    \($0.at)::timestamptz, \(misnamed.contains($0.id) ? 1 : 2)::integer)
                """
            }
        ) { try $0["answer"] as UUID? }
        #expect(shown.count == 85)
        for (claim, steps) in histories {
            let attempts = steps.map { step in
                ReplyAttempt(
                    id: ReplyAttempt.ID(rawValue: step.id), claimID: claim,
                    claimantNumber: misnamed.contains(step.id) ? 1 : 2,
                    input: .init(
                        channel: .email, contact: "press", contactedAt: step.at, answer: step.has ? "No." : nil),
                    recordedBy: Member.ID(rawValue: UUID()), recordedAt: step.at)
            }
            let own = attempts.filter { $0.claimantNumber == 2 }
            #expect(shown[claim] == ReplyAttempt.shown(of: own)?.id.rawValue, "\(steps)")
        }
    }

    /// What is said has words; what is not is a publication, and of what is said at the later moment some is a retraction and
    /// some a pause.
    private static func kind(of step: Step) -> LedgerEntry.Kind {
        if !step.has { return .publication }
        let kinds: [LedgerEntry.Kind] = [.clarification, .retraction, .pause]
        return kinds[Int(step.id.uuid.0) % 3]
    }

    @Test(arguments: [false, true])
    func thePublicWasToldTheSameInBoth(isPaused: Bool) async throws {
        let histories = Self.histories()
        let verdict = Verdict.ID(rawValue: UUID())
        let told = try await ask(
            "ARRAY(SELECT l.id \(SQL.publicNotes(of: "c")) \(SQL.publicNotesOrder))", of: histories,
            table: """
                verdicts (desk_id, id, version) AS (VALUES (\(Self.desk)::uuid, \(verdict)::uuid, 1)),
                ledger_entries (desk_id, claim_id, id, public_text, entered_at, verdict_id, kind)
                """, isPaused: isPaused,
            {
                """
                (\(Self.desk)::uuid, \($0.claim)::uuid, \($0.id)::uuid, \($0.has ? "Amended." : nil)::text,
                    \($0.at)::timestamptz, \(verdict)::uuid, \(Self.kind(of: $0))::text)
                """
            }
        ) { try $0["answer"] as [UUID] }
        for (claim, steps) in histories {
            let ledger = steps.map { step in
                LedgerEntry(
                    id: LedgerEntry.ID(rawValue: step.id), claimID: claim, verdictID: verdict, verdictVersion: 1,
                    kind: Self.kind(of: step), publicText: step.has ? "Amended." : nil, reason: nil,
                    overrideReason: nil, gateReasons: [:], requestID: nil, enteredBy: Member.ID(rawValue: UUID()),
                    enteredByName: "Ed", enteredAt: step.at)
            }
            let entry = ArticleReport.Entry(
                claim: .standing(.published, isPaused: isPaused, id: claim), verdict: nil, ledger: ledger)
            #expect(told[claim] == entry.notes.map(\.id.rawValue), "\(steps)")
        }
    }

    @Test func theHighestVersionStands() async throws {
        let histories = Self.histories()
        let verdicts: SQL =
            """
            verdicts (desk_id, claim_id, id, version, basis, scale_id, scale_version, rating, rationale, title, summary,
                claim_reviewed, decided_by, decided_at)
            """
        // The version is what follows from a step's place, and says nothing of when it was stored.
        let versions = histories.mapValues { steps in Dictionary(uniqueKeysWithValues: zip(steps.map(\.id), [2, 3, 1]))
        }
        func row(_ step: Step) -> SQL {
            """
            (\(Self.desk)::uuid, \(step.claim)::uuid, \(step.id)::uuid, \(versions[step.claim]?[step.id] ?? 0)::integer,
                'agreement', NULL::uuid, 1, 'false', '', NULL::text, NULL::text,
                NULL::text, NULL::uuid, \(step.at)::timestamptz)
            """
        }
        let joined = try await ask(
            "(SELECT v.id FROM (VALUES (1)) AS one (n) \(SQL.latestVerdict(of: "c")))", of: histories, table: verdicts,
            row
        ) { try $0["answer"] as UUID? }
        let ordered = try await ask(
            """
            ARRAY(SELECT v.version FROM verdicts v WHERE v.claim_id = c.id ORDER BY \(SQL.standingFirst("v")))
            """, of: histories, table: verdicts, row
        ) { try $0["answer"] as [Int] }
        for (claim, steps) in histories {
            let all = versions[claim] ?? [:]
            #expect(joined[claim] == all.max { $0.value < $1.value }?.key, "\(steps)")
            #expect(ordered[claim] == all.values.sorted(by: >), "\(steps)")
        }
    }

    /// As many people and versions as there are; every step is a verdict and its entry, and `has` tells whether it went out.
    @Test func thePublicCountsTheSameVersionsInBoth() async throws {
        let histories = Self.histories()
        let numbered = histories.mapValues { Array($0.enumerated()) }
        let rows = numbered.values.joined().map { place, step -> SQL in
            "(\(Self.desk)::uuid, \(step.claim)::uuid, \(step.id)::uuid, \(place + 1)::integer, \(step.has)::boolean)"
        }.joined(separator: ", ")
        let statement: SQL = """
            WITH verdicts (desk_id, claim_id, id, version, is_public) AS (VALUES \(rows)),
                ledger_entries (desk_id, claim_id, verdict_id) AS (
                    SELECT desk_id, claim_id, id FROM verdicts WHERE is_public)
            SELECT v.id, \(SQL.publicVersion(of: "v"))::integer AS answer FROM verdicts v
            """
        let answers: [UUID: Int] = try await TestDatabase.current.database.read { session in
            Dictionary(
                uniqueKeysWithValues: try session.all(statement) { (try $0["id"] as UUID, try $0["answer"] as Int) })
        }
        for (claim, steps) in numbered {
            let ledger = steps.filter(\.element.has).map { place, step in
                LedgerEntry(
                    id: LedgerEntry.ID(rawValue: step.id), claimID: claim, verdictID: Verdict.ID(rawValue: step.id),
                    verdictVersion: place + 1, kind: .publication, publicText: nil, reason: nil, overrideReason: nil,
                    gateReasons: [:], requestID: nil, enteredBy: Member.ID(rawValue: UUID()), enteredByName: "Ed",
                    enteredAt: step.at)
            }
            for (place, step) in steps {
                #expect(answers[step.id] == (step.has ? ledger.publicVersion(of: place + 1) : place + 1), "\(steps)")
            }
        }
    }

    @Test func asManyPeopleStandBehindAVerdictInBoth() async throws {
        let people = (0..<4).map { _ in Member.ID(rawValue: UUID()) }
        var parts: [(reviewers: [Member.ID], decidedBy: Member.ID, publishedBy: Member.ID?)] = []
        for reviewers in [[], [people[0]], [people[0], people[1]]] {
            for decider in people {
                for publisher in people.map(Optional.some) + [nil] { parts.append((reviewers, decider, publisher)) }
            }
        }
        for (reviewers, decidedBy, publishedBy) in parts {
            let count: Int? = try await TestDatabase.current.database.read { session in
                try session.first(
                    """
                    WITH verdict_reviews (desk_id, verdict_id, review_id) AS (
                            SELECT \(Self.desk)::uuid, \(Self.desk)::uuid, r FROM unnest(\(reviewers)) AS r),
                        reviews (desk_id, id, reviewer_id) AS (
                            SELECT \(Self.desk)::uuid, r, r FROM unnest(\(reviewers)) AS r),
                        ledger_entries (desk_id, claim_id, verdict_id, entered_by, entered_at, id) AS (
                            SELECT \(Self.desk)::uuid, \(Self.desk)::uuid, \(Self.desk)::uuid, p, now(), p
                            FROM (SELECT \(publishedBy)::uuid AS p) f WHERE p IS NOT NULL)
                    SELECT \(SQL.people(behind: "v")) AS people, \(SQL.reviewCount(behind: "v")) AS reviews
                    FROM (SELECT \(Self.desk)::uuid AS desk_id, \(Self.desk)::uuid AS claim_id, \(Self.desk)::uuid AS id,
                        \(decidedBy)::uuid AS decided_by) v
                    """
                ) { row in
                    #expect(try row["reviews"] as Int == reviewers.count)
                    return try row["people"]
                }
            }
            let process = VerdictProcess(
                backing: reviewers.map { .init(reviewerID: $0, rating: "false", sawOthers: false) },
                decidedBy: decidedBy, publishedBy: publishedBy)
            #expect(count == process.people)
        }
    }
}
