import Domain
import Postgres

// Lists by pages: the limit of a statement, the place where it goes on, and the page that its rows make.

extension SQL {
    /// `LIMIT`, one more than the page has room for: the row too many tells that there is a next page.
    static func limit(_ page: PageRequest) -> SQL { limit(page.limit + 1) }

    /// `LIMIT` in figures, which no bind is for Postgres: a plan that it keeps reckons with a tenth of the table where it does not
    /// know the number.
    static func limit(_ count: Int) -> SQL { SQL(unescaped: "LIMIT \(count)") }

    /// There is no such row, looked for anew for each row of the query around, by what it gives. `NOT EXISTS` says the same, and
    /// Postgres may make a join of it that reads a whole desk's rows to find out about one.
    ///
    /// - Parameter rows: what follows `FROM`.
    static func none(_ rows: SQL) -> SQL { "coalesce((SELECT false FROM \(rows) LIMIT 1), true)" }

    /// True of all rows of an `unnest`, by their ordinality, and said so that Postgres reckons with one of them: then it looks up by
    /// keys what is joined to them, also by a plan that was made while a table had a handful of rows and reading them all was
    /// cheaper.
    static func areFew(_ place: SQL) -> SQL { "\(place) BETWEEN 1 AND 1000000" }
}

extension Page {
    /// Cuts the row too many off and makes the cursor of the last one that is shown.
    init(_ rows: [Item], _ request: PageRequest, cursor: (Item) -> [String]) {
        let shown = Array(rows.prefix(request.limit))
        self.init(items: shown, next: rows.count > request.limit ? shown.last.map { Cursor(cursor($0)) } : nil)
    }
}

extension PageRequest {
    /// The cursor's values, read by `read`.
    ///
    /// - Throws: `InputError` when this list never gave out such a cursor.
    func place<Place>(_ read: ([String]) -> Place?) throws(InputError) -> Place? {
        guard let after else { return nil }
        guard let place = read(after.values) else {
            throw InputError("cursor", "is not one that this list gave out; begin again without it")
        }
        return place
    }

    /// The place of lists that are ordered by id alone.
    func idPlace<Subject>() throws(InputError) -> Identifier<Subject>? {
        try place { $0.count == 1 ? Identifier<Subject>($0[0]) : nil }
    }
}
