/// What psql copies beside a measured intake: the same rows into tables with the same columns, indexes and checks.
package enum BulkReference {
    private static let tables = [
        "articles", "article_versions", "extractions", "jobs", "audit_events", "audit_unsealed",
    ]

    /// For psql: writes what came to a desk into files, and makes the tables.
    package static func prepare(_ slug: String, in folder: String) -> String {
        tables.map { table in
            """
            \\copy (SELECT * FROM \(table) WHERE desk_id = (SELECT id FROM desks WHERE slug = '\(slug)')) \
            TO '\(folder)/\(table).copy' (FORMAT binary)
            DROP TABLE IF EXISTS bench_\(table);
            CREATE TABLE bench_\(table) (LIKE \(table) INCLUDING ALL EXCLUDING GENERATED);

            """
        }.joined() + "CHECKPOINT;\n"
    }

    /// For psql: one COPY a table.
    package static func copy(from folder: String) -> String {
        tables.map { "\\copy bench_\($0) FROM '\(folder)/\($0).copy' (FORMAT binary)\n" }.joined()
    }
}
