import ArgumentParser
import Domain
import Foundation
import Rendering

/// What reviews and verdicts have in common: a rating, why, and what it rests on.
struct AssessmentOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A rating of the desk's scale, by its key: mostly_false.", valueName: "key"))
    var rating: String?

    @Option(help: ArgumentHelp("Why, in a sentence or more.", valueName: "text"))
    var rationale: String?

    @Option(help: ArgumentHelp("A file that says why; - reads standard input.", valueName: "file"))
    var rationaleFile: String?

    @Option(help: ArgumentHelp("A source that bears the claim out; may be given several times.", valueName: "source"))
    var supports: [String] = []

    @Option(help: ArgumentHelp("A source that speaks against it.", valueName: "source"))
    var refutes: [String] = []

    @Option(help: ArgumentHelp("A source that puts it into context.", valueName: "source"))
    var context: [String] = []

    @Option(
        help: ArgumentHelp(
            "All of it from a JSON file instead, as the API takes it; - reads standard input.", valueName: "file"))
    var file: String?

    static let sources = """
        A source is a URL, followed, if you like, by the words that you rely on; a title goes before it as in Markdown:
          --refutes 'https://stats.example.org/t3 "62,000 litres in 2023"'
          --context '[Table 3](https://stats.example.org/t3) 62,000 litres in 2023'
        """

    func validate() throws {
        if file != nil {
            let others = [rating, rationale, rationaleFile].contains { $0 != nil }
            if others || !(supports + refutes + context).isEmpty {
                throw ValidationError(
                    "--file has the rating, the rationale and the evidence: leave the other options out.")
            }
            return
        }
        if rationale != nil, rationaleFile != nil {
            throw ValidationError("Give either --rationale or --rationale-file.")
        }
    }

    /// What a review or a verdict must have, where nothing else gives it.
    ///
    /// - Throws: `ValidationError`.
    func requireWhole() throws {
        if file != nil { return }
        if rating == nil { throw ValidationError("Missing expected argument '--rating <key>'") }
        if rationale == nil, rationaleFile == nil {
            throw ValidationError("Give either --rationale or --rationale-file.")
        }
    }

    /// The members of the request's body.
    ///
    /// - Throws: `Failure` when a file cannot be read, is not a JSON object, or a source is no source.
    func members() throws -> [JSON.Member] {
        if let file {
            guard case .object(let members) = JSON(parsing: try TextFile(named: file).text) else {
                throw Failure("\(file) does not hold a JSON object")
            }
            return members
        }
        let why = try rationaleFile.map { try TextFile(named: $0).text } ?? rationale
        return [
            .init("rating", JSON(rating)),
            .init("rationale", JSON(why?.trimmingCharacters(in: .whitespacesAndNewlines))),
            .init("evidence", JSON(try evidence())),
        ]
    }

    private func evidence() throws -> [JSON] {
        let all: [(EvidenceInput.Stance, [String])] = [(.supports, supports), (.refutes, refutes), (.context, context)]
        return try all.flatMap { stance, sources in
            try sources.map { try EvidenceArgument($0).json(stance: stance) }
        }
    }
}
