import Chance
import Domain
import Testing

/// A history of one step after the other, on a desk of its own.
struct ModelHistory: Sendable {
    let seed: UInt64
    /// How a person repeats it.
    var repeating = "SOAK_SEED"
    /// The rows are read after so many steps; after each where a failing seed is run again.
    private static let stride = Soak.only == nil ? 4 : 1

    /// - Parameter before: called with the number of each step, from 1, before it is sent.
    /// Says so when a step did not come to what the model says, and throws.
    func run(
        on server: HistoryServer, before: (_ step: Int) async throws -> Void = { _ in }
    ) async throws -> Past {
        var random = SplitMix64(seed: seed)
        let claims = HistoryDesk.claims(Int.random(in: 2...4, using: &random), using: &random)
        let policy = DeskModel.Policy(
            liveLeases: Int.random(in: 1...6, using: &random),
            skip: SkipPolicy.allCases.randomElement(using: &random) ?? .others,
            skipLimit: Int.random(in: 1...3, using: &random),
            agreement: AgreementRule.allCases.randomElement(using: &random) ?? .same)
        var attempts = 0
        let desk = try await server.patiently {
            attempts += 1
            let slug = attempts == 1 ? "model-\(seed)" : "model-\(seed)-\(attempts)"
            return try await HistoryDesk.make(on: server, slug: slug, policy: policy, claims: claims)
        }
        var model = DeskModel(
            policy: policy, people: HistoryDesk.people, submitters: HistoryDesk.submitters, claims: claims)
        var driver = ModelDriver(desk)
        var told: [String] = ["\(policy)"] + claims.map { "\($0)" }
        let length = Int.random(in: 8...32, using: &random)
        for number in 1...length {
            let step = Step.random(in: model, using: &random)
            let expected = model.perform(step)
            try await before(number)
            let answer = try await driver.perform(step)
            told.append("\(step): \(answer)")
            if expected == answer, number % Self.stride != 0, number < length { continue }
            let (wanted, found) = (model.lines, try await desk.lines(driver.claims))
            if expected == answer, wanted == found { continue }
            Issue.record(
                """
                \(repeating)=\(seed), step \(number): \(step)
                answer   \(answer)
                expected \(expected)
                rows     \(found.filter { !wanted.contains($0) })
                expected \(wanted.filter { !found.contains($0) })
                after
                \(told.joined(separator: "\n"))
                """)
            throw Stopped()
        }
        return Past(steps: length, desk: desk, claims: driver.claims, lines: model.lines)
    }

    /// What a history has come to.
    struct Past: Sendable {
        let steps: Int
        private let desk: HistoryDesk
        private let claims: [String]
        private let lines: [String]

        fileprivate init(steps: Int, desk: HistoryDesk, claims: [String], lines: [String]) {
            (self.steps, self.desk, self.claims, self.lines) = (steps, desk, claims, lines)
        }

        /// The rows that are no longer as they were at its end.
        func changed() async throws -> [String] {
            let found = try await desk.lines(claims)
            return found.filter { !lines.contains($0) }.map { "there is \($0)" }
                + lines.filter { !found.contains($0) }.map { "there was \($0)" }
        }
    }

    /// What happened is recorded; to go on would only repeat it.
    struct Stopped: Error {}
}
