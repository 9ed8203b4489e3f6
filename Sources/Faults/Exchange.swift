internal import Foundation
internal import Synchronization

/// The connections of a forwarder, and the loop that moves their bytes.
final class Exchange: Sendable {
    /// What the loop and the verbs share.
    struct State {
        var target: Forwarder.Target
        var isSilent = false
        fileprivate(set) var isClosed = false
        fileprivate var passages: [Passage] = []
        fileprivate var watch: Watch?
        private var watches = 0

        init(target: Forwarder.Target) { self.target = target }

        mutating func cutAll() {
            for index in passages.indices { passages[index].cut() }
        }

        mutating func freezeAll() {
            for index in passages.indices { passages[index].isFrozen = true }
        }

        mutating func resume() {
            isSilent = false
            for index in passages.indices { passages[index].isFrozen = false }
        }

        mutating func listen(for parts: [[UInt8]]) {
            watches += 1
            watch = Watch(number: watches, parts: parts)
        }
    }

    private let listener: Int32
    let port: Int
    private let state: Mutex<State>
    /// A pipe that wakes the loop.
    private let bell: (ear: Int32, rope: Int32)

    init(to target: Forwarder.Target) throws {
        (listener, port) = try Socket.listen()
        bell = try Socket.pipe()
        state = Mutex(State(target: target))
    }

    /// The loop holds it too, so nothing uses them any more.
    deinit {
        for descriptor in [listener, bell.ear, bell.rope] { Socket.close(descriptor) }
    }

    /// Changes something and tells the loop.
    func change(_ body: (inout State) -> Void) {
        state.withLock { body(&$0) }
        Socket.ring(bell.rope)
    }

    func close() {
        change { state in
            state.isClosed = true
            state.cutAll()
            Socket.shutDown(listener)
        }
    }

    /// Moves bytes until it is closed.
    func run() {
        var isOpen = true
        while isOpen {
            var waits = state.withLock { state in
                [Socket.wait(listener, reads: true), Socket.wait(bell.ear, reads: true)]
                    + state.passages.flatMap { $0.waits(isSilent: state.isSilent) }
            }
            Socket.wait(for: &waits)
            Socket.hush(bell.ear)
            isOpen = state.withLock { move(&$0) }
        }
    }

    /// - Returns: false when it is closed.
    private func move(_ state: inout State) -> Bool {
        if !state.isClosed {
            while let client = Socket.accept(listener) { state.passages.append(Passage(client: client)) }
        }
        for index in state.passages.indices {
            state.passages[index].move(to: state.target, isSilent: state.isSilent, watch: &state.watch)
        }
        for passage in state.passages where passage.isOver { passage.close() }
        state.passages.removeAll(where: \.isOver)
        return !state.isClosed
    }
}
