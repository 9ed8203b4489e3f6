import ArgumentParser
import Foundation

/// The command line: each verb is a file of its own in Commands/.
@main
struct Claimdesk: AsyncParsableCommand {
    /// Of the program and of the API's documentation; see CHANGELOG.md.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "claimdesk",
        abstract: "A fact-checking desk: articles in, published verdicts out.",
        discussion: """
            To look at it:    claimdesk dev
            To run it:        claimdesk migrate, serve, worker (see docs/operations.md)
            To work with it:  claimdesk submit, take, review, show, publish, report, export
                              with CLAIMDESK_URL and CLAIMDESK_KEY set
            """,
        version: version,
        groupedSubcommands: [
            CommandGroup(name: "Looking at it", subcommands: [DevCommand.self, ExtractCommand.self, LintCommand.self]),
            CommandGroup(
                name: "Working with a desk",
                subcommands: [
                    SubmitCommand.self, ClaimCommand.self, ClaimsCommand.self, ShowCommand.self, CommentCommand.self,
                    QueueCommand.self,
                    EventsCommand.self,
                    ReportCommand.self, ExportCommand.self, StatisticsCommand.self, MemberCommand.self,
                ]),
            CommandGroup(
                name: "Reviewing",
                subcommands: [
                    TakeCommand.self, MineCommand.self, ReviewCommand.self, DraftsCommand.self, RenewCommand.self,
                    ReleaseCommand.self, SkipCommand.self, ReturnedCommand.self, ReviseCommand.self, UndoCommand.self,
                ]),
            CommandGroup(
                name: "Editing",
                subcommands: [
                    TriageCommand.self, AssignCommand.self, UnassignCommand.self, ReturnCommand.self,
                    VerdictCommand.self,
                    GatesCommand.self, PreviewCommand.self, PublishCommand.self, PauseCommand.self, ResumeCommand.self,
                    CorrectCommand.self, ReopenCommand.self, RemovalCommand.self, EvidenceCommand.self,
                    ReplyCommand.self,
                    RequestCommand.self,
                ]),
            CommandGroup(
                name: "Running a desk",
                subcommands: [
                    ServeCommand.self, WorkerCommand.self, MigrateCommand.self, SeedCommand.self, KeyCommand.self,
                    JobsCommand.self, TopCommand.self, AuditCommand.self, HomeCommand.self, SettingsCommand.self,
                    HealthCommand.self,
                ]),
            CommandGroup(
                name: "Measuring and teaching", subcommands: [BenchCommand.self, EvalCommand.self, TrainCommand.self]),
        ])

    /// Runs what was typed; exits with 0, 1 (it failed) or 64 (it was typed or set wrongly).
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch let error as Failure {
            StandardError.write("error: \(error)")
            exit(withError: ExitCode(1))
        } catch let error as Problem {
            StandardError.write("error: \(error)")
            exit(withError: ExitCode(1))
        } catch let error as SettingsError {
            StandardError.write("error: \(error)")
            exit(withError: ExitCode(64))
        } catch  where exitCode(for: error) == .success {
            // What was asked for: help, the version.
            exit(withError: error)
        } catch {
            // It repeats what was typed, and somebody else may have given that to be typed.
            let text = fullMessage(for: error)
            if !text.isEmpty { StandardError.write(text) }
            exit(withError: exitCode(for: error))
        }
    }
}
