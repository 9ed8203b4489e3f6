import ArgumentParser

/// How often a benchmark measures all that it does, and how it tells.
struct RoundOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How often all is measured.", valueName: "n"))
    var rounds = 3

    @Flag(help: "As JSON, one measurement a line.")
    var json = false

    func validate() throws {
        guard (1...100).contains(rounds) else { throw ValidationError("--rounds must be from 1 to 100.") }
    }

    /// Measures once to warm up, so that statements are prepared and pages are read: a desk's first minutes are not its day; and
    /// then as often as was said.
    ///
    /// - Parameters:
    ///   - begin: done before each round that counts.
    ///   - measure: measures once; gets the round's number, 0 while warming up.
    func run<Round>(
        _ progress: ProgressLine, begin: () async throws -> Void = {}, _ measure: (Int) async throws -> Round
    ) async throws -> [Round] {
        progress.step("Warming up")
        _ = try await measure(0)
        var measured: [Round] = []
        for number in 1...rounds {
            progress.step("Round \(number) of \(rounds)")
            try await begin()
            measured.append(try await measure(number))
        }
        return measured
    }
}
