import Domain
import Samples
import Testing

@Suite struct DeskPolicyTests {
    private func changed(_ values: [String: JSON]) throws(InputError) -> DeskPolicy {
        try DeskChange(policy: values).applied(to: DeskPolicy())
    }

    @Test func whatIsLeftOutStays() throws {
        let policy = try changed(["requiredReviews": 3, "agreement": "adjacent", "queueScore": 1])
        #expect(policy == DeskPolicy(requiredReviews: 3, agreement: .adjacent, queueScore: 1))
        #expect(try changed(["leaseSeconds": .double(60)]).leaseSeconds == 60)
    }

    @Test(
        arguments: [
            ("requiredReviews", 0), ("requiredReviews", 21), ("requiredReviews", "3"),
            ("requiredReviews", .double(1.5)),
            ("leaseSeconds", 1), ("leaseSeconds", 9), ("leaseSeconds", 86_401), ("queueLimit", -1), ("liveLeases", 0),
            ("liveLeases", 1001),
            ("liveLeases", true),
            ("agreement", "most"), ("agreement", 1), ("queueScore", .double(-0.1)), ("queueScore", .double(1.1)),
            ("minimumEvidence", -1), ("minimumEvidence", 101), ("minimumEvidence", []),
        ] as [(String, JSON)])
    func aBadValueIsNamed(name: String, value: JSON) {
        #expect { try changed([name: value]) } throws: { ($0 as? InputError)?.field == "policy.\(name)" }
    }

    @Test func everySettingCanBeReadAndSetAndHasAColumnOfItsName() throws {
        for setting in DeskPolicy.settings {
            var policy = DeskPolicy()
            try setting.set(setting.value(in: policy), in: &policy)
            #expect(policy == DeskPolicy())
        }
        let columns = DeskPolicy.settings.map(\.column)
        #expect(columns.contains("required_reviews") && columns.contains("agreement"))
        #expect(Set(columns).count == columns.count)
    }

    @Test func theTrailTellsWhatItWasAndWhatItIs() throws {
        let scale = RatingScale.Reference(id: .sample(20), version: 1)
        func desk(_ name: String, _ policy: DeskPolicy, _ version: Int) -> DeskProfile {
            DeskProfile(
                id: .sample(3), slug: "coast", name: name, policy: policy,
                scale: .init(id: scale.id, version: version))
        }
        let differences = desk("Coast", DeskPolicy(), 1)
            .differences(to: desk("Shore", DeskPolicy(requiredReviews: 3, agreement: .direction), 2))
        #expect(
            differences == [
                "name": "Coast → Shore", "requiredReviews": "2 → 3", "agreement": "same → direction",
                "scale": "\(scale.id) version 1 → \(scale.id) version 2",
            ])
    }
}
