/// The desk's rules for claims that were just found, in order, as they were at one time.
package struct TriageRuleSet: Sendable, Hashable {
    /// From 1, one more with each change; 0 before the first. The ETag.
    package let revision: Int
    package let rules: [TriageRule]

    package init(revision: Int, rules: [TriageRule]) {
        self.revision = revision
        self.rules = rules
    }
}
