package import HTTPTypes

extension HTTPField.Name {
    /// Correlates a request with the server's log.
    package static let xRequestID = named("X-Request-Id")
    /// A client's promise that two requests are one.
    package static let idempotencyKey = named("Idempotency-Key")
    /// The last event that a client of a stream saw.
    package static let lastEventID = named("Last-Event-ID")
    /// Tells nginx to pass a stream on as it comes.
    package static let xAccelBuffering = named("X-Accel-Buffering")
    /// Where the desk's audit trail ended when the answer was made: the number of its last seal, and that seal's hash.
    package static let auditHead = named("Claimdesk-Audit-Head")
    /// How many verdicts an export has, told at its end.
    package static let verdicts = named("Claimdesk-Verdicts")
    /// The moment whose state an export shows, told at its end.
    package static let snapshot = named("Claimdesk-Snapshot")
    /// A digest of the whole (RFC 9530 §2).
    package static let reprDigest = named("Repr-Digest")
    /// A second one of those that name the server: the library makes the first the authority of the request.
    package static let furtherHost = named("Host")
    /// Who asks, as proxies on the way have written it down.
    package static let xForwardedFor = named("X-Forwarded-For")
    package static let referrerPolicy = named("Referrer-Policy")

    private static func named(_ name: String) -> HTTPField.Name {
        // The names above are tokens (RFC 9110 §5.1); only a slip of ours could bring another.
        guard let name = HTTPField.Name(name) else { fatalError("\(name) cannot name a header") }
        return name
    }
}
