import Foundation
import Synchronization

/// Many connections that do one thing and then no more than they must: send a byte now and then, or read nothing at all.
///
/// They come from an address of this machine other than the members', and are few enough for one thread to serve: nothing is
/// waited for.
final class HostileClients: Sendable {
    private let sockets: Mutex<[Int32]>

    /// Connects them all and has each send its beginning.
    ///
    /// - Parameters:
    ///   - beginning: of the request.
    ///   - receiveBuffer: what the system takes for a client that does not read, bytes; nil as the system likes.
    /// - Throws: `Failure` when the system does not allow as many.
    init(_ count: Int, port: Int, beginning: String, receiveBuffer: Int32? = nil) throws {
        var opened: [Int32] = []
        do {
            for _ in 0..<count {
                let socket = try Self.connect(port, receiveBuffer)
                opened.append(socket)
                _ = Self.send(socket, Array(beginning.utf8))
            }
        } catch {
            opened.forEach { Foundation.close($0) }
            throw error
        }
        sockets = Mutex(opened)
    }

    /// Sends one byte on each that is not cut.
    func drip() {
        sockets.withLock { sockets in
            for socket in sockets { _ = Self.send(socket, [UInt8(ascii: "x")]) }
        }
    }

    func close() {
        sockets.withLock { sockets in
            sockets.forEach { Foundation.close($0) }
            sockets = []
        }
    }

    private static func connect(_ port: Int, _ receiveBuffer: Int32?) throws -> Int32 {
        let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var receiveBuffer {
            setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, socklen_t(MemoryLayout<Int32>.size))
        }
        var own = address("127.0.0.2", 0)
        var server = address("127.0.0.1", port)
        let isConnected =
            with(&own) { bind(socket, $0, $1) } == 0 && with(&server) { Foundation.connect(socket, $0, $1) } == 0
        guard isConnected else {
            let reason = String(cString: strerror(errno))
            Foundation.close(socket)
            throw Failure("a connection was not made: \(reason)")
        }
        return socket
    }

    private static func send(_ socket: Int32, _ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBytes {
            Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
        }
    }

    private static func address(_ name: String, _ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = inet_addr(name)
        return address
    }

    private static func with(
        _ address: inout sockaddr_in, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
