/// Who wants a connection of a pool. Within a lane the first to come is the first to be served; between lanes the next
/// connection goes to the one that holds the fewest. So none can keep another from its turn, however many stand in it.
public enum Lane: CaseIterable, Hashable, Sendable {
    /// Those whom the pool is for; they may hold all of it.
    case main
    /// Looks of a moment that come before it is known who asks. Half of the connections at most.
    case entry
    /// Whoever comes, in any number and for as long as they may. Half of the connections at most.
    case open
    /// Work that nobody waits for.
    case background
}

/// How many connections of a pool each lane may hold.
struct LaneShares: Equatable {
    let maximum: Int

    /// All but the main lane together leave it a quarter, rounded down: a pool of up to three serves whoever comes.
    var others: Int { maximum - maximum / 4 }

    func limit(of lane: Lane) -> Int {
        switch lane {
        case .main: maximum
        case .entry, .open: max(1, maximum / 2)
        case .background: others
        }
    }
}

/// The callers that wait and those that hold a connection, by lane.
struct LaneLines {
    private let shares: LaneShares
    /// In the order in which they came; those that have gone are skipped when their turn comes.
    private var lines: [Lane: ArraySlice<PoolStateMachine.WaiterID>] = [:]
    private var waiting: [Lane: Int] = [:]
    private var held: [Lane: Int] = [:]

    init(maximum: Int) {
        shares = LaneShares(maximum: maximum)
    }

    mutating func join(_ waiter: PoolStateMachine.WaiterID, _ lane: Lane) {
        lines[lane, default: []].append(waiter)
        waiting[lane, default: 0] += 1
    }

    /// A waiter was served or has gone; it stands in its line until its turn comes.
    mutating func leave(_ lane: Lane) {
        waiting[lane, default: 0] -= 1
    }

    mutating func take(_ lane: Lane) {
        held[lane, default: 0] += 1
    }

    mutating func giveBack(_ lane: Lane) {
        held[lane, default: 0] -= 1
    }

    /// Who is served next; nil when nobody waits who may hold one more.
    ///
    /// - Parameter isWaiting: false for one that has gone.
    mutating func next(_ isWaiting: (PoolStateMachine.WaiterID) -> Bool) -> PoolStateMachine.WaiterID? {
        var best: (held: Int, waiter: PoolStateMachine.WaiterID)?
        for lane in Lane.allCases where room(in: lane) > 0 {
            guard let first = first(in: lane, isWaiting) else { continue }
            let candidate = (held[lane, default: 0], first)
            if best.map({ candidate < ($0.held, $0.waiter) }) ?? true { best = candidate }
        }
        return best?.waiter
    }

    /// How many of those who wait may be served beside those who are.
    var demand: Int {
        let others = Lane.allCases.filter { $0 != .main }.reduce(0) { $0 + min(waiting[$1, default: 0], room(in: $1)) }
        return waiting[.main, default: 0] + min(others, shares.others - heldByOthers)
    }

    private var heldByOthers: Int { Lane.allCases.reduce(0) { $0 + ($1 == .main ? 0 : held[$1, default: 0]) } }

    private func room(in lane: Lane) -> Int {
        let own = shares.limit(of: lane) - held[lane, default: 0]
        return max(0, lane == .main ? own : min(own, shares.others - heldByOthers))
    }

    private mutating func first(
        in lane: Lane, _ isWaiting: (PoolStateMachine.WaiterID) -> Bool
    ) -> PoolStateMachine.WaiterID? {
        while let first = lines[lane]?.first {
            if isWaiting(first) { return first }
            lines[lane]?.removeFirst()
        }
        return nil
    }
}
