import Domain
import Testing

@testable import Web

struct QueryTests {
    private let known = ["status", "q", "minScore"] + Route.paging

    @Test(arguments: [
        ("stauts=queued", "stauts", "did you mean status?"), ("page=2", "page", "there are status, q"),
        ("q=a&q=b", "q", "given twice"), ("q=%FF", "q", "percent-encoded UTF-8"), ("q=%2", "q", "percent-encoded"),
        ("q=%-0", "q", "percent-encoded"),
        ("q=%00", "q", "NUL"), ("limit=0", "limit", "from 1 to 200"), ("limit=201", "limit", "from 1 to 200"),
        ("limit=ten", "limit", "whole number"), ("limit=1.5", "limit", "whole number"),
        ("cursor=made-up!", "cursor", "next of an earlier answer"), ("cursor=W10", "cursor", "next of an earlier"),
        ("status=open", "status", "one of detected, queued"), ("minScore=2", "minScore", "from 0.0 to 1.0"),
        ("minScore=nan", "minScore", "must be a number"), ("minScore=.5", "minScore", "must be a number"),
        ("limit=+5", "limit", "whole number"), ("q=%20%20", "q", "must not be empty"),
    ])
    func namesTheParameter(text: String, field: String, problem: String) throws {
        let error = #expect(throws: InputError.self) {
            let query = try Query(text, known: known)
            _ = try query.page()
            _ = try query.word("status", Claim.Status.self)
            _ = try query.number("minScore", in: 0...1)
            _ = try query.text("q")
        }
        #expect(error?.field == field)
        #expect(error?.problem.contains(problem) == true, "\(String(describing: error))")
    }

    @Test func readsWhatFormsAndProgramsWrite() throws {
        let query = try Query("q=caf%C3%A9+au%20lait%2B&status=in_review&minScore=0.5&limit=200&cursor=", known: known)
        #expect(try query.text("q") == "café au lait+")
        #expect(try query.word("status") == Claim.Status.inReview)
        #expect(try query.number("minScore", in: 0...1) == 0.5)
        #expect(try query.page() == PageRequest(limit: 200))
        #expect(try Query(nil, known: []).page() == PageRequest(limit: 50))
    }

    @Test func anExportIsOrderedAlikeByABodyAndByAQuery() throws {
        let body = #"""
            {"format":"csv","since":"2026-01-01","until":"2026-02-01T12:00:00+01:00","statuses":["published","paused"],
            "ratings":["true","false"],"claimant":"Ann","topic":"sea","publisher":"P","text":"a b",
            "articleId":"01890a5d-ac96-774b-bcce-b302099a8057","bom":true,"defuse":false}
            """#
        let query =
            "format=csv&since=2026-01-01&until=2026-02-01T12:00:00%2B01:00&statuses=published,paused&ratings=true,false"
            + "&claimant=Ann&topic=sea&publisher=P&text=a+b&articleId=01890a5d-ac96-774b-bcce-b302099a8057&bom=true&defuse=false"
        let order = try ExportOrder(reading: Array(body.utf8))
        #expect(try ExportOrder(Query(query, known: ExportOrder.fieldNames)) == order)
        #expect(order.filter.ratings == ["true", "false"] && order.byteOrderMark && !order.defusesFormulas)
        #expect(try ExportOrder(Query("format=json", known: ExportOrder.fieldNames)) == ExportOrder(format: .json))
    }

    @Test(arguments: [
        ("since=2026-01-01", "format", "is required"), ("format=xls", "format", "must be one of"),
        ("format=csv&statuses=published,open", "statuses", "with commas between them"),
        ("format=csv&bom=yes", "bom", "must be true or false"),
        ("format=csv&articleId=7", "articleId", "must be an id"),
        ("format=csv&until=soon", "until", "must be a day"),
    ])
    func anOrderInAQueryNamesTheParameter(text: String, field: String, problem: String) {
        let error = #expect(throws: InputError.self) {
            try ExportOrder(Query(text, known: ExportOrder.fieldNames))
        }
        #expect(error?.field == field)
        #expect(error?.problem.contains(problem) == true, "\(String(describing: error))")
    }

    @Test func readsTheCursorsThatListsGiveOut() throws {
        let cursor = Cursor(["2026-03-01T12:00:00.000Z", "x"])
        #expect(try Query("cursor=\(cursor.text)", known: known).page().after == cursor)
    }

    @Test(arguments: [
        ("q=harbour&q=wall", "harbour"), ("q=caf%C3%A9+au%20lait%2B", "café au lait+"), ("q=%E9", "\u{FFFD}"),
        ("q=caf%E9s", "caf\u{FFFD}s"), ("q=%", "%"), ("q=%2", "%2"), ("q=%zz", "%zz"), ("q=%00a%01", "a"),
        ("q=a%C2%85b%E2%80%A8c", "a b c"), ("q", ""), ("q=", ""), ("utm_source=%ff&q=a", "a"), ("=&&==&q=a=b", "a=b"),
        ("%71=a", nil), ("Q=a", nil), ("", nil), ("q=%F0%9F%98", "\u{FFFD}"),
        ("q=%ED%A0%80", "\u{FFFD}\u{FFFD}\u{FFFD}"),
    ])
    func aForgivingQueryReadsWhatIsThere(text: String, value: String?) {
        let query = Query(forgiving: text, known: ["q"])
        #expect(query.asSent("q").map { Array($0.unicodeScalars) } == value.map { Array($0.unicodeScalars) })
    }
}
