internal import CLibCurl
@preconcurrency internal import Dispatch

/// A collector of traces, by OTLP over HTTP. The operator names it, so that it may stand anywhere: no rule for addresses applies.
package struct Collector: Sendable {
    /// How long a message may take as a whole.
    private static let patience = Duration.seconds(5)
    /// libcurl blocks; its thread is not the cooperative pool's.
    private static let queue = DispatchQueue(label: "outbound.traces")

    private let address: String
    private let authorization: String?

    /// - Parameters:
    ///   - address: of the collector, as in `http://127.0.0.1:4318`; spans go to `/v1/traces` below it.
    ///   - authorization: sent as the header of this name.
    package init(_ address: String, authorization: String? = nil) {
        self.address = (address.hasSuffix("/") ? String(address.dropLast()) : address) + "/v1/traces"
        self.authorization = authorization
    }

    /// Sends a message.
    ///
    /// - Returns: what went wrong, without any secret; nil when it was taken.
    func post(_ body: String, type: String) async -> String? {
        await withCheckedContinuation { continuation in
            Self.queue.async { continuation.resume(returning: exchange(body, type)) }
        }
    }

    private func exchange(_ body: String, _ type: String) -> String? {
        guard MessageSender.isSetUp, let handle = curl_easy_init() else { return "libcurl cannot be used" }
        defer { curl_easy_cleanup(handle) }
        var headers: UnsafeMutablePointer<curl_slist>?
        defer { curl_slist_free_all(headers) }
        // Expect is left out, or libcurl would wait a second for a 100 before it sends a large body.
        for line in ["content-type: \(type)", "expect:"] + (authorization.map { ["authorization: \($0)"] } ?? []) {
            headers = curl_slist_append(headers, line)
        }
        let milliseconds = Int(Self.patience / .milliseconds(1))
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_POSTFIELDSIZE, body.utf8.count), (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_TIMEOUT_MS, milliseconds),
            (CURLOPT_CONNECTTIMEOUT_MS, milliseconds / 2), (CURLOPT_NOSIGNAL, 1),
            (CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1),
        ]
        let texts: [(CURLoption, String)] = [
            (CURLOPT_URL, address), (CURLOPT_COPYPOSTFIELDS, body), (CURLOPT_PROTOCOLS_STR, "http,https"),
            (CURLOPT_USERAGENT, "claimdesk-traces"), (CURLOPT_PROXY, ""),
        ]
        // The size first: what is copied is as long as it says.
        for (option, value) in numbers { _ = clibcurl_set_long(handle, option, value) }
        for (option, value) in texts { _ = clibcurl_set_text(handle, option, value) }
        _ = clibcurl_set_pointer(handle, CURLOPT_HTTPHEADER, headers)
        // What it answers is of no use; unread, it would go to stdout.
        _ = clibcurl_set_write(handle) { _, size, count, _ in size * count }
        let code = curl_easy_perform(handle)
        guard code == CURLE_OK else { return String(cString: curl_easy_strerror(code)).lowercased() }
        let status = clibcurl_response_code(handle)
        return (200..<300).contains(status) ? nil : "the collector answered \(status)"
    }
}
