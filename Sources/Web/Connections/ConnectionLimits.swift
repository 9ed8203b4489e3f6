/// How long one client is waited for and how much it may hold.
package struct ConnectionLimits: Sendable, Hashable {
    /// How long a client may take to send a head, the first bytes of a body, or to read a piece of an answer.
    package var patience: Duration
    /// The least rate of a body, bytes a second: each second of it is added to `patience`. 4 MiB may take 148 s.
    package var leastRate = 32 * 1024
    /// How long what a client still sends is read away once its last answer is out. Closed with bytes unread, a
    /// connection is reset, and a client that sends all before it reads would never see the answer (RFC 9112 §9.6).
    package var linger: Duration
    /// How long a connection may be silent between two requests. Longer than the minute for which proxies keep theirs.
    package var idle: Duration
    /// Connections of one address at once; those of a named proxy are not counted.
    package var perAddress: Int
    /// What large bodies and answers on their way may hold together, bytes.
    package var heldBytes: Int
    /// How long a client that goes on may stand still on a poor line before it gives way where memory is tight.
    package var stall: Duration
    /// What the kernel may hold of one connection's answer, bytes: much less than the megabytes that it would take by itself.
    package let sendBuffer = 128 * 1024
    /// What waits in this process for one connection before its answer is written on, bytes.
    package let pending = 32 * 1024

    package init(
        patience: Duration = .seconds(20), linger: Duration = .seconds(10), idle: Duration = .seconds(75),
        perAddress: Int = 1000, heldBytes: Int = 48 * 1024 * 1024, stall: Duration = .seconds(2)
    ) {
        self.patience = patience
        self.linger = linger
        self.idle = idle
        self.perAddress = perAddress
        self.heldBytes = heldBytes
        self.stall = stall
    }
}
