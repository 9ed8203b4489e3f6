import Foundation
import Synchronization

/// A small HTTP server on this machine that answers as it is told, and keeps what it was sent.
final class Receiver: Sendable {
    struct Request: Sendable {
        let path: String
        /// Names in lower case.
        let headers: [String: String]
        let body: String
    }

    enum Answer: Sendable {
        case status(Int, headers: String = "", body: String = "")
        /// Says nothing until the receiver ends.
        case hang
        /// Sends a body for as long as somebody reads.
        case flood
    }

    let port: Int
    private let socket: Int32
    private let queue = DispatchQueue(label: "receiver", attributes: .concurrent)
    private let state = Mutex<[Request]>([])
    private let answer: @Sendable (Request, _ number: Int) -> Answer

    var requests: [Request] { state.withLock { $0 } }

    /// - Parameter answer: what a request is answered with; the first has the number 1.
    init(_ answer: @escaping @Sendable (Request, _ number: Int) -> Answer) throws {
        struct Failure: Error {}
        self.answer = answer
        let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(socket, pointer, length) == 0 && listen(socket, 32) == 0
                    && getsockname(socket, pointer, &length) == 0
            }
        }
        self.socket = socket
        port = Int(UInt16(bigEndian: address.sin_port))
        guard isBound else { throw Failure() }
        queue.async { [weak self, socket] in
            while true {
                let client = accept(socket, nil, nil)
                guard client >= 0, let self else { return }
                self.queue.async { self.serve(client) }
            }
        }
    }

    deinit {
        shutdown(socket, Int32(SHUT_RDWR))
        close(socket)
    }

    private func serve(_ client: Int32) {
        defer { close(client) }
        guard let request = Self.read(client) else { return }
        let number = state.withLock { requests in
            requests.append(request)
            return requests.count
        }
        switch answer(request, number) {
        case .status(let status, let headers, let body):
            let head =
                "HTTP/1.1 \(status) X\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\(headers)\r\n"
            _ = Self.send(head + body, client)
        case .hang:
            var byte: UInt8 = 0
            while recv(client, &byte, 1, 0) > 0 {}
        case .flood:
            guard Self.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", client) else { return }
            while Self.send(String(repeating: "x", count: 65_536), client) {}
        }
    }

    private static func read(_ client: Int32) -> Request? {
        var text = ""
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(client, &buffer, buffer.count, 0)
            if count <= 0 { return nil }
            text += String(decoding: buffer[..<count], as: UTF8.self)
            let parts = text.components(separatedBy: "\r\n\r\n")
            guard parts.count > 1 else { continue }
            let lines = parts[0].components(separatedBy: "\r\n")
            var headers: [String: String] = [:]
            for line in lines.dropFirst() {
                let pair = line.split(separator: ":", maxSplits: 1)
                if pair.count == 2 { headers[pair[0].lowercased()] = pair[1].trimmingCharacters(in: .whitespaces) }
            }
            let body = parts[1...].joined(separator: "\r\n\r\n")
            if body.utf8.count < Int(headers["content-length"] ?? "0") ?? 0 { continue }
            let path = lines[0].split(separator: " ").dropFirst().first.map(String.init) ?? ""
            return Request(path: path, headers: headers, body: body)
        }
    }

    private static func send(_ text: String, _ client: Int32) -> Bool {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Foundation.send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count <= 0 { return false }
            bytes = bytes.dropFirst(count)
        }
        return true
    }
}
