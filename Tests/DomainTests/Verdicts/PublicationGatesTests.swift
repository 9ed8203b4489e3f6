import Domain
import Samples
import Testing

@Suite struct PublicationGatesTests {
    private typealias Gate = PublicationGates.Gate

    private func item(
        _ url: String = "https://example.org/a", _ stance: EvidenceInput.Stance = .refutes,
        _ kind: EvidenceInput.Kind? = nil
    ) -> EvidenceInput { EvidenceInput(url: url, stance: stance, kind: kind) }

    private func facts(
        _ evidence: [EvidenceInput], _ rating: String = "false", on scale: [Rating] = Rating.sixPoints,
        name: String? = "Ada", replies: Int = 0
    ) throws -> PublicationGates.Facts {
        PublicationGates.Facts(
            evidence: evidence, rating: try #require(scale.first { $0.key == rating }), scale: scale,
            claimant: Claimant(name: name, kind: name == nil ? .article : .named, quotation: nil),
            replyAttempts: replies)
    }

    private let all = PublicationGates(
        minimumEvidence: 1, independentSources: 2, primarySource: true, consideredAgainst: true, rightOfReply: true)

    @Test func aNewDeskAsksForOneItemOfEvidence() throws {
        let held = PublicationGates().held(by: try facts([]))
        #expect(held.map(\.gate) == [.minimumEvidence])
        #expect(held.first?.missing == "0 of 1 items of evidence")
        #expect(PublicationGates().held(by: try facts([item()])) == [])
    }

    @Test func aPageCountsOnceHoweverItsAddressIsWritten() throws {
        let gates = PublicationGates(minimumEvidence: 2)
        let same = [item("https://example.org/a"), item("http://www.example.org/a?utm_source=x")]
        #expect(gates.held(by: try facts(same)).map(\.have) == [1])
        #expect(gates.held(by: try facts(same + [item("https://example.org/b")])) == [])
    }

    @Test func sourcesAreIndependentWhenTheirPublishersDiffer() throws {
        let gates = PublicationGates(independentSources: 2)
        let one = [item("https://a.example.org/1"), item("https://web.archive.org/web/2020/https://example.org/2")]
        let held = gates.held(by: try facts(one))
        #expect(held.map(\.missing) == ["1 of 2 independent sources; all items are from example.org"])
        #expect(held.map(\.have) == [1] && held.map(\.want) == [2])
        let own = item("https://ada.example/", .supports, .claimant)
        #expect(
            gates.held(by: try facts(one + [own])).map(\.missing)
                == ["1 of 2 independent sources; all items but the claimant's own are from example.org"])
        #expect(
            gates.held(by: try facts([own])).map(\.missing)
                == ["0 of 2 independent sources; all items are the claimant's own"])
        #expect(gates.held(by: try facts(one + [item("https://other.example/")])) == [])
    }

    @Test func aPrimarySourceIsOneThatSaysSo() throws {
        let gates = PublicationGates(primarySource: true)
        #expect(gates.held(by: try facts([item(), item("https://b.example/", .context, .secondary)])).count == 1)
        #expect(gates.held(by: try facts([item("https://b.example/", .context, .primary)])) == [])
    }

    @Test(arguments: [
        ("true", "refutes", true), ("true", "supports", false), ("true", "context", false),
        ("false", "supports", true), ("false", "refutes", false), ("false", "context", false),
        ("unverifiable", "context", true), ("unverifiable", "supports", true),
    ])
    func whatGoesAgainstARatingDependsOnItsSide(rating: String, stance: String, passes: Bool) throws {
        let gates = PublicationGates(consideredAgainst: true)
        let stance = try #require(EvidenceInput.Stance(rawValue: stance))
        #expect(gates.held(by: try facts([item("https://a.example/", stance)], rating)).isEmpty == passes)
    }

    @Test(arguments: [("supports", true), ("refutes", true), ("context", false)])
    func betweenTrueAndFalseEitherSideDoes(stance: String, passes: Bool) throws {
        let gates = PublicationGates(consideredAgainst: true)
        let evidence = [item("https://a.example/", try #require(EvidenceInput.Stance(rawValue: stance)))]
        #expect(gates.held(by: try facts(evidence, "mixed", on: Rating.fivePoints)).isEmpty == passes)
    }

    @Test func aReplyIsOwedToANamedClaimantWhoIsRatedFalse() throws {
        let gates = PublicationGates(rightOfReply: true)
        let held = gates.held(by: try facts([item()]))
        #expect(held.map(\.missing) == ["Ada is rated false and was not asked for a reply"])
        #expect(gates.held(by: try facts([item()], replies: 1)) == [])
        #expect(gates.held(by: try facts([item()], name: nil)) == [])
        for rating in ["true", "half_true", "unverifiable"] {
            #expect(gates.held(by: try facts([item()], rating)) == [])
        }
        #expect(gates.held(by: try facts([item()], "mixed", on: Rating.fivePoints)) == [])
    }

    @Test func everyGateButTheFirstIsPassedWithAReason() throws {
        let facts = try facts([])
        #expect(all.held(by: facts).map(\.gate) == Gate.allCases)
        let reasons = Dictionary(uniqueKeysWithValues: Gate.allCases.map { ($0, "the archive burnt down") })
        #expect(all.held(by: facts, reasons: reasons).map(\.gate) == [.minimumEvidence])
        let blank = Dictionary(uniqueKeysWithValues: Gate.allCases.map { ($0, " \n\u{A0}") })
        #expect(all.held(by: facts, reasons: blank).map(\.gate) == Gate.allCases)
        #expect(all.held(by: facts, reasons: [.primarySource: "no"]).count == 4)
    }

    @Test func settingsAndReasonsOutOfRangeAreNamed() {
        #expect(throws: InputError("gates.minimumEvidence", "must be from 0 to 100")) {
            try PublicationGates(minimumEvidence: -1).validate()
        }
        #expect(throws: InputError("gates.independentSources", "must be from 0 to 20")) {
            try PublicationGates(independentSources: 21).validate()
        }
        #expect(throws: Never.self) { try all.validate() }
        #expect(throws: InputError("reasons.minimumEvidence", "this gate cannot be passed with a reason")) {
            try PublicationGates.validate(reasons: [.minimumEvidence: "late"])
        }
        #expect(throws: InputError("reasons.rightOfReply", "must not be empty")) {
            try PublicationGates.validate(reasons: [.rightOfReply: " "])
        }
        #expect(throws: Never.self) { try PublicationGates.validate(reasons: [.rightOfReply: "dead since 1852"]) }
    }

    @Test func clientsSeeSettingsAndHeldGates() throws {
        #expect(
            PublicationGates().json.text()
                == #"{"minimumEvidence":1,"independentSources":0,"primarySource":false,"#
                + #""consideredAgainst":false,"rightOfReply":false}"#)
        #expect(
            PublicationGates().held(by: try facts([])).map { $0.json.text() } == [
                #"{"gate":"minimumEvidence","missing":"0 of 1 items of evidence","have":0,"want":1,"canBePassed":false}"#
            ])
    }

    @Test func aRatingLeansAsItsScaleSaysWhateverHalfItLiesOn() {
        func rating(_ key: String, _ direction: Rating.Direction?) -> Rating {
            Rating(key: key, label: key, value: nil, offScale: false, colour: nil, direction: direction)
        }
        let scale = [
            rating("true", nil), rating("doubtful", .falsehood), rating("misleading", nil), rating("false", nil),
        ]
        #expect(scale.map { $0.side(on: scale) } == [.truer, .falser, .falser, .falser])
    }
}
