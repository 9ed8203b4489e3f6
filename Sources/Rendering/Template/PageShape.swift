/// What a page's type says of its values, before there is any: which names there are, and what stands behind each. An
/// optional has the shape of what it may hold.
indirect enum PageShape: Sendable, Equatable {
    case flag
    case text
    case list(PageShape)
    case object([Member])

    struct Member: Sendable, Equatable {
        let name: String
        let shape: PageShape
    }

    /// For mistakes.
    var words: String {
        switch self {
        case .flag: "a flag"
        case .text: "a text"
        case .list: "a list"
        case .object: "an object"
        }
    }
}

extension PageShape {
    /// The shape of a type of pages, asked of the code that the compiler makes for `Decodable`: it names every member, also
    /// of optionals without a value and of lists without items.
    init<Page: Decodable>(of type: Page.Type) {
        do {
            self = try PageProbe.probe(type).shape
        } catch {
            preconditionFailure("a page is made of texts, numbers, flags, lists and other such structs: \(error)")
        }
    }
}

/// Where a shape comes to stand.
private final class ShapeSlot {
    var shape = PageShape.object([])

    func add(_ name: String, _ shape: PageShape) {
        guard case .object(let members) = self.shape else { return }
        self.shape = .object(members + [PageShape.Member(name: name, shape: shape)])
    }
}

/// Gives whatever it is asked for, and notes what that was.
private struct PageProbe: Decoder {
    let slot = ShapeSlot()
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    static func probe<Value: Decodable>(_ type: Value.Type) throws -> (shape: PageShape, value: Value) {
        let probe = PageProbe()
        let value = try Value(from: probe)
        return (probe.slot.shape, value)
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        slot.shape = .object([])
        return KeyedDecodingContainer(ProbedMembers(slot: slot))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer { ProbedItems(slot: slot) }

    func singleValueContainer() -> any SingleValueDecodingContainer { ProbedLeaf(slot: slot) }
}

private struct ProbedMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let slot: ShapeSlot
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    // Everything is there, so that optionals are asked for too.
    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        let (shape, value) = try PageProbe.probe(type)
        slot.add(key.stringValue, shape)
        return value
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedDecodingContainer<Nested> { pagesAreSynthesized() }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer { pagesAreSynthesized() }
    func superDecoder() -> any Decoder { pagesAreSynthesized() }
    func superDecoder(forKey key: Key) -> any Decoder { pagesAreSynthesized() }
}

/// A list of one item, which tells the shape of all.
private struct ProbedItems: UnkeyedDecodingContainer {
    let slot: ShapeSlot
    var codingPath: [any CodingKey] { [] }
    var count: Int? { 1 }
    private(set) var currentIndex = 0
    var isAtEnd: Bool { currentIndex > 0 }

    init(slot: ShapeSlot) { self.slot = slot }

    func decodeNil() -> Bool { false }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let (shape, value) = try PageProbe.probe(type)
        slot.shape = .list(shape)
        currentIndex += 1
        return value
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedDecodingContainer<Nested> {
        pagesAreSynthesized()
    }
    func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer { pagesAreSynthesized() }
    func superDecoder() -> any Decoder { pagesAreSynthesized() }
}

private struct ProbedLeaf: SingleValueDecodingContainer {
    let slot: ShapeSlot
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { false }

    func decode(_ type: String.Type) -> String { noted(.text, "") }
    func decode(_ type: Bool.Type) -> Bool { noted(.flag, false) }
    func decode<Value: BinaryInteger & Decodable>(_ type: Value.Type) -> Value { noted(.text, 0) }
    func decode<Value: BinaryFloatingPoint & Decodable>(_ type: Value.Type) -> Value { noted(.text, 0) }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let (shape, value) = try PageProbe.probe(type)
        return noted(shape, value)
    }

    private func noted<Value>(_ shape: PageShape, _ value: Value) -> Value {
        slot.shape = shape
        return value
    }
}

private func pagesAreSynthesized() -> Never {
    preconditionFailure("the compiler's own decoding of structs, arrays and optionals does not ask for this")
}
