@testable import Postgres

/// A made-up life of a pool, with the rules looked at after each event.
struct PoolHistory {
    private var pool: PoolStateMachine
    private let shares: LaneShares
    private let maximum: Int
    private var random: Generator
    private var now: ContinuousClock.Instant
    private var opening: [Int] = []
    private var open: Set<Int> = []
    private var held: [Int: Lane] = [:]
    private var waiting: [(id: Int, lane: Lane)] = []
    private var lastWaiter = 0
    private(set) var broken: [String] = []

    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    init(seed: UInt64, start: ContinuousClock.Instant) {
        random = Generator(state: seed)
        maximum = Int.random(in: 1...10, using: &random)
        shares = LaneShares(maximum: maximum)
        pool = PoolStateMachine(maximum: maximum, patience: .seconds(5))
        now = start
    }

    mutating func run(steps: Int) {
        for _ in 0..<steps { step() }
        // Everything that was begun comes to its end, and so does everybody who waits.
        for _ in 0..<2_000 where !waiting.isEmpty || !held.isEmpty || !opening.isEmpty { settle() }
        if !waiting.isEmpty { broken.append("\(waiting.count) wait for ever") }
    }

    private mutating func step() {
        now += .milliseconds(Int.random(in: 0...400, using: &random))
        switch Int.random(in: 0..<12, using: &random) {
        case 0...4:
            lastWaiter += 1
            let lane = Lane.allCases.randomElement(using: &random) ?? .main
            waiting.append((lastWaiter, lane))
            follow(pool.acquire(lastWaiter, lane, now: now))
        case 5...7:
            let fitness: [Connection.Fitness] = [.fit, .fit, .fit, .fit, .broken, .serverChanged, .silent]
            release(fitness.randomElement(using: &random) ?? .fit)
        case 8: endAttempt(succeeds: true)
        case 9: endAttempt(succeeds: Bool.random(using: &random))
        case 10: follow(pool.tick(now: now))
        default: if let one = waiting.randomElement(using: &random) { follow(pool.cancel(one.id)) }
        }
    }

    private mutating func settle() {
        now += .milliseconds(100)
        follow(pool.tick(now: now))
        endAttempt(succeeds: true)
        release(.fit)
    }

    private mutating func release(_ fitness: Connection.Fitness) {
        guard let id = held.keys.sorted().randomElement(using: &random) else { return }
        held[id] = nil
        follow(pool.release(id, fitness, now: now))
    }

    private mutating func endAttempt(succeeds: Bool) {
        guard let index = opening.indices.randomElement(using: &random) else { return }
        let id = opening.remove(at: index)
        if succeeds {
            open.insert(id)
            follow(pool.opened(id, now: now))
        } else {
            follow(pool.openFailed(id, .unreachable(reason: "refused"), now: now))
        }
    }

    private mutating func follow(_ actions: [PoolStateMachine.Action]) {
        for action in actions {
            switch action {
            case .open(let id): opening.append(id)
            case .close(let id):
                if held[id] != nil { broken.append("closes \(id), which is held") }
                open.remove(id)
            case .lease(let id, let waiter): lease(id, to: waiter)
            case .fail(let waiter, _): waiting.removeAll { $0.id == waiter }
            case .wake, .drained: break
            }
        }
        look()
    }

    private mutating func lease(_ id: Int, to waiter: Int) {
        if held[id] != nil || !open.contains(id) { broken.append("leases \(id), which is not free") }
        guard let index = waiting.firstIndex(where: { $0.id == waiter }) else {
            broken.append("leases \(id) to nobody")
            return
        }
        let lane = waiting[index].lane
        if waiting[..<index].contains(where: { $0.lane == lane }) { broken.append("\(waiter) overtakes in \(lane)") }
        waiting.remove(at: index)
        held[id] = lane
    }

    private mutating func look() {
        if open.count > maximum { broken.append("\(open.count) connections of \(maximum)") }
        if opening.count + open.count > maximum + 4 { broken.append("\(opening.count) attempts") }
        let count = { [held] (lane: Lane) in held.values.count { $0 == lane } }
        for lane in Lane.allCases where count(lane) > shares.limit(of: lane) {
            broken.append("\(lane) holds \(count(lane)) of \(maximum)")
        }
        let others = held.count - count(.main)
        if others > shares.others { broken.append("strangers and workers hold \(others) of \(maximum)") }
        // Nobody who may have a connection waits beside one that is free.
        guard pool.statistics.idle > 0 else { return }
        for (_, lane) in waiting where count(lane) < shares.limit(of: lane) {
            if lane == .main || others < shares.others { broken.append("\(lane) waits beside a free connection") }
        }
    }
}
