/// Asks until the answer is yes: for what tells nobody when it happens. What tells somebody is waited for by its signal.
///
/// - Parameters:
///   - what: the state that is waited for, as in "the job is done".
///   - limit: one that only a broken test reaches, however busy the machine is.
/// - Throws: ``NeverCame`` after the limit; what asking throws.
public func eventually(
    _ what: String, within limit: Duration = .seconds(120),
    fileID: String = #fileID, line: Int = #line, _ isSo: () async throws -> Bool
) async throws {
    let clock = ContinuousClock()
    let end = clock.now + limit
    // Short at first, for what is nearly so already; then long enough not to take the machine from what is waited for.
    var pause = Duration.milliseconds(1)
    while try await !isSo() {
        guard clock.now < end else { throw NeverCame(what: what, limit: limit, place: "\(fileID):\(line)") }
        try await Task.sleep(for: pause)
        pause = min(pause * 2, .milliseconds(25))
    }
}

/// Something that was waited for with ``eventually(_:within:fileID:line:_:)`` and did not come.
public struct NeverCame: Error, CustomStringConvertible {
    let what: String
    let limit: Duration
    let place: String

    /// What was waited for, how long and where.
    public var description: String { "within \(limit) it never came that \(what) (\(place))" }
}
