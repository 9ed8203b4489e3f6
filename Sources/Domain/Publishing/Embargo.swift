package import Foundation

/// Until when an article's verdicts and reports stay in the house. Reviews go on meanwhile.
package enum Embargo {
    /// - Parameter until: the first moment at which publication is allowed; nil for no embargo.
    /// - Throws: `EmbargoError.embargoed` before that moment.
    package static func requireLifted(until: Date?, now: Date) throws(EmbargoError) {
        if let until, now < until { throw .embargoed(until: until) }
    }
}

/// Why something does not go out yet.
package enum EmbargoError: Error, Hashable, Sendable {
    case embargoed(until: Date)
}
