import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Web

/// What a reader has already (RFC 9110 §13).
@Suite struct PreconditionTests {
    private static let stamp = PublicStamp(tag: "ab,c", changedAt: Date(timeIntervalSince1970: 784_111_777.9))

    @Test(arguments: [
        (["\"ab,c\""], true), (["W/\"ab,c\""], true), (["\"x\", W/\"ab,c\""], true), (["\"x\"", "\"ab,c\""], true),
        (["*"], true), ([" * "], true), (["\"x\""], false), (["\"ab\""], false), (["ab,c"], false), ([""], false),
        (["\""], false), (["W/"], false),
    ])
    func aTagOfTheStateIsEnough(lines: [String], isMet: Bool) {
        var headers = HTTPFields()
        for line in lines { headers.append(HTTPField(name: .ifNoneMatch, value: line)) }
        // Tags go before times.
        headers[.ifModifiedSince] = "Sun, 06 Nov 2044 08:49:37 GMT"
        #expect(Precondition(headers).isMet(by: Self.stamp) == isMet)
    }

    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", true), ("Sun, 06 Nov 1994 08:49:38 GMT", true),
        ("Sun, 06 Nov 1994 08:49:36 GMT", false), ("yesterday", false),
    ])
    func aTimeCountsByTheSecond(since: String, isMet: Bool) {
        #expect(Precondition([.ifModifiedSince: since]).isMet(by: Self.stamp) == isMet)
    }

    @Test func whoHasNothingGetsThePage() { #expect(!Precondition([:]).isMet(by: Self.stamp)) }
}
