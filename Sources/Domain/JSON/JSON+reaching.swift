/// Reaching into a JSON value.
extension JSON {
    /// A member of an object; nil for anything else.
    package subscript(name: String) -> JSON? { members.first { $0.name == name }?.value }

    /// The members of an object in their order; none for anything else.
    package var members: [Member] { if case .object(let members) = self { members } else { [] } }

    /// The items of a list; none for anything else.
    package var items: [JSON] { if case .array(let items) = self { items } else { [] } }

    /// A text; nil for anything else.
    package var string: String? { if case .string(let text) = self { text } else { nil } }
}
