/// How the claims of an article were chosen: the last decision about each, by rules of the desk or by its editors.
package struct ReportSelection: Sendable, Hashable {
    package var queuedByRule = 0
    package var queuedByEditor = 0
    package var dismissedByRule = 0
    package var dismissedByEditor = 0
    /// Nobody and nothing has decided yet.
    package var undecided = 0

    package init() {}

    /// `{queued:{byRule,byEditor},dismissed:{byRule,byEditor},undecided}`
    package var json: JSON {
        [
            "queued": ["byRule": .int(queuedByRule), "byEditor": .int(queuedByEditor)],
            "dismissed": ["byRule": .int(dismissedByRule), "byEditor": .int(dismissedByEditor)],
            "undecided": .int(undecided),
        ]
    }
}
