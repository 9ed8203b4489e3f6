import Foundation

/// A plain TCP connection, so that tests can send what no HTTP client would.
final class Connection: Sendable {
    struct Failure: Error {
        let what: String
        let code: Int32
    }

    private let socket: Int32
    /// Blocking calls stay off the cooperative pool.
    private let queue = DispatchQueue(label: "test connection")

    /// - Parameters:
    ///   - source: the client's own address, of those that are this machine's.
    ///   - receiveBuffer: what the client's machine takes without being read, bytes; nil as the system likes.
    init(port: Int, from source: String? = nil, receiveBuffer: Int32? = nil) throws {
        socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var receiveBuffer {
            setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, socklen_t(MemoryLayout<Int32>.size))
        }
        if let source {
            var own = sockaddr_in()
            own.sin_family = sa_family_t(AF_INET)
            own.sin_addr.s_addr = inet_addr(source)
            let bound = withUnsafePointer(to: &own) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            if bound != 0 { throw Failure(what: "bind", code: errno) }
        }
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if result != 0 { throw Failure(what: "connect", code: errno) }
    }

    deinit { Foundation.close(socket) }

    /// Sends all bytes; what the server no longer takes is an error.
    func send(_ bytes: [UInt8]) async throws {
        try await blocking { [socket] in
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes {
                    Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                if count <= 0 { throw Failure(what: "send", code: errno) }
                sent += count
            }
        }
    }

    /// Reads the next answer.
    func reply(toHead isHead: Bool = false) async throws -> Reply {
        try await blocking { [socket] in
            var bytes: [UInt8] = []
            while true {
                if let reply = Reply(bytes, isHead: isHead) { return reply }
                bytes += try Self.receive(socket)
            }
        }
    }

    /// The next bytes, whatever they belong to.
    func bytes() async throws -> [UInt8] { try await blocking { [socket] in try Self.receive(socket) } }

    /// Everything that comes until the server closes the connection.
    func text() async throws -> String {
        try await blocking { [socket] in
            var bytes: [UInt8] = []
            do {
                while true { bytes += try Self.receive(socket) }
            } catch let failure as Failure where failure.code == 0 {
                return String(decoding: bytes, as: UTF8.self)
            }
        }
    }

    /// Says that nothing more is sent; answers still come.
    func endSending() { shutdown(socket, Int32(SHUT_WR)) }

    /// True when the server closes the connection, after whatever else it sends.
    func isClosedByServer() async throws -> Bool {
        try await blocking { [socket] in
            do {
                while true { _ = try Self.receive(socket) }
            } catch let failure as Failure {
                return failure.code == 0 || failure.code == ECONNRESET
            }
        }
    }

    private static func receive(_ socket: Int32) throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, 0)
        if count <= 0 { throw Failure(what: "receive", code: count == 0 ? 0 : errno) }
        return Array(buffer[..<count])
    }

    private func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try body() }) }
        }
    }
}
