package import Domain
package import Postgres

extension UpkeepTurn.Task: PostgresCodable {}

extension UpkeepTurn {
    /// Takes a task's turn when the last one began long enough ago. Until the transaction ends, nobody else can take it.
    package static func take(
        _ task: Task, everySeconds seconds: Double, worker: String, in session: Session
    ) throws -> UpkeepTurn? {
        try session.first(
            """
            UPDATE upkeep
            SET token = token + 1, worker = \(worker), begun_at = clock_timestamp()
            WHERE task = \(task) AND begun_at <= clock_timestamp() - make_interval(secs => \(seconds))
            RETURNING token
            """
        ) { UpkeepTurn(task: task, token: try $0["token"]) }
    }

    /// Keeps the turn until the transaction ends.
    ///
    /// - Throws: `UpkeepTurnLost` when another worker has it by now.
    package func hold(in session: Session) throws {
        let held = try session.execute("SELECT 1 FROM upkeep WHERE task = \(task) AND token = \(token) FOR SHARE")
        if held == 0 { throw UpkeepTurnLost() }
    }
}
