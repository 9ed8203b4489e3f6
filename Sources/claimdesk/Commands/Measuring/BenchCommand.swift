import ArgumentParser

/// `claimdesk bench`
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure a desk, and the reading of articles.",
        subcommands: [
            Take.self, Review.self, Submit.self, Jobs.self, Bulk.self, Lists.self, Mixed.self, Wake.self, Extract.self,
            Report.self, Export.self, Replica.self, Hostile.self, Attack.self, Outage.self,
        ])
}
