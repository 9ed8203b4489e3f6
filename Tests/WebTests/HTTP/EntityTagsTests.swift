import Domain
import HTTPTypes
import Testing

@testable import Web

/// Conditions of requests (RFC 9110 §13.1).
@Suite struct EntityTagsTests {
    private func headers(_ name: HTTPField.Name, _ lines: [String]) -> HTTPFields {
        var headers = HTTPFields()
        for line in lines { headers.append(HTTPField(name: name, value: line)) }
        return headers
    }

    @Test(arguments: [
        (["\"ab,c\""], true), (["W/\"ab,c\""], true), (["\"x\", W/\"ab,c\""], true), (["\"x\"", "\"ab,c\""], true),
        (["*"], true), ([" * "], true), ([",, \"ab,c\" ,"], true), (["\"x\""], false), (["\"ab\""], false),
        (["ab,c"], false), ([""], false), (["\""], false), (["W/"], false), (["w/\"ab,c\""], false),
    ])
    func whatIsKnownIsComparedWeakly(lines: [String], isKnown: Bool) throws {
        let tags = try #require(EntityTags(headers(.ifNoneMatch, lines), .ifNoneMatch))
        #expect(tags.matchWeakly("\"ab,c\"") == isKnown)
    }

    @Test func withoutTheHeaderThereIsNoCondition() throws {
        #expect(EntityTags([:], .ifNoneMatch) == nil && EntityTags([.ifMatch: "\"1\""], .ifNoneMatch) == nil)
        #expect(try RevisionTag.required(by: [:]) == nil)
    }

    @Test(
        arguments: [
            (["*"], nil), ([" *\t"], nil), (["\"3\""], [3]), ([" \"3\" "], [3]), (["\"1\", \"x\""], [1]),
            (["\"1\",\"2\""], [1, 2]), (["\"1\"", "\"2\", W/\"3\""], [1, 2]), ([", \"4\" ,,"], [4]), (["\"0\""], [0]),
        ] as [([String], Set<Int>?)])
    func severalRevisionsMayBeMeant(lines: [String], revisions: Set<Int>?) throws {
        #expect(try RevisionTag.required(by: headers(.ifMatch, lines)) == revisions)
    }

    @Test(arguments: [
        (["W/\"3\""], "weak"), (["W/\"3\", W/\"4\""], "weak"), (["\"abc\""], "Nothing here has the ETag \"abc\""),
        (["\"\""], "Nothing here"), (["\"03\""], "Nothing here"), (["\"+3\""], "Nothing here"), ([""], "names no ETag"),
        ([", ,"], "names no ETag"), (["\"é\""], "Nothing here"),
    ])
    func whatNeverMatchesIsRefusedWithTheReason(lines: [String], reason: String) {
        let problem = #expect(throws: Problem.self) { try RevisionTag.required(by: headers(.ifMatch, lines)) }
        #expect(problem?.kind == .changedMeanwhile && problem?.field == "If-Match")
        #expect(problem?.detail.contains(reason) == true, "\(String(describing: problem?.detail))")
    }

    @Test(arguments: [
        ["3"], ["\""], ["\"3"], ["3\""], ["\"1\" \"2\""], ["\"1\"x"], ["W/3"], ["w/\"3\""], ["*, \"1\""], ["*", "*"],
        ["\"1\"", "*"],
        ["\"a b\""], ["**"],
    ])
    func whatIsNoListOfTagsIsABadField(lines: [String]) {
        let error = #expect(throws: InputError.self) { try RevisionTag.required(by: headers(.ifMatch, lines)) }
        #expect(error?.field == "If-Match")
    }
}
