package import Domain

/// Where a worker looks for jobs: at every desk's line from its beginning, or only behind the jobs that it took last. Pure.
///
/// A look everywhere finds all there is. While somewhere an old snapshot is held it gets dear: what was taken from the
/// beginnings of the lines stays in their index and is walked again each time, a hundred thousand entries after a few
/// seconds. So a worker looks everywhere as long as that is cheap, and else for a tenth of its time; in between it goes on
/// behind the places where it left the lines. What came before them, a retry or one of a higher priority, waits that long.
package struct Lines: Sendable {
    /// A look that takes no longer is cheap. A batch of a hundred takes two, three milliseconds in itself.
    package static let cheap = Duration.milliseconds(2)
    /// How many times as long as a look everywhere took there is none.
    package static let rest = 10

    private var places: [DeskProfile.ID: JobPlace] = [:]
    private var last: DeskProfile.ID?
    private var looked: (begun: ContinuousClock.Instant, took: Duration)?

    package init() {}

    /// Where to look next; nil when there is nowhere to look yet.
    package func look(at now: ContinuousClock.Instant) -> JobLook? {
        if wait(at: now) == .zero { return .everywhere(after: last) }
        if places.isEmpty { return nil }
        let sorted = places.values.map { ($0.desk.description, $0) }.sorted { $0.0 < $1.0 }
        let start = last.map(\.description).flatMap { last in sorted.firstIndex { $0.0 > last } } ?? 0
        return .behind((sorted[start...] + sorted[..<start]).map(\.1))
    }

    /// How long there is to be no look everywhere; zero when there may be one.
    package func wait(at now: ContinuousClock.Instant) -> Duration {
        guard let looked, looked.took > Self.cheap else { return .zero }
        return max(.zero, looked.begun + looked.took * Self.rest - now)
    }

    /// What a look brought, and from when to when it went on.
    package mutating func found(
        _ batch: JobBatch, by look: JobLook, from begun: ContinuousClock.Instant, to now: ContinuousClock.Instant
    ) {
        if case .everywhere = look { looked = (begun, begun.duration(to: now)) }
        for place in batch.places { places[place.desk] = place }
        last = batch.places.last?.desk ?? last
    }
}
