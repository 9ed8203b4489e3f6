import Postgres

extension SQL {
    /// The text with an apostrophe in front where a spreadsheet would run it as a formula: `CSV.cell`, whose quotes
    /// COPY adds by itself.
    static func defused(_ text: SQL) -> SQL {
        "CASE WHEN \(text) ~ E'^[-=+@\\t\\r]' THEN '''' || \(text) ELSE \(text) END"
    }
}
