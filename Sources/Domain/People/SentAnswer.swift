/// An answer as it was sent to a client. It is kept under its request's idempotency key, so that the request sent again
/// gets the very same one, also from a newer release whose answers have more in them.
///
/// What the parts mean is the business of whoever sends it: here they are kept and given back.
package struct SentAnswer: Sendable, Hashable {
    /// An HTTP status code, 200 to 299.
    package let status: Int
    /// What the headers say of the answer itself (`location`, `etag`), by their names in lower case.
    package let headers: [String: String]
    /// The text of the body, to the byte; empty where there was none.
    package let body: String

    package init(status: Int, headers: [String: String], body: String) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
