import Domain
import Samples
import Testing

@Suite struct TriageRulesTests {
    private func facts(
        _ text: String = "The wall costs 41.6 million euros.", score: Double = 0.5, name: String? = nil,
        topics: [String] = [], checkable: Bool = true
    ) -> TriageRules.Facts {
        TriageRules.Facts(
            score: score, claimant: Claimant(name: name, kind: name == nil ? .article : .named, quotation: nil),
            kind: .quantity, topics: topics, checkable: checkable, texts: [text])
    }

    /// True when a rule with these conditions applies.
    private func matches(_ conditions: TriageRule.Conditions, _ facts: TriageRules.Facts) -> Bool {
        let rules = TriageRules([TriageRule(name: "r", conditions: conditions, decision: .dismiss)], queueScore: 0)
        return rules.decide(facts).ruleName == "r"
    }

    @Test func theFirstRuleThatMatchesDecidesAndSaysHow() {
        let rules = TriageRules(
            [
                TriageRule(name: "walls", conditions: .init(keywords: ["fence"]), decision: .dismiss),
                TriageRule(
                    id: .sample(7), name: "money", conditions: .init(keywords: ["euros"]), decision: .leave,
                    priority: -5, requiredReviews: 3, reason: "sums"),
                TriageRule(name: "rest", decision: .queue),
            ], queueScore: 0.2)
        let outcome = rules.decide(facts())
        #expect(outcome.decision == .leave && outcome.ruleName == "money" && outcome.ruleID == .sample(7))
        #expect(outcome.priority == -5 && outcome.requiredReviews == 3 && outcome.reason == "sums")
        #expect(rules.decide(facts("Nothing.")).ruleName == "rest")
    }

    @Test(arguments: [(0.2, TriageRule.Decision.queue), (0.19, .leave)])
    func theQueueScoreComesLast(score: Double, decision: TriageRule.Decision) {
        let outcome = TriageRules([], queueScore: 0.2).decide(facts(score: score))
        #expect(outcome.decision == decision && outcome.ruleName == "queue_score" && outcome.priority == nil)
    }

    @Test func allConditionsOfARuleMustHoldAndNoneHoldsForAll() {
        #expect(matches(.init(), facts()))
        #expect(matches(.init(minScore: 0.5, maxScore: 0.5, kinds: [.law, .quantity], checkable: true), facts()))
        #expect(!matches(.init(minScore: 0.51), facts()))
        #expect(!matches(.init(maxScore: 0.49), facts()))
        #expect(!matches(.init(keywords: ["wall"], kinds: [.law]), facts()))
        #expect(!matches(.init(checkable: false), facts()))
        #expect(!matches(.init(claimantKinds: [.named]), facts()))
        #expect(matches(.init(topics: ["HEALTH", "law"]), facts(topics: ["health"])))
        #expect(!matches(.init(topics: ["health"]), facts()))
    }

    @Test(arguments: [
        ("wall", "The WALL costs", true), ("wall", "wallpaper", false), ("wall", "a (wall)", true),
        ("climate change", "Climate\n change now", true), ("climate change", "change of climate", false),
        ("STRASSE", "Die Straße", true), ("ΟΔΟΣ", "οδος", true), ("café", "CAFE\u{301}", true),
        ("cafe", "café", false), ("covid-19", "Covid 19", true), ("气候", "全球气候变化", true),
        ("候气", "全球气候变化", false), ("1", "41.6", false), ("b c", "a b", false),
    ])
    func keywordsAreWholeWords(keyword: String, text: String, found: Bool) {
        #expect(matches(.init(keywords: ["nowhere", keyword]), facts(text)) == found)
    }

    @Test func aPhraseDoesNotRunFromOneTextIntoTheNext() {
        let rules = TriageRules(
            [TriageRule(name: "r", conditions: .init(keywords: ["b c"]), decision: .dismiss)], queueScore: 0)
        let facts = TriageRules.Facts(
            score: 1, claimant: .init(name: nil, kind: .article, quotation: nil), kind: .other, checkable: true,
            texts: ["a b", "c d"])
        #expect(rules.decide(facts).ruleName == "queue_score")
    }

    @Test(arguments: [
        ("lovelace", "Ada Lovelace", true), ("ADA", "Ada Lovelace", true), ("jose", "José Ortega", true),
        ("José", "Jose Ortega", true), ("a l", "Ada Lovelace", true), ("Babbage", "Ada Lovelace", false),
        ("Ada Lovelace II", "Ada Lovelace", false),
    ])
    func aClaimantIsKnownByPartOfTheName(part: String, name: String, found: Bool) {
        #expect(matches(.init(claimant: part), facts(name: name)) == found)
        #expect(!matches(.init(claimant: part), facts()))
    }

    @Test func rulesThatCannotBeAcceptedAreNamed() {
        func problem(_ conditions: TriageRule.Conditions = .init(), name: String = "c", priority: Int? = nil) -> String?
        {
            let rules = [TriageRule(name: "a", decision: .queue), TriageRule(name: "b", decision: .leave)]
            let last = TriageRule(name: name, conditions: conditions, decision: .queue, priority: priority)
            do { try TriageRules.validate(rules + [last]) } catch { return "\(error.field): \(error.problem)" }
            return nil
        }
        #expect(problem() == nil)
        #expect(problem(name: "b") == "rules[2].name: must differ from the names of the other rules")
        #expect(problem(name: " ") == "rules[2].name: must not be empty")
        #expect(problem(name: "queue_score")?.hasPrefix("rules[2].name: must not be queue_score") == true)
        #expect(problem(priority: 101) == "rules[2].priority: must be from -100 to 100")
        #expect(problem(.init(minScore: 1.5)) == "rules[2].conditions.minScore: must be from 0 to 1")
        #expect(problem(.init(maxScore: .nan)) == "rules[2].conditions.maxScore: must be from 0 to 1")
        #expect(
            problem(.init(minScore: 0.5, maxScore: 0.4)) == "rules[2].conditions.maxScore: must not be below minScore")
        #expect(
            problem(.init(keywords: ["a", "?!"])) == "rules[2].conditions.keywords[1]: must have a letter or a digit")
        let long = String(repeating: "a ", count: 11)
        #expect(problem(.init(keywords: [long])) == "rules[2].conditions.keywords[0]: must have at most 10 words")
        let many = (0...200).map(String.init)
        #expect(problem(.init(keywords: many)) == "rules[2].conditions.keywords: must have at most 200 items")
        let rules = (0...100).map { TriageRule(name: "\($0)", decision: .queue) }
        #expect(throws: InputError("rules", "must have at most 100 items")) { try TriageRules.validate(rules) }
    }

    @Test func aHundredRulesWithAllTheirKeywordsAreQuickOnAnyText() {
        let keywords = (0..<200).map { String(repeating: "a ", count: 9) + "b\($0)" }
        let rules = TriageRules(
            (0..<100).map { TriageRule(name: "\($0)", conditions: .init(keywords: keywords), decision: .dismiss) },
            queueScore: 0)
        let text = facts(String(repeating: "a ", count: 5000))
        let time = ContinuousClock().measure { #expect(rules.decide(text).ruleName == "queue_score") }
        // Every keyword against every place would be a thousand million steps.
        #expect(time < .seconds(5))
    }

    @Test func clientsSeeARuleAndWhatItSaid() {
        let rule = TriageRule(name: "r", conditions: .init(minScore: 0.5, kinds: [.law]), decision: .leave, priority: 3)
        #expect(
            rule.json.text()
                == #"{"id":null,"name":"r","conditions":{"minScore":0.5,"maxScore":null,"claimant":null,"#
                + #""claimantKinds":[],"keywords":[],"kinds":["law"],"topics":[],"checkable":null},"#
                + #""decision":"leave","priority":3,"requiredReviews":null,"reason":null}"#)
        #expect(
            TriageRules([], queueScore: 0).decide(facts()).json.text()
                == #"{"decision":"queue","ruleId":null,"rule":"queue_score","priority":null,"requiredReviews":null,"reason":null}"#
        )
    }
}
