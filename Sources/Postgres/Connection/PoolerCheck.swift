/// Finds out whether something between this program and the server gives each transaction another session: PgBouncer in
/// transaction or statement mode and its like. Prepared statements, settings and locks of a session mean nothing there.
///
/// Two connections are looked at. With a session of its own each, neither ever changes its process on the server, and they
/// never have the same.
struct PoolerCheck {
    /// What one of the connections was answered by: the process at that moment.
    private var last: [Int: Int32] = [:]
    private(set) var isFound = false

    /// Connection `number` was just answered by a process.
    mutating func saw(_ process: Int32, by number: Int) {
        if let before = last[number], before != process { isFound = true }
        if last.contains(where: { $0.key != number && $0.value == process }) { isFound = true }
        last[number] = process
    }

    /// Asks in turn, a transaction held open on the one while the other is asked: a pooler then has to choose another
    /// session, where it chooses.
    ///
    /// - Throws: ``ConnectionError``, ``PostgresError``.
    static func finds(_ configuration: Database.Configuration) throws -> Bool {
        // What is looked for could spoil the looking.
        var configuration = configuration
        configuration.preparedStatements = false
        let links = [try Link(configuration), try Link(configuration)]
        for link in links { link.patience = Patience(deadline: .now + configuration.acquireTimeout) }
        var check = PoolerCheck()
        for _ in 0..<8 where !check.isFound {
            check.saw(try process(of: links[0]), by: 0)
            _ = try links[1].simple("BEGIN")
            check.saw(try process(of: links[1]), by: 1)
            if !check.isFound { check.saw(try process(of: links[0]), by: 0) }
            _ = try links[1].simple("ROLLBACK")
        }
        return check.isFound
    }

    private static func process(of link: Link) throws -> Int32 {
        try Row(result: try link.simple("SELECT pg_backend_pid() AS pid"), index: 0)["pid"]
    }
}
