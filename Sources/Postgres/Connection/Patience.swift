/// How long a connection waits for its server.
///
/// The server ends a statement that takes too long, but only where it is well. One that is stopped, or a proxy that has
/// frozen, keeps the connection and says nothing, so the client has limits of its own:
/// - after a ``pulse`` of silence an ``Examiner`` asks the server, over a connection of its own, whether it is still at work,
/// - a little after the statement's limit the connection is given up in any case,
/// - a use with a ``deadline`` ends there.
struct Patience: Sendable {
    /// What the server lets one statement take; nil for as long as it is at work.
    var statement: Duration?
    /// When the use must be over.
    var deadline: ContinuousClock.Instant?
    /// How often a server that says nothing is asked.
    var pulse = Duration.seconds(1)

    /// The server's own word that a statement took too long comes first.
    static let margin = Duration.seconds(2)

    /// When to give a server up that has been silent since a moment.
    func end(silentSince moment: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        let own = statement.map { moment + $0 + Self.margin }
        return [own, deadline].compactMap(\.self).min()
    }
}
