import Domain
import Foundation
import Testing
import Workflow

@testable import Web

struct FieldsTests {
    @Test(arguments: [
        (#"{"title":"t","body":"b","titel":"x"}"#, "titel", "did you mean title?"),
        (#"{"title":"t","body":"b","external_id":"x"}"#, "external_id", "did you mean externalId?"),
        (#"{"title":"t","body":"b","wordCount":7}"#, "wordCount", "there are externalId, source"),
        (#"{"title":"t","body":"b","title":"u"}"#, "title", "given twice"),
        (#"{"body":"b"}"#, "title", "is required"), (#"{"title":null,"body":"b"}"#, "title", "is required"),
        (#"{"title":7,"body":"b"}"#, "title", "must be text, not a number"),
        (#"{"title":["t"],"body":"b"}"#, "title", "must be text, not a list"),
        (#"{"title":"t","body":"b","urgency":"5"}"#, "urgency", "must be a whole number, not text"),
        (#"{"title":"t","body":"b","urgency":1.5}"#, "urgency", "must be a whole number"),
        (#"{"title":"t","body":"b","urgency":true}"#, "urgency", "not true or false"),
        (#"{"title":"t","body":"b","urgency":1e30}"#, "urgency", "must be a whole number"),
        (#"{"title":"t","body":"b","publishedAt":"2026-03-01T12:00:00"}"#, "publishedAt", "with its zone"),
        (#"{"title":"t","body":"b","publishedAt":"2026-03-01"}"#, "publishedAt", "with its zone"),
        (#"{"title":"t","body":"b","publishedAt":1772366400}"#, "publishedAt", "must be text"),
        (#"{"title":"t","body":"b","mediaType":"text/rtf"}"#, "mediaType", "one of text/plain, text/markdown"),
    ])
    func namesTheFieldOfASubmission(json: String, field: String, problem: String) throws {
        try expect(Submission.self, json, field, problem)
    }

    @Test(arguments: [
        (#"{"token":"x","rating":"a","rationale":"r"}"#, "token", "token that came with the lease"),
        (#"{"token":1.5,"rating":"a","rationale":"r"}"#, "token", "token that came with the lease"),
        (#"{"token":"1","rating":"a","rationale":"r","evidence":{}}"#, "evidence", "must be a list, not an object"),
        (#"{"token":"1","rating":"a","rationale":"r","evidence":["u"]}"#, "evidence[0]", "must be an object"),
        (
            #"{"token":"1","rating":"a","rationale":"r","evidence":[{"url":"u","stance":"context"},{"stance":"context"}]}"#,
            "evidence[1].url", "is required"
        ),
        (
            #"{"token":"1","rating":"a","rationale":"r","evidence":[{"url":"u","stance":"maybe"}]}"#,
            "evidence[0].stance", "one of supports, refutes, context"
        ),
        (
            #"{"token":"1","rating":"a","rationale":"r","evidence":[{"ulr":"u","stance":"context"}]}"#,
            "evidence[0].ulr", "did you mean url?"
        ),
    ])
    func namesThePathWithinAReview(json: String, field: String, problem: String) throws {
        try expect(ReviewBody.self, json, field, problem)
    }

    @Test(arguments: [
        (#"{"decision":"merge","reason":"r","into":"x"}"#, "into", "must be an id"),
        (#"{"decision":"split","reason":"r"}"#, "parts", "is required"),
        (#"{"decision":"hold","reason":"r"}"#, "decision", "one of queue, dismiss, merge, split"),
        (#"{"decision":"queue","reason":"r","parts":[]}"#, "parts", "does not go with the decision queue"),
        (#"{"decision":"queue","reason":"  "}"#, "reason", "must not be empty"),
    ])
    func namesTheFieldOfATriage(json: String, field: String, problem: String) throws {
        try expect(TriageBody.self, json, field, problem)
    }

    @Test(arguments: [
        (#"{"kinds":["opinion","joke"]}"#, "kinds[1]", "must be one of"),
        (#"{"languages":["en",7]}"#, "languages[1]", "must be text"),
        (#"{"articleId":"7"}"#, "articleId", "must be an id: a UUID"),
    ])
    func namesTheItemOfATake(json: String, field: String, problem: String) throws {
        try expect(TakeRequest.self, json, field, problem)
    }

    @Test(arguments: [
        (#"{"memberId":"7","name":"n"}"#, "memberId", "must be an id"),
        (#"{"memberId":"01890a5d-ac96-774b-bcce-b302099a8057","name":" "}"#, "name", "must not be empty"),
        (#"{"memberId":"01890a5d-ac96-774b-bcce-b302099a8057","name":"n","roles":[]}"#, "roles", "must not be empty"),
        (
            #"{"memberId":"01890a5d-ac96-774b-bcce-b302099a8057","name":"n","roles":["boss"]}"#, "roles[0]",
            "one of submitter"
        ),
    ])
    func namesTheFieldOfAKey(json: String, field: String, problem: String) throws {
        try expect(KeyBody.self, json, field, problem)
    }

    @Test func readsAWholeSubmission() throws {
        let submission = try Submission(
            reading: Array(
                #"""
                {"externalId":"7","source":"cms","url":"https://example.org","title":"t","byline":"A","publisher":"P",
                 "publishedAt":"2026-03-01T13:00:00+01:00","language":"en","body":"b","mediaType":"text/markdown",
                 "urgency":2.0,"requiredReviews":null}
                """#.utf8))
        #expect(
            submission
                == Submission(
                    externalID: "7", source: "cms", url: "https://example.org", title: "t", byline: "A", publisher: "P",
                    publishedAt: Date(timeIntervalSince1970: 1_772_366_400), language: "en", body: "b",
                    mediaType: .markdown, urgency: 2, requiredReviews: nil))
    }

    @Test func takesATokenAsTextAndAsNumber() throws {
        for token in ["\"4711\"", "4711"] {
            #expect(try LeaseBody(reading: Array("{\"token\":\(token)}".utf8)).token == 4711)
        }
    }

    @Test func readsAHalfWrittenDraft() throws {
        let json = #"{"token":"1","rationale":"so","evidence":[{"url":"htt","stance":"perhaps"}]}"#
        let draft = try DraftBody(reading: Array(json.utf8))
        #expect(
            draft.content
                == Draft.Content(rating: nil, rationale: "so", evidence: [.init([.url: "htt", .stance: "perhaps"])]))
    }

    @Test(arguments: ["{}", #"{"statement":null}"#])
    func refusesAChangeOfNothing(json: String) {
        let problem = #expect(throws: Problem.self) { try ClaimChange(reading: Array(json.utf8)) }
        #expect(problem?.kind == .invalidBody)
    }

    @Test(arguments: [
        ("", ProblemKind.bodyMissing), ("[]", .invalidBody), ("\"x\"", .invalidBody), ("null", .invalidBody),
        ("{\"token\":", .malformedJSON), (String(repeating: "{\"a\":", count: 40), .malformedJSON),
    ])
    func refusesABodyThatIsNoObject(json: String, kind: ProblemKind) {
        let problem = #expect(throws: Problem.self) { try LeaseBody(reading: Array(json.utf8)) }
        #expect(problem?.kind == kind)
    }

    private func expect<Body: JSONBody>(_: Body.Type, _ json: String, _ field: String, _ problem: String) throws {
        let error = #expect(throws: InputError.self) { try Body(reading: Array(json.utf8)) }
        #expect(error?.field == field)
        #expect(error?.problem.contains(problem) == true, "\(String(describing: error))")
    }
}
