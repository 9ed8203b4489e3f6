package import Domain

/// Something that a linter says about a file.
package struct LintFinding: Sendable, Hashable {
    package let rule: LintRule
    /// The finding's place in the document: `[2].reviewRating.ratingValue`; `.` for the document itself.
    package let path: String
    /// What is wrong and what to do, for a person.
    package let message: String

    package init(_ rule: LintRule, _ path: String, _ message: String) {
        self.rule = rule
        self.path = path
        self.message = message
    }

    package var severity: LintRule.Severity { rule.severity }

    /// `{severity,path,rule,message}`
    package var json: JSON {
        ["severity": JSON(severity), "path": .string(path), "rule": JSON(rule), "message": .string(message)]
    }
}

/// What a linter found in one document.
package struct LintReport: Sendable, Hashable {
    /// How many claim reviews there are.
    package let reviews: Int
    /// In the order of the document.
    package let findings: [LintFinding]

    package var errors: Int { findings.count { $0.severity == .error } }
    package var warnings: Int { findings.count { $0.severity == .warning } }
}
