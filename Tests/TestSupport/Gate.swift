import Synchronization

/// A gate that lets a number of tasks through at a time, in the order in which they came; those in a hurry first.
final class Gate: Sendable {
    private struct State {
        var permits: Int
        var hurrying: [CheckedContinuation<Void, Never>] = []
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(permits: Int) {
        state = Mutex(State(permits: permits))
    }

    /// Waits for a place.
    ///
    /// - Parameter isHurried: goes before all that are not.
    func enter(isHurried: Bool = false) async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.permits == 0 else {
                    state.permits -= 1
                    return true
                }
                if isHurried { state.hurrying.append(continuation) } else { state.waiting.append(continuation) }
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    /// How many wait for a place.
    var waiting: Int { state.withLock { $0.hurrying.count + $0.waiting.count } }

    func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if !state.hurrying.isEmpty { return state.hurrying.removeFirst() }
            if !state.waiting.isEmpty { return state.waiting.removeFirst() }
            state.permits += 1
            return nil
        }
        next?.resume()
    }
}
