package import Domain
package import Extraction
package import Foundation
package import Postgres
package import Replication
import Store
package import Telemetry

/// Everything that can be done on a desk: one verb a file (`Desk+submit.swift`, `Desk+take.swift` …).
///
/// The only place that opens transactions. A verb names the `Act` that it is and refuses whoever may not. One that changes
/// something takes a `Caller`, writes its audit event in the same transaction and, where the caller sent an idempotency
/// key, gives the first answer again.
///
/// Every verb **throws** `AccessError.forbidden` for whoever may not, `Unavailable` when the database cannot be reached or
/// is too busy, `CancellationError`, and, under an idempotency key, `AnsweredBefore` and `IdempotencyKeyReused`. One for
/// many rows throws `InputError` for a cursor that it never gave out. What else a verb throws is said where it stands.
package struct Desk: Sendable {
    private(set) var database: Database
    let replica: Replica?
    let extractor: Extractor
    let signals: Signals
    /// Where webhooks may be sent.
    package let webhookRule: WebhookRule
    /// What is counted and timed of its work.
    package let meters: Meters
    let makeID: @Sendable () -> UUID
    let exportStreams = ExportStreams()
    /// The database's answer to the last scrape: anybody may scrape.
    let keptFigures = Kept<OperationFigures>()
    let gatherings = Gatherings()

    /// - Parameters:
    ///   - database: with a current schema.
    ///   - replica: of the database, for reads that are long or many; nil where there is none.
    ///   - extractor: reads articles.
    ///   - signals: wakes those who wait; give it a task for its `run()`, or none and they poll.
    ///   - webhookRule: where webhooks may be sent.
    ///   - meters: the process's.
    ///   - makeID: makes UUIDs that sort by age.
    package init(
        database: Database, replica: Replica? = nil, extractor: Extractor, signals: Signals,
        webhookRule: WebhookRule = .publicOnly, meters: Meters = Meters(),
        makeID: @escaping @Sendable () -> UUID = Desk.timeOrderedID
    ) {
        self.database = database
        self.replica = replica
        self.extractor = extractor
        self.signals = signals
        self.webhookRule = webhookRule
        self.meters = meters
        self.makeID = makeID
    }

    /// A version 7 UUID of now.
    @Sendable package static func timeOrderedID() -> UUID {
        var random = SystemRandomNumberGenerator()
        return .version7(
            milliseconds: UInt64(Date().timeIntervalSince1970 * 1000), high: random.next(), low: random.next())
    }

    /// The same desk for work that nobody waits for: it leaves connections to those who do.
    package var inBackground: Desk {
        var desk = self
        desk.database = database.on(.background)
        return desk
    }

    func newID<Subject>() -> Identifier<Subject> { Identifier(rawValue: makeID()) }
}
