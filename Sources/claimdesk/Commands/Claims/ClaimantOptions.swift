import ArgumentParser
import Domain

/// Who says a claim, as options.
struct ClaimantOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Who says it.", valueName: "name"))
    var claimant: String?

    @Flag(help: "Somebody says it who is not named.")
    var anonymous = false

    @Option(help: "How their words are given: direct, indirect or mixed.")
    var quotation: Claimant.Quotation?

    @Flag(help: "Who says it is a body and not a person.")
    var organization = false

    func validate() throws {
        if quotation != nil || organization, claimant == nil, !anonymous {
            throw ValidationError("Say with --claimant or --anonymous who says it.")
        }
    }

    /// Nil when nothing was said.
    var json: JSON? {
        guard claimant != nil || anonymous else { return nil }
        return [
            "name": JSON(claimant), "kind": .string(anonymous ? "anonymous" : "named"), "quotation": JSON(quotation),
            "organization": .bool(organization),
        ]
    }
}

extension Claimant.Quotation: ExpressibleByArgument {}
