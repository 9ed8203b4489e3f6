import ArgumentParser
import Domain
import Workflow

/// `claimdesk jobs`
struct JobsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs", abstract: "See and steer the worker's jobs.",
        discussion: "Works on the database itself: with CLAIMDESK_DATABASE_URL, or with --data on a `claimdesk dev`.",
        subcommands: [List.self, Show.self, Retry.self, Cancel.self])

    /// `claimdesk jobs list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List jobs, the newest first.",
            discussion: """
                EXAMPLES
                  claimdesk jobs list --state discarded
                  claimdesk jobs list --data .claimdesk --json
                """)

        @Option(help: "Jobs in this state alone.")
        var state: Job.State?

        @Option(help: "Jobs of this kind alone: extract_article.")
        var kind: String?

        @Option(help: ArgumentHelp("How many, 1 to 200.", valueName: "n"))
        var limit = PageRequest.defaultLimit

        @Flag(help: "As JSON, one array.")
        var json = false

        @OptionGroup var database: DatabaseOptions

        func validate() throws {
            guard PageRequest.limits.contains(limit) else { throw ValidationError("--limit must be from 1 to 200.") }
        }

        func run() async throws {
            let jobs = try await database.withInstallation { installation, _ in
                try await installation.desk.jobs(state: state, kind: kind, PageRequest(limit: limit)).items
            }
            if json {
                print(JSON(jobs.map(\.json)).text())
                return
            }
            var table = TextTable("ID", "KIND", "STATE", "TRY", "SINCE", "LAST ERROR")
            for job in jobs {
                let error = job.lastError.map { $0.prefix { !$0.isNewline }.prefix(80) } ?? "–"
                table.add(
                    "\(job.id)", job.kind, job.state.rawValue, "\(job.attempt)/\(job.maxAttempts)",
                    LocalTime.text(job.createdAt), String(error))
            }
            print(table.text)
        }
    }

    /// `claimdesk jobs show`
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show a job with every error that it met.")

        @Argument(help: "The job.")
        var id: Job.ID

        @Flag(help: "As JSON.")
        var json = false

        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let (job, errors) = try await database.withInstallation { installation, _ in
                try await installation.desk.job(id)
            }
            let met = errors.map { error -> JSON in
                ["attempt": .int(error.attempt), "at": JSON(error.at), "error": .string(error.error)]
            }
            if json {
                print(job.json.adding(["errors": JSON(met)]).text())
                return
            }
            print("\(job.kind) \(job.id): \(job.state.rawValue), try \(job.attempt) of \(job.maxAttempts)")
            print("made \(LocalTime.text(job.createdAt)), to run from \(LocalTime.text(job.runAt))")
            if let worker = job.worker { print("with \(worker)") }
            print("payload \(job.payload)")
            for error in errors { print("\(LocalTime.text(error.at)) try \(error.attempt): \(error.error)") }
        }
    }

    /// `claimdesk jobs retry`
    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a job run now; brings back one that was discarded or cancelled.")

        @Argument(help: "The job.")
        var id: Job.ID

        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            try await JobsCommand.change(database, "cannot be tried again") { try await $0.retryJob(id) }
        }
    }

    /// `claimdesk jobs cancel`
    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Cancel a job; a worker that is running it loses it.")

        @Argument(help: "The job.")
        var id: Job.ID

        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            try await JobsCommand.change(database, "cannot be cancelled") { try await $0.cancelJob(id) }
        }
    }

    private static func change(
        _ database: DatabaseOptions, _ refusal: String, _ verb: @Sendable (Desk) async throws -> Job
    ) async throws {
        let job = try await database.withInstallation { installation, _ in
            do {
                return try await verb(installation.desk)
            } catch JobError.wrongState(let state) {
                throw Failure("the job is \(state.rawValue): it \(refusal)")
            } catch JobError.keyTaken(let other) {
                throw Failure("job \(other) does the same and is not at its end: this one \(refusal)")
            }
        }
        print("\(job.kind) \(job.id): \(job.state.rawValue)")
    }
}

extension Job.State: ExpressibleByArgument {}
