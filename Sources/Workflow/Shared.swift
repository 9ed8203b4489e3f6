import Synchronization

/// What many get who ask for the same at the same time, with what is made of it once for all of them: its bytes.
@dynamicMemberLookup
package final class Shared<Value: Sendable>: Sendable {
    private let value: Value
    private let made = Mutex<(any Sendable)?>(nil)

    package init(_ value: Value) { self.value = value }

    package subscript<Part>(dynamicMember part: KeyPath<Value, Part>) -> Part { value[keyPath: part] }

    /// What is made of it, by the first who asks; others wait for that.
    ///
    /// - Parameter make: makes the same, whoever asks.
    package func made<Form: Sendable>(_ make: (Value) -> Form) -> Form {
        made.withLock { made in
            if let form = made as? Form { return form }
            let form = make(value)
            made = form
            return form
        }
    }
}
