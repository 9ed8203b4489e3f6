internal import CLibCurl
@preconcurrency internal import Dispatch
package import Domain
import Foundation

/// Sends one message to one webhook: one request on a connection of its own, no redirects, no proxy.
///
/// Each address is judged when the connection to it is about to be opened, so that a name which leads elsewhere by then
/// cannot get around the rule; certificate and Host header stay the name's.
package struct MessageSender: Sendable {
    /// How long an attempt may take from the lookup to the end of the answer, seconds.
    package static let patience = 10
    /// How much of an answer is read, bytes.
    static let answerLimit = 64 * 1024

    /// libcurl blocks; its threads are not the cooperative pool's. As many run as messages are on their way.
    private static let queue = DispatchQueue(label: "outbound.messages", attributes: .concurrent)
    /// libcurl wants to be set up once, before anything else of it.
    static let isSetUp = clibcurl_global_init() == CURLE_OK

    private let rule: WebhookRule
    private let patience: Duration
    private let names: [String]

    /// - Parameters:
    ///   - patience: for each attempt.
    ///   - names: `host:port:address`, known without a lookup (CURLOPT_RESOLVE); for tests. Judged like all others.
    package init(rule: WebhookRule, patience: Duration = .seconds(patience), names: [String] = []) {
        self.rule = rule
        self.patience = patience
        self.names = names
    }

    /// - Returns: what came of it; an error is an outcome too.
    package func send(_ message: OutboundMessage) async -> DeliveryOutcome {
        await withCheckedContinuation { continuation in
            Self.queue.async { continuation.resume(returning: exchange(message)) }
        }
    }

    private func exchange(_ message: OutboundMessage) -> DeliveryOutcome {
        let begun = ContinuousClock.now
        func failed(_ error: String) -> DeliveryOutcome {
            DeliveryOutcome(error: error, milliseconds: Self.milliseconds(since: begun))
        }
        do {
            // The rule may be stricter now than when the webhook was made.
            _ = try WebhookTarget(message.url, rule: rule)
        } catch {
            return failed("the URL \(error.problem)")
        }
        guard Self.isSetUp, let handle = curl_easy_init() else { return failed("libcurl cannot be used") }
        defer { curl_easy_cleanup(handle) }
        var headers: UnsafeMutablePointer<curl_slist>?
        defer { curl_slist_free_all(headers) }
        // Expect is left out, or libcurl would wait a second for a 100 before it sends a large body.
        let fixed = ["content-type: application/json", "expect:"]
        for line in message.headers.sorted(by: { $0.key < $1.key }).map({ "\($0.key): \($0.value)" }) + fixed {
            headers = curl_slist_append(headers, line)
        }
        var known: UnsafeMutablePointer<curl_slist>?
        defer { curl_slist_free_all(known) }
        for name in names { known = curl_slist_append(known, name) }
        _ = clibcurl_set_pointer(handle, CURLOPT_RESOLVE, known)
        let exchange = Exchange(rule: rule)
        let context = Unmanaged.passUnretained(exchange).toOpaque()
        set(handle, message, headers, context)
        let code = withExtendedLifetime(exchange) { curl_easy_perform(handle) }
        let status = Int(clibcurl_response_code(handle))
        // A write that breaks off is our own: the answer was longer than is read.
        if code == CURLE_OK || (code == CURLE_WRITE_ERROR && exchange.isCut), status > 0 {
            return DeliveryOutcome(
                status: status, answer: exchange.text, milliseconds: Self.milliseconds(since: begun))
        }
        if exchange.wasForbidden { return failed("the host leads to a private or reserved address") }
        if code == CURLE_OPERATION_TIMEDOUT {
            return failed("there was no answer within \(Int(patience / .seconds(1))) seconds")
        }
        return failed(String(cString: curl_easy_strerror(code)).lowercased())
    }

    private func set(
        _ handle: UnsafeMutableRawPointer, _ message: OutboundMessage, _ headers: UnsafeMutablePointer<curl_slist>?,
        _ context: UnsafeMutableRawPointer
    ) {
        let texts: [(CURLoption, String)] = [
            (CURLOPT_URL, message.url), (CURLOPT_COPYPOSTFIELDS, message.body),
            (CURLOPT_PROTOCOLS_STR, rule == .publicOnly ? "https" : "http,https"),
            (CURLOPT_USERAGENT, "claimdesk-webhooks"),
            // Empty: not the one of the environment either, which would connect in our place to what is not judged.
            (CURLOPT_PROXY, ""),
        ]
        let milliseconds = Int(patience / .milliseconds(1))
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_POSTFIELDSIZE, message.body.utf8.count), (CURLOPT_FOLLOWLOCATION, 0),
            (CURLOPT_TIMEOUT_MS, milliseconds), (CURLOPT_CONNECTTIMEOUT_MS, milliseconds / 2),
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_FORBID_REUSE, 1), (CURLOPT_DISALLOW_USERNAME_IN_URL, 1),
            (CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1),
        ]
        // The size first: what is copied is as long as it says.
        for (option, value) in numbers { _ = clibcurl_set_long(handle, option, value) }
        for (option, value) in texts { _ = clibcurl_set_text(handle, option, value) }
        _ = clibcurl_set_pointer(handle, CURLOPT_HTTPHEADER, headers)
        _ = clibcurl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, context)
        _ = clibcurl_set_open_socket(handle) { context, _, address in
            guard let context, let address else { return CLIBCURL_SOCKET_BAD }
            return Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue().open(address)
        }
        _ = clibcurl_set_pointer(handle, CURLOPT_WRITEDATA, context)
        _ = clibcurl_set_write(handle) { bytes, size, count, context in
            guard let context, let bytes else { return 0 }
            return Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue().take(bytes, size * count)
        }
    }

    private static func milliseconds(since begun: ContinuousClock.Instant) -> Int {
        Int(begun.duration(to: .now) / .milliseconds(1))
    }
}

/// What libcurl's callbacks know of one exchange. They run on the thread that performs it, and nowhere else.
private final class Exchange {
    private let rule: WebhookRule
    private var answer: [UInt8] = []
    private var received = 0
    private(set) var wasForbidden = false
    private(set) var isCut = false

    init(rule: WebhookRule) { self.rule = rule }

    var text: String { String(decoding: answer.filter { $0 != 0 }, as: UTF8.self) }

    /// A socket for the address, if it may be connected to.
    func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        guard let ip = Self.address(address), rule.allows(ip) else {
            wasForbidden = true
            return CLIBCURL_SOCKET_BAD
        }
        return socket(address.pointee.family, address.pointee.socktype, address.pointee.protocol)
    }

    /// Keeps the beginning; takes less than was offered, which ends the exchange, once enough was read.
    func take(_ bytes: UnsafeMutablePointer<CChar>, _ count: Int) -> Int {
        received += count
        let room = DeliveryOutcome.answerLimit - answer.count
        answer += UnsafeRawBufferPointer(start: bytes, count: min(room, count))
        isCut = received >= MessageSender.answerLimit
        return isCut ? 0 : count
    }

    /// The struct ends in a `sockaddr` that is only the beginning of the address, so it is read where it stands.
    private static func address(_ address: UnsafeMutablePointer<curl_sockaddr>) -> IPAddress? {
        guard let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return nil }
        let place = UnsafeRawPointer(address) + offset
        switch address.pointee.family {
        case AF_INET:
            return withUnsafeBytes(of: place.loadUnaligned(as: sockaddr_in.self).sin_addr) {
                IPAddress(bytes: Array($0))
            }
        case AF_INET6:
            return withUnsafeBytes(of: place.loadUnaligned(as: sockaddr_in6.self).sin6_addr) {
                IPAddress(bytes: Array($0))
            }
        default: return nil
        }
    }
}
