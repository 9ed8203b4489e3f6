/// Values by key: an open-addressed table, since a dictionary's hashing costs most of the time of reading.
///
/// Keys are hashes already, so that their own bits choose the slot; 0 is no key.
struct KeyTable<Value: Sendable>: Sendable {
    private struct Slot: Sendable {
        var key: UInt64
        var value: Value
    }

    private var slots: [Slot]
    private var mask: Int
    private var count = 0
    private let none: Value

    /// An empty table; `none` is what a key without a value gives.
    init(none: Value, capacity: Int = 8) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        mask = size - 1
        self.none = none
        slots = Array(repeating: Slot(key: 0, value: none), count: size)
    }

    /// The value of a key.
    @inline(__always)
    subscript(key: UInt64) -> Value {
        var slot = Self.place(key) & mask
        while true {
            if slots[slot].key == key { return slots[slot].value }
            if slots[slot].key == 0 { return none }
            slot = (slot + 1) & mask
        }
    }

    /// Sets the value of a key; whether the key is new.
    @discardableResult
    mutating func set(_ key: UInt64, _ value: Value) -> Bool {
        guard key != 0 else { return false }
        if (count + 1) * 2 > slots.count { grow() }
        var slot = Self.place(key) & mask
        while slots[slot].key != 0, slots[slot].key != key { slot = (slot + 1) & mask }
        let isNew = slots[slot].key == 0
        slots[slot] = Slot(key: key, value: value)
        if isNew { count += 1 }
        return isNew
    }

    /// Mixes a key's bits: the low ones of FNV hashes of like words are alike.
    @inline(__always)
    private static func place(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key ^ (key >> 32)) &* 0x9E37_79B9_7F4A_7C15 >> 24)
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(key: 0, value: none), count: old.count * 2)
        mask = slots.count - 1
        count = 0
        for slot in old where slot.key != 0 { set(slot.key, slot.value) }
    }
}

/// Weights by key.
typealias FeatureTable = KeyTable<Float>

extension KeyTable where Value == Float {
    init(_ entries: [(UInt64, Float)]) {
        self.init(none: 0, capacity: entries.count)
        for (key, weight) in entries { set(key, weight) }
    }
}
