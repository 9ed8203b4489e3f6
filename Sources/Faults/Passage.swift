/// A client's connection and the one to the server that belongs to it.
struct Passage {
    private let client: Int32
    /// Nil until it may be opened: not during a silence.
    private var server: Int32?
    private var toServer: [UInt8] = []
    private var toClient: [UInt8] = []
    private var clientHasEnded = false
    private var serverHasEnded = false
    private var progress = WatchProgress()
    /// The answer that comes next is not passed on: with it, the connection ends.
    private var endsWithAnswer = false
    /// Passes nothing on.
    var isFrozen = false
    var isOver = false

    /// Bytes held for a side that does not take them.
    private static let limit = 1 << 20

    init(client: Int32) { self.client = client }

    /// Both sides learn of it at once; the loop closes what is left.
    mutating func cut() {
        isOver = true
        Socket.shutDown(client)
        if let server { Socket.shutDown(server) }
    }

    func close() {
        Socket.close(client)
        if let server { Socket.close(server) }
    }

    /// What the loop waits for; a side that has ended would wake it for ever.
    func waits(isSilent: Bool) -> [Socket.Wait] {
        let isSilent = isSilent || isFrozen
        let ofClient = Socket.wait(
            client, reads: !clientHasEnded && toServer.count < Self.limit, writes: !isSilent && !toClient.isEmpty)
        guard let server, !isSilent else { return [ofClient] }
        return [
            ofClient,
            Socket.wait(server, reads: !serverHasEnded && toClient.count < Self.limit, writes: !toServer.isEmpty),
        ]
    }

    /// Moves what can be moved without waiting.
    mutating func move(to target: Forwarder.Target, isSilent: Bool, watch: inout Watch?) {
        if isOver { return }
        if !clientHasEnded, toServer.count < Self.limit { hear(&watch) }
        if isSilent || isFrozen { return }
        guard let server = server ?? Socket.connect(to: target) else {
            isOver = true
            return
        }
        self.server = server
        if !Socket.send(&toServer, to: server) { clientHasEnded = true }
        if endsWithAnswer {
            switch Socket.receive(server) {
            case .nothing: break
            case .bytes, .end: isOver = true
            }
            return
        }
        if !serverHasEnded, toClient.count < Self.limit {
            switch Socket.receive(server) {
            case .nothing: break
            case .bytes(let bytes): toClient += bytes
            case .end: serverHasEnded = true
            }
        }
        if !Socket.send(&toClient, to: client) { serverHasEnded = true }
        isOver = clientHasEnded && toServer.isEmpty || serverHasEnded && toClient.isEmpty
    }

    private mutating func hear(_ watch: inout Watch?) {
        switch Socket.receive(client) {
        case .nothing: break
        case .end: clientHasEnded = true
        case .bytes(let bytes):
            toServer += bytes
            guard let sought = watch, progress.isComplete(sought, with: bytes) else { return }
            watch = nil
            endsWithAnswer = true
        }
    }
}
