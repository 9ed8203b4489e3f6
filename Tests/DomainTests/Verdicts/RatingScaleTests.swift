import Domain
import Testing

@Suite struct RatingScaleTests {
    private func rating(
        _ key: String, label: String? = nil, value: Int? = nil, offScale: Bool = false, colour: String? = nil,
        direction: Rating.Direction? = nil, translations: [String: String] = [:], definition: String? = nil
    ) -> Rating {
        Rating(
            key: key, label: label ?? key, value: value, offScale: offScale, colour: colour, direction: direction,
            translations: translations, definition: definition)
    }

    private func refusal(_ ratings: [Rating], name: String = "Truth") -> InputError? {
        do {
            try RatingScaleInput(name: name, ratings: ratings).validate()
            return nil
        } catch {
            return error
        }
    }

    @Test func aScaleWithEverythingOnItIsAccepted() {
        #expect(
            refusal([
                rating("true", value: 5, colour: "#1B7837", direction: .truth, translations: ["de": "Wahr"]),
                rating("mixed", value: 3, direction: .mixed, translations: ["pt-BR": "Misto", "sr-Latn-RS": "Meša"]),
                rating("false", value: 1, translations: ["ar": "خطأ", "he": "שקר"], definition: "It is not so."),
                rating("unverifiable", label: "غير قابل للتحقق", offScale: true),
            ]) == nil)
        #expect(refusal([rating("a"), rating("b")]) == nil)
    }

    @Test func aBadRatingIsNamedByItsPlaceAndField() {
        let good = [rating("a", value: 2), rating("b", value: 1)]
        let bad: [(Rating, String)] = [
            (rating("A"), "key"), (rating(""), "key"), (rating("1a"), "key"), (rating("ä"), "key"),
            (rating(String(repeating: "a", count: 64)), "key"), (rating("a"), "key"),
            (rating("c", label: " "), "label"), (rating("c", label: String(repeating: "l", count: 101)), "label"),
            (rating("c", label: "two\nlines"), "label"), (rating("c", label: "A"), "label"),
            (rating("c", value: 0), "value"), (rating("c", value: 1, offScale: true), "value"),
            (rating("c", offScale: true, direction: .mixed), "direction"),
            (rating("c", offScale: true, colour: "red"), "colour"),
            (rating("c", offScale: true, colour: "#12345g"), "colour"),
            (rating("c", offScale: true, translations: ["german": "C"]), "translations.german"),
            (rating("c", offScale: true, translations: ["de": ""]), "translations.de"),
            (rating("c", offScale: true, definition: " "), "definition"),
            (rating("c", offScale: true, definition: "two\nlines"), "definition"),
            (rating("c", offScale: true, definition: String(repeating: "d", count: 501)), "definition"),
            (rating("c", value: 1), "value"), (rating("c", value: 7), "value"), (rating("c"), "value"),
        ]
        for (rating, field) in bad {
            #expect(refusal(good + [rating])?.field == "ratings[2].\(field)", "\(rating)")
        }
    }

    @Test func ratingsGoFromTruestToFalsestAndOutcomesOffTheScaleComeLast() {
        #expect(refusal([rating("a"), rating("b", offScale: true), rating("c")])?.field == "ratings[2].offScale")
        #expect(
            refusal([rating("a", direction: .falsehood), rating("b", direction: .truth)])?.field
                == "ratings[1].direction")
        // What goes without saying counts: the second of three is mixed.
        #expect(
            refusal([rating("a", direction: .falsehood), rating("b"), rating("c")])?.field == "ratings[1].direction")
    }

    @Test func aScaleHasANameAndAtLeastTwoRatingsOnIt() {
        #expect(refusal([rating("a"), rating("b")], name: "")?.field == "name")
        #expect(refusal([])?.field == "ratings")
        #expect(refusal([rating("a"), rating("b", offScale: true)])?.field == "ratings")
        let many = (0...RatingScaleInput.ratingLimit).map { rating("a\($0)") }
        #expect(refusal(many)?.field == "ratings")
    }

    @Test func whatIsStoredHasEveryDirectionAndColoursInLowerCase() {
        let stored = RatingScaleInput(
            name: "Truth",
            ratings: [
                rating("a", colour: "#ABCDEF"), rating("b", direction: .truth), rating("c"), rating("d"), rating("e"),
                rating("x", offScale: true),
            ]
        ).stored
        #expect(stored.map(\.direction) == [.truth, .truth, .mixed, .falsehood, .falsehood, nil])
        #expect(stored.first?.colour == "#abcdef")
    }

    @Test func agreementInDirectionFollowsTheDirectionsOfTheScaleNotItsHalves() {
        let scale = [
            rating("accurate", direction: .truth), rating("lacks_context", direction: .mixed),
            rating("misleading", direction: .mixed), rating("false", direction: .falsehood),
        ]
        func agree(_ one: Int, _ other: Int) -> Bool {
            Agreement.agree([scale[one], scale[other]], by: .direction, on: scale)
        }
        #expect(agree(1, 2))
        #expect(!agree(0, 1) && !agree(2, 3) && !agree(0, 3))
    }
}
