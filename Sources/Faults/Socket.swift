internal import Foundation

/// Sockets that never wait, as descriptors.
enum Socket {
    typealias Wait = pollfd

    /// What came.
    enum Received {
        case nothing
        case bytes([UInt8])
        case end
    }

    #if canImport(Darwin)
    private static let stream = SOCK_STREAM
    private static let quiet: Int32 = 0
    #else
    private static let stream = Int32(SOCK_STREAM.rawValue)
    private static let quiet = Int32(MSG_NOSIGNAL)
    #endif

    /// A listener on a free port of 127.0.0.1.
    static func listen() throws -> (descriptor: Int32, port: Int) {
        let descriptor = try checked(socket(AF_INET, stream, 0), "socket")
        prepare(descriptor)
        var address = internet(port: 0)
        try checked(withAddress(&address) { bind(descriptor, $0, $1) }, "bind")
        try checked(Foundation.listen(descriptor, 1024), "listen")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        try checked(code, "getsockname")
        return (descriptor, Int(in_port_t(bigEndian: address.sin_port)))
    }

    static func pipe() throws -> (ear: Int32, rope: Int32) {
        var ends: [Int32] = [0, 0]
        try checked(Foundation.pipe(&ends), "pipe")
        for end in ends { prepare(end) }
        return (ends[0], ends[1])
    }

    static func accept(_ listener: Int32) -> Int32? {
        let client = Foundation.accept(listener, nil, nil)
        if client < 0 {
            // The connection waits until there are descriptors again; the loop must not run hot meanwhile.
            if errno == EMFILE || errno == ENFILE { usleep(10_000) }
            return nil
        }
        prepare(client)
        return client
    }

    /// A connection that may still be on its way; nil when it is refused at once.
    static func connect(to target: Forwarder.Target) -> Int32? {
        switch target {
        case .tcp(let port):
            var address = internet(port: port)
            return connect(AF_INET) { descriptor in
                withAddress(&address) { Foundation.connect(descriptor, $0, $1) }
            }
        case .unix(let path):
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            // Room for the zero at its end.
            guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
            return connect(AF_UNIX) { descriptor in
                withAddress(&address) { Foundation.connect(descriptor, $0, $1) }
            }
        }
    }

    static func receive(_ descriptor: Int32) -> Received {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count > 0 { return .bytes(Array(buffer[..<count])) }
        return count < 0 && mayGoOn ? .nothing : .end
    }

    /// Sends what is taken just now and leaves the rest.
    ///
    /// - Returns: false when nobody takes it any more; the rest is dropped then.
    static func send(_ bytes: inout [UInt8], to descriptor: Int32) -> Bool {
        while !bytes.isEmpty {
            let count = Foundation.send(descriptor, bytes, bytes.count, quiet)
            if count > 0 {
                bytes.removeFirst(count)
            } else if mayGoOn {
                return true
            } else {
                bytes = []
                return false
            }
        }
        return true
    }

    static func shutDown(_ descriptor: Int32) { shutdown(descriptor, Int32(SHUT_RDWR)) }

    static func close(_ descriptor: Int32) { Foundation.close(descriptor) }

    // MARK: - Waiting

    /// One that waits for nothing is not looked at.
    static func wait(_ descriptor: Int32, reads: Bool, writes: Bool = false) -> Wait {
        let events = (reads ? Int16(POLLIN) : 0) | (writes ? Int16(POLLOUT) : 0)
        return Wait(fd: events == 0 ? -1 : descriptor, events: events, revents: 0)
    }

    static func wait(for waits: inout [Wait]) { poll(&waits, nfds_t(waits.count), -1) }

    static func ring(_ rope: Int32) {
        // A full pipe rings as well.
        var byte: UInt8 = 0
        _ = Foundation.write(rope, &byte, 1)
    }

    static func hush(_ ear: Int32) {
        var buffer = [UInt8](repeating: 0, count: 64)
        while Foundation.read(ear, &buffer, buffer.count) == buffer.count {}
    }

    // MARK: - Details

    /// The last call failed only because it would have had to wait.
    private static var mayGoOn: Bool { [EAGAIN, EWOULDBLOCK, EINTR, ENOTCONN, EINPROGRESS].contains(errno) }

    private static func connect(_ family: Int32, _ connect: (Int32) -> Int32) -> Int32? {
        let descriptor = socket(family, stream, 0)
        guard descriptor >= 0 else { return nil }
        prepare(descriptor)
        if connect(descriptor) == 0 || errno == EINPROGRESS { return descriptor }
        close(descriptor)
        return nil
    }

    /// No call waits, no program that is started keeps it open, small pieces are sent at once.
    private static func prepare(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        var on: Int32 = 1
        // Refused where it means nothing: a pipe, a unix socket.
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func internet(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }

    private static func withAddress<Address>(
        _ address: inout Address, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }

    @discardableResult
    private static func checked(_ code: Int32, _ call: String) throws -> Int32 {
        guard code >= 0 else { throw SocketFailure(call: call, reason: String(cString: strerror(errno))) }
        return code
    }
}

/// A system call that failed.
struct SocketFailure: Error, CustomStringConvertible {
    let call: String
    let reason: String

    var description: String { "\(call): \(reason)" }
}
