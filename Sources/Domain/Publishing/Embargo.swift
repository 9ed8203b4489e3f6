package import Foundation

/// Until when an article's verdicts and reports stay in the house. Reviews go on meanwhile.
package enum Embargo {
    /// - Parameter until: the first moment at which publication is allowed; nil for no embargo.
    package static func isOver(until: Date?, now: Date) -> Bool { until.map { $0 <= now } ?? true }

    /// - Parameter until: the first moment at which publication is allowed; nil for no embargo.
    /// - Throws: `EmbargoError.embargoed` before that moment.
    package static func requireLifted(until: Date?, now: Date) throws(EmbargoError) {
        if let until, !isOver(until: until, now: now) { throw .embargoed(until: until) }
    }

    /// Whether an entry in a verdict's ledger waits for the embargo's end. What would put words or a verdict before the
    /// public does; a pause and a retraction do not, as they take down what is out, and nobody may have to wait for that.
    /// An answer that nothing changes may be given meanwhile, without a text for the public.
    package static func holdsBack(_ kind: LedgerEntry.Kind, publicText: String?) -> Bool {
        switch kind {
        case .pause, .retraction: false
        case .noChange: publicText != nil
        case .publication, .resumption, .reopening, .clarification, .update, .correction: true
        }
    }
}

/// The reason why an article's words do not go out yet.
package enum EmbargoError: Error, Hashable, Sendable {
    case embargoed(until: Date)
}
