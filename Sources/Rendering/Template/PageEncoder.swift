extension PageValue {
    /// A page's values, by its stored properties.
    init(_ page: some Encodable) {
        let encoder = PageEncoder()
        do {
            try page.encode(to: encoder)
        } catch {
            preconditionFailure("a page is made of texts, numbers, flags, lists and other such structs: \(error)")
        }
        self = encoder.slot.value
    }
}

/// Where an encoded value comes to stand.
private final class PageSlot {
    var value = PageValue.absent
}

/// Takes structs apart with the code that the compiler makes for `Encodable`: quicker by far than reflection, which took
/// a fifth of the time of a report.
private struct PageEncoder: Encoder {
    let slot = PageSlot()
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        slot.value = .object([])
        return KeyedEncodingContainer(PageMembers(slot: slot))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        slot.value = .list([])
        return PageItems(slot: slot)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { PageLeaf(slot: slot) }

    static func value(_ value: some Encodable) -> PageValue {
        if let text = value as? String { return .text(text) }
        return PageValue(value)
    }
}

/// The members of an object.
private struct PageMembers<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let slot: PageSlot
    var codingPath: [any CodingKey] { [] }

    private func add(_ key: Key, _ value: PageValue) {
        guard case .object(var members) = slot.value else { return }
        // Emptied, so that the array is not shared while it grows.
        slot.value = .absent
        members.append(PageValue.Member(name: key.stringValue, value: value))
        slot.value = .object(members)
    }

    func encodeNil(forKey key: Key) { add(key, .absent) }
    func encode(_ value: String, forKey key: Key) { add(key, .text(value)) }
    func encode(_ value: Bool, forKey key: Key) { add(key, .flag(value)) }
    func encode(_ value: Int, forKey key: Key) { add(key, .text(String(value))) }
    func encode(_ value: some Encodable, forKey key: Key) { add(key, PageEncoder.value(value)) }

    // What is absent has a name all the same: a template that asks for another is wrong.
    func encodeIfPresent(_ value: String?, forKey key: Key) { add(key, value.map(PageValue.text) ?? .absent) }
    func encodeIfPresent(_ value: Bool?, forKey key: Key) { add(key, value.map(PageValue.flag) ?? .absent) }
    func encodeIfPresent(_ value: Double?, forKey key: Key) { add(key, value.map { .text(String($0)) } ?? .absent) }
    func encodeIfPresent(_ value: Int?, forKey key: Key) { add(key, value.map { .text(String($0)) } ?? .absent) }
    func encodeIfPresent(_ value: (some Encodable)?, forKey key: Key) {
        add(key, value.map { PageEncoder.value($0) } ?? .absent)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> { pagesAreSynthesized() }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { pagesAreSynthesized() }
    func superEncoder() -> any Encoder { pagesAreSynthesized() }
    func superEncoder(forKey key: Key) -> any Encoder { pagesAreSynthesized() }
}

/// The items of a list.
private struct PageItems: UnkeyedEncodingContainer {
    let slot: PageSlot
    var codingPath: [any CodingKey] { [] }
    var count: Int {
        guard case .list(let items) = slot.value else { return 0 }
        return items.count
    }

    private func add(_ value: PageValue) {
        guard case .list(var items) = slot.value else { return }
        slot.value = .absent
        items.append(value)
        slot.value = .list(items)
    }

    func encodeNil() { add(.absent) }
    func encode(_ value: some Encodable) { add(PageEncoder.value(value)) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        pagesAreSynthesized()
    }
    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { pagesAreSynthesized() }
    func superEncoder() -> any Encoder { pagesAreSynthesized() }
}

/// A value that is neither.
private struct PageLeaf: SingleValueEncodingContainer {
    let slot: PageSlot
    var codingPath: [any CodingKey] { [] }

    func encodeNil() { slot.value = .absent }
    func encode(_ value: String) { slot.value = .text(value) }
    func encode(_ value: Bool) { slot.value = .flag(value) }
    func encode(_ value: some Encodable) { slot.value = PageEncoder.value(value) }

    // Numbers encode themselves as what they are: through the one above they would ask for themselves for ever.
    func encode(_ value: some BinaryInteger & Encodable) { slot.value = .text(String(value)) }
    func encode(_ value: some BinaryFloatingPoint & Encodable) { slot.value = .text("\(value)") }
}

private func pagesAreSynthesized() -> Never {
    preconditionFailure("the compiler's own encoding of structs, arrays and optionals does not ask for this")
}
