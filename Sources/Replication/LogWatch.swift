import Dispatch
import Synchronization

/// Looks how far a server is, once for all who want to know: whoever asks gets what was found after they asked.
///
/// The looking is a task of its own (``run()``), so that whoever asks can leave in time from a server that is silent.
final class LogWatch<Moment: Sendable>: Sendable {
    /// Between one look and the next: a crowd of readers costs the server 500 small questions a second at most.
    private static var pause: Duration { .milliseconds(2) }

    private struct State {
        var last = 0
        var waiting: [Int: CheckedContinuation<Moment?, Never>] = [:]
    }

    private let look: @Sendable () async throws -> Moment
    private let state = Mutex(State())
    private let (calls, call) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    private let timer = DispatchQueue(label: "claimdesk.log-watch")

    init(_ look: @escaping @Sendable () async throws -> Moment) { self.look = look }

    /// What the next look finds; nil when it fails or does not come in time, as where nobody looks.
    func next(within limit: Duration) async -> Moment? {
        await withCheckedContinuation { continuation in
            let id = state.withLock { state in
                state.last += 1
                state.waiting[state.last] = continuation
                return state.last
            }
            call.yield()
            timer.asyncAfter(deadline: .now() + .milliseconds(limit.milliseconds)) { [weak self] in
                self?.answer(nil, to: [id])
            }
        }
    }

    /// How many wait for a look.
    var asking: Int { state.withLock { $0.waiting.count } }

    /// Looks whenever somebody asks, until the task is cancelled. Once in the life of a watch.
    ///
    /// - Parameter failed: told why a look failed.
    func run(failed: (any Error) -> Void) async {
        defer { answer(nil, to: state.withLock { Array($0.waiting.keys) }) }
        for await _ in calls {
            let asking = state.withLock { Array($0.waiting.keys) }
            if asking.isEmpty { continue }
            do {
                answer(try await look(), to: asking)
            } catch {
                answer(nil, to: asking)
                failed(error)
            }
            do { try await Task.sleep(for: Self.pause) } catch { return }
        }
    }

    private func answer(_ moment: Moment?, to ids: [Int]) {
        let waiting = state.withLock { state in ids.compactMap { state.waiting.removeValue(forKey: $0) } }
        for continuation in waiting { continuation.resume(returning: moment) }
    }
}

extension Duration {
    /// Rounded up.
    fileprivate var milliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) * 1_000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
