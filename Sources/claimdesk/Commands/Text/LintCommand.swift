import ArgumentParser
import Domain
import Rendering

/// `claimdesk lint`
struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "Check files before they go out. Needs no desk and no database.",
        subcommands: [ClaimReviews.self])

    /// `claimdesk lint claimreview FILE…`
    struct ClaimReviews: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "claimreview",
            abstract: "Hold ClaimReview markup against what schema.org and Google require and recommend.",
            discussion: """
                EXAMPLES
                  claimdesk lint claimreview reviews.json
                  claimdesk report 0198c2f1-… --format claimreview | claimdesk lint claimreview -
                  claimdesk lint claimreview --strict --json site/*.jsonld | jq '.files[].findings[].rule'

                Reads JSON-LD, ours or anybody's: one ClaimReview, a list, an @graph, a DataFeed, or a page's markup with
                claim reviews in it. Nothing is fetched. Each finding names its place as jq would, and its rule;
                docs/claimreview.md explains the rules.

                Exit code 1 with errors (breaks a requirement) or a file that cannot be read; warnings (goes against a
                recommendation) leave it at 0 unless --strict is given.
                """)

        @Argument(help: ArgumentHelp("JSON-LD files; - reads standard input.", valueName: "file"))
        var files: [String]

        @Flag(help: "Fail on warnings too.")
        var strict = false

        @Flag(help: "As JSON.")
        var json = false

        func run() throws {
            let checks = files.map { LintCheck(file: $0) }
            if json {
                let ok = !checks.contains { $0.fails(strict: strict) }
                print((["ok": .bool(ok), "files": JSON(checks.map(\.json))] as JSON).text())
            } else {
                print(checks.map(\.text).joined(separator: "\n\n"))
            }
            if checks.contains(where: { $0.fails(strict: strict) }) { throw ExitCode(1) }
        }
    }
}

/// One file as the linter sees it.
struct LintCheck {
    let name: String
    /// The report of the file, or the reason why there is none.
    let result: Result<LintReport, Unreadable>

    /// Why a file cannot be linted.
    struct Unreadable: Error, Hashable {
        let problem: String
        /// Line and column, both from 1; nil for a file that cannot even be opened.
        let place: JSONSyntaxError?
    }

    init(file: String) {
        name = file == "-" ? "standard input" : file
        do throws(Failure) {
            let text = try TextFile(named: file).text
            result = Self.lint(text)
        } catch {
            result = .failure(Unreadable(problem: error.description, place: nil))
        }
    }

    init(name: String, text: String) {
        self.name = name
        result = Self.lint(text)
    }

    func fails(strict: Bool) -> Bool {
        switch result {
        case .success(let report): report.errors > 0 || strict && report.warnings > 0
        case .failure: true
        }
    }

    /// `{file,ok,claimReviews,errors,warnings,findings:[…]}`, or `{file,ok:false,problem,line,column}`; a file is ok
    /// without errors.
    var json: JSON {
        switch result {
        case .success(let report):
            [
                "file": .string(name), "ok": .bool(report.errors == 0), "claimReviews": .int(report.reviews),
                "errors": .int(report.errors), "warnings": .int(report.warnings),
                "findings": JSON(report.findings.map(\.json)),
            ]
        case .failure(let error):
            [
                "file": .string(name), "ok": false, "problem": .string(error.problem),
                "line": JSON(error.place?.line), "column": JSON(error.place?.column),
            ]
        }
    }

    /// For a person: the counts, then a table of what was found.
    var text: String {
        let shown = TerminalText.oneLine(name)
        switch result {
        case .failure(let error):
            guard let place = error.place else { return "error: \(TerminalText.oneLine(error.problem))" }
            return "\(shown):\(place.line):\(place.column): error: \(error.problem)"
        case .success(let report):
            let counts =
                "\(shown): \(counted(report.reviews, "claim review")), \(counted(report.errors, "error")), "
                + counted(report.warnings, "warning")
            if report.findings.isEmpty { return counts }
            var table = TextTable("", "PLACE", "RULE", "WHAT TO DO")
            for finding in report.findings {
                table.add(
                    finding.severity.rawValue, TerminalText.oneLine(finding.path), finding.rule.rawValue,
                    TerminalText.oneLine(finding.message))
            }
            return counts + "\n" + table.text
        }
    }

    private static func lint(_ text: String) -> Result<LintReport, Unreadable> {
        do {
            // Pages with many parts nest deeper than our own bodies may.
            return .success(ClaimReviewLinter.report(try JSON(reading: Array(text.utf8), depth: 128)))
        } catch {
            let isPage = text.drop(while: \.isWhitespace).hasPrefix("<")
            let advice = isPage ? ": this is HTML; give what stands in <script type=\"application/ld+json\">" : ""
            return .failure(Unreadable(problem: "this is not JSON: \(error.problem)\(advice)", place: error))
        }
    }
}
