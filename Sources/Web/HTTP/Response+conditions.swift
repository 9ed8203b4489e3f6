import HTTPTypes
package import Hummingbird

extension Response {
    /// The answer to a reader who has a file already (RFC 9110 §13.2.2): 304 where `If-None-Match` names its state. Asked
    /// before any range is.
    ///
    /// - Parameter tag: the file's entity tag, with its quotes.
    /// - Returns: nil where the file is to be sent.
    /// - Throws: `Problem` (412) where `If-Match` names other states alone.
    package static func unneeded(for request: Request, tag: String) throws(Problem) -> Response? {
        if let wanted = EntityTags(request.headers, .ifMatch), !wanted.matchStrongly(tag) {
            let why = wanted.areWeak ? "; a weak ETag never matches If-Match (RFC 9110 §13.1.1)" : ""
            throw Problem(.changedMeanwhile, "The ETag is \(tag)\(why).", field: "If-Match", headers: [.eTag: tag])
        }
        guard let known = EntityTags(request.headers, .ifNoneMatch), known.matchWeakly(tag) else { return nil }
        return Response(status: .notModified, headers: [.eTag: tag])
    }
}
