/// A statement ready to be sent.
struct Statement {
    let key: StatementCache.Key
    let binds: BindBuffer

    init(_ sql: SQL) throws {
        binds = try BindBuffer(sql.binds)
        key = StatementCache.Key(text: sql.text, types: binds.types)
    }
}
