import Domain
import Postgres

extension ClaimCompany {
    init(row: Row) throws {
        let anchors: JSONValue<[Anchor]>? = try row["other_anchors"]
        self.init(
            otherAnchors: anchors?.value ?? [], occurrences: 1 + (try row["repeats"] as Int),
            conflictsWith: try row["conflicts"])
    }
}

extension Claim.Author {
    init?(row: Row) throws {
        guard let id: Member.ID = try row["added_by"] else { return nil }
        self.init(id: id, name: try row["added_by_name"])
    }
}

extension ClaimSource {
    init?(row: Row) throws {
        let (title, url): (String?, String?) = (try row["source_title"], try row["source_url"])
        if title == nil, url == nil { return nil }
        self.init(title: title, url: url)
    }
}

extension Anchor {
    /// Nil where no anchor was joined.
    init?(rowIfAny row: Row) throws {
        guard try row["exact"] as String? != nil else { return nil }
        try self.init(row: row)
    }

    init(row: Row) throws {
        self.init(
            range: Range(start: try row["start_offset"], end: try row["end_offset"]),
            utf16: Range(start: try row["utf16_start"], end: try row["utf16_end"]),
            utf8: Range(start: try row["utf8_start"], end: try row["utf8_end"]),
            exact: try row["exact"], prefix: try row["prefix"], suffix: try row["suffix"], part: try row["part"])
    }
}
