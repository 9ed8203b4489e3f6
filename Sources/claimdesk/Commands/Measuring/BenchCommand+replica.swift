import ArgumentParser
import Domain
import Faults
import Foundation
import Postgres
import Workflow

extension BenchCommand {
    /// `claimdesk bench replica`
    struct Replica: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure what a read replica takes off the primary while members work.",
            discussion: """
                EXAMPLES
                  claimdesk bench replica
                  claimdesk bench replica --volume 100000 --seconds 60 --rate 80

                Starts a Postgres of its own in a temporary folder with a streaming standby beside it, fills a desk, and runs
                `claimdesk serve` twice: without the replica and with it. Each time members take claims, read them and give
                them back, the public asks for so many pages a second, and an editor exports the whole desk again and again.
                Needs curl. All of it shares this machine, so that only what the primary does gets less, and not what all do.
                """)

        @Option(help: ArgumentHelp("Claims of the desk.", valueName: "n"))
        var volume = 30_000

        @Option(help: ArgumentHelp("How long each time, seconds.", valueName: "n"))
        var seconds = 30

        @Option(help: ArgumentHelp("Pages that the public asks for, a second.", valueName: "n"))
        var rate = 40

        @Option(help: ArgumentHelp("How often each, in turn.", valueName: "n"))
        var rounds = 1

        func validate() throws {
            guard (1_000...10_000_000).contains(volume) else {
                throw ValidationError("--volume must be from 1000 to 10000000.")
            }
            guard (1...3600).contains(seconds), (1...10_000).contains(rate), (1...100).contains(rounds) else {
                throw ValidationError("--seconds, --rate and --rounds must be from 1 to 3600, 10000 and 100.")
            }
        }

        func run() async throws {
            let settings = try Settings()
            let progress = ProgressLine()
            let stop = StopSignals()
            defer { progress.done() }
            let folder = FileManager.default.temporaryDirectory.appending(path: "claimdesk-bench-\(getpid())")
            let cluster = LocalCluster(directory: folder.appending(path: "primary"), settings: Standby.primarySettings)
            let result: Result<Void, any Error>
            do {
                result = .success(
                    try await stop.cancelling {
                        try await measure(cluster, folder.appending(path: "standby"), settings, progress)
                    })
            } catch {
                result = .failure(error)
            }
            await cluster.stop()
            do { try FileManager.default.removeItem(at: folder) } catch {
                StandardError.write("\(folder.path) was not removed: \(error.localizedDescription)")
            }
            try result.get()
        }

        private func measure(
            _ cluster: LocalCluster, _ folder: URL, _ settings: Settings, _ progress: ProgressLine
        ) async throws {
            let slug = "busy"
            progress.step("Filling a desk with \(volume) claims")
            let connection = try await cluster.start()
            let installation = Installation(connectionString: connection, settings: settings)
            _ = try await installation.migrate(progress)
            try await installation.fill(slug, claims: volume)
            var keys: [String] = []
            // The made-up newsroom has two submitters, nine reviewers, then editors.
            for number in 3...12 {
                let person = "\(number < 12 ? "reviewer" : "editor")\(number)@\(slug).example"
                keys.append(
                    try await installation.desk.createKey(
                        onDesk: slug, for: person, name: "bench", roles: nil, expiresAt: nil
                    ).secret)
            }
            await installation.close()
            progress.step("Making a standby")
            // As the manual asks for where exports are large: they would hold up what is replayed otherwise.
            let standby = try await Standby.make(
                of: cluster, connectionString: connection, in: folder, settings: ["hot_standby_feedback": "on"])
            let result: Result<Void, any Error>
            do {
                result = .success(
                    try await rounds(
                        on: slug, members: Array(keys.prefix(8)), editor: keys[9], connection, standby, cluster,
                        progress))
            } catch {
                result = .failure(error)
            }
            await standby.stop()
            try result.get()
        }

        private func rounds(
            on slug: String, members: [String], editor: String, _ connection: String, _ standby: Standby,
            _ cluster: LocalCluster, _ progress: ProgressLine
        ) async throws {
            guard let socket = await cluster.socketPath, case .unix(let standbySocket) = standby.target else {
                throw Failure("the servers do not listen")
            }
            let (primaryCPU, standbyCPU) = (
                try PostgresCPU(socket: socket), try PostgresCPU(socket: standbySocket)
            )
            progress.done()
            print(
                "\(volume) claims, \(members.count) members, \(rate) pages a second, an export a second after the last")
            for round in 1...rounds {
                for isReplicated in [false, true] {
                    let name = isReplicated ? "with a replica" : "without a replica"
                    progress.step("\(name), round \(round) of \(rounds)")
                    // All readers come from one address here.
                    var environment = [
                        "CLAIMDESK_DATABASE_URL": connection, "CLAIMDESK_RATE_SEARCHES": "1000000",
                    ]
                    if isReplicated { environment["CLAIMDESK_REPLICA_URL"] = standby.connectionString }
                    let lines = try await ServeProcess.run(environment) { address in
                        let run = ReplicaRun(
                            address: address, slug: slug, members: members, editor: editor, rate: rate)
                        // Caches fill, and the replica comes into use.
                        _ = try await run.run(for: .seconds(3))
                        let before = (try primaryCPU.seconds(), try standbyCPU.seconds())
                        let begun = ContinuousClock.now
                        let found = try await run.run(for: .seconds(seconds))
                        let time = begun.duration(to: .now) / .seconds(1)
                        let cores = (
                            (try primaryCPU.seconds() - before.0) / time, (try standbyCPU.seconds() - before.1) / time
                        )
                        let metrics = try await Tool.output("curl", ["-sS", "\(address)/metrics"])
                        return [
                            found.members.text("  members' requests"), found.readers.text("  pages"),
                            found.exports.text("  exports"),
                            "  of a core: primary \(Timing.text(cores.0)), standby \(Timing.text(cores.1))",
                        ]
                            + metrics.split(separator: "\n").filter {
                                $0.hasPrefix("claimdesk_replica_reads") || $0.hasPrefix("claimdesk_replica_lag")
                            }.map { "  \($0)" }
                    }
                    progress.done()
                    print("\(name):")
                    for line in lines { print(line) }
                    fflush(nil)
                }
            }
            print("\(Timestamp.text(Date())), \(Machine.description)")
        }
    }
}
