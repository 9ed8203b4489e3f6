package import Domain
package import Hummingbird
package import Logging
package import NIOCore
import Synchronization

/// What the parts that answer a request know of it.
package struct DeskContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The connection; nil where a test asks the router without one.
    package let channel: (any Channel)?
    /// Set by the outermost middleware; part of log, audit trail and problem documents.
    package var requestID = ""
    /// Filled in within, read by the request's log line outside.
    package let seen = Seen()

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// A context without a connection.
    package init(logger: Logger) {
        struct Source: RequestContextSource { let logger: Logger }
        coreContext = CoreRequestContextStorage(source: Source(logger: logger))
        channel = nil
    }

    /// The facts that are learnt of a request on its way in. A class, because contexts are copied on their way in and the log line
    /// is written on the way out.
    package final class Seen: Sendable {
        private let state = Mutex<Principal?>(nil)

        package var principal: Principal? {
            get { state.withLock { $0 } }
            set { state.withLock { $0 = newValue } }
        }
    }
}
