/// Weights by key: an open-addressed table, since a dictionary costs most of the time of scoring.
struct FeatureTable: Sendable {
    private var keys: [UInt64]
    private var weights: [Float]
    private let mask: Int

    init(_ entries: [(UInt64, Float)]) {
        var capacity = 16
        while capacity < entries.count * 2 { capacity *= 2 }
        mask = capacity - 1
        keys = Array(repeating: 0, count: capacity)
        weights = Array(repeating: 0, count: capacity)
        for (key, weight) in entries {
            var slot = Int(truncatingIfNeeded: key >> 20) & mask
            while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
            keys[slot] = key
            weights[slot] = weight
        }
    }

    /// The weight of a key; 0 for one that is not there.
    @inline(__always)
    subscript(key: UInt64) -> Float {
        var slot = Int(truncatingIfNeeded: key >> 20) & mask
        while true {
            if keys[slot] == key { return weights[slot] }
            if keys[slot] == 0 { return 0 }
            slot = (slot + 1) & mask
        }
    }
}
