/// Whoever is told how long a database's work took, to count or to trace it.
///
/// Called on the hot path, in the task that waited, by many threads at once: it must return at once and never wait.
public protocol DatabaseObserver: Sendable {
    /// A caller waited for a connection since `start`, until now.
    ///
    /// - Parameter succeeded: false when there was none in time, or the caller went away.
    func waited(in lane: Lane, since start: ContinuousClock.Instant, succeeded: Bool)

    /// A statement ran since `start`, until now: sending it, the server's work, and reading all of its rows.
    ///
    /// - Parameter succeeded: false when it was refused or broke off.
    func ran(_ statement: StatementOrigin, since start: ContinuousClock.Instant, succeeded: Bool)
}

extension DatabaseObserver {
    /// Runs a statement and tells how long it took.
    func timing<Value>(_ statement: StatementOrigin, _ body: () throws -> Value) throws -> Value {
        let start = ContinuousClock.now
        do {
            let value = try body()
            ran(statement, since: start, succeeded: true)
            return value
        } catch {
            ran(statement, since: start, succeeded: false)
            throw error
        }
    }
}
