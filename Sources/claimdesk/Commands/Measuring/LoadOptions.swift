import ArgumentParser
import Domain
import Foundation
import Postgres
import Volume

/// How a server is loaded and what is told of it.
struct LoadOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Open slots in the queue.", valueName: "n"))
    var slots = 100_000

    @Option(help: ArgumentHelp("Of each measurement.", valueName: "seconds"))
    var seconds = 5

    @Option(
        help: ArgumentHelp(
            "Also print the statements that took Postgres the longest in the last round; counting them costs a little.",
            valueName: "n"))
    var statements = 0

    @OptionGroup var rounds: RoundOptions

    func validate() throws {
        guard (1000...20_000_000).contains(slots) else {
            throw ValidationError("--slots must be from 1000 to 20000000.")
        }
        guard (1...60).contains(seconds) else { throw ValidationError("--seconds must be from 1 to 60.") }
        guard (0...100).contains(statements) else { throw ValidationError("--statements must be from 0 to 100.") }
    }

    /// Measures a desk with a long queue, a round to warm up and then those that count.
    ///
    /// - Parameters:
    ///   - breakage: what fails in the middle of each round.
    ///   - round: what is measured in one.
    func measure<Round: Sendable>(
        breaking breakage: Breakage?, _ round: @escaping @Sendable (LongQueue) async throws -> Round
    ) async throws -> [Round] {
        let slots = slots
        return try await measure(breaking: breakage) { server, progress, rounds in
            let queue = try await LongQueue.open(
                slots: slots, isRead: breakage == .worker, on: server, progress)
            return try await rounds { try await round(queue) }
        }
    }

    /// Measures a server.
    ///
    /// - Parameters:
    ///   - breakage: what fails in the middle of each round.
    ///   - body: sets up what is measured and gives it to the closure that it gets, which measures it: a round to warm up, and
    ///     then those that count.
    func measure<Round: Sendable>(
        breaking breakage: Breakage?,
        _ body:
            @escaping @Sendable (
                BenchServer, ProgressLine, (@Sendable () async throws -> Round) async throws -> [Round]
            ) async throws -> [Round]
    ) async throws -> [Round] {
        let settings = try Settings()
        let progress = ProgressLine()
        defer { progress.done() }
        let (options, counts) = (self, statements > 0)
        let (measured, times) = try await BenchServer.run(
            settings, progress, sharedBuffers: 512, database: counts ? Database.countingStatements : [:],
            environment: BenchServer.unlimited(breaking: breakage)
        ) { server in
            let database = server.installation.database
            let measured = try await body(server, progress) { round in
                try await options.rounds.run(progress) {
                    try await database.analyze()
                    if counts { try await database.countStatements() }
                } _: { _ in
                    try await round()
                }
            }
            return (measured, counts ? try await database.statementTimes(options.statements) : [])
        }
        progress.done()
        for time in times { print(time.line) }
        return measured
    }

    /// Prints medians, each with the least and the most.
    func report(_ figures: [BenchFigures.Figure], summary: String, broken: [String]) {
        BenchFigures(figures: figures, facts: ["slots": slots], summary: summary, broken: broken).show(
            json: rounds.json)
    }
}

extension StatementTime {
    /// For a person.
    var line: String { "\(calls) × \(Timing.text(total / Double(calls))) ms = \(Int(total)) ms: \(text)" }
}
