/// What a template can show: a page's values, taken apart once.
enum PageValue: Sendable, Equatable {
    /// A name that is known and has no value: an empty optional.
    case absent
    case flag(Bool)
    case text(String)
    case list([PageValue])
    case object([Member])

    /// A name and its value in an object.
    struct Member: Sendable, Equatable {
        let name: String
        let value: PageValue
    }

    /// Whether a section is shown for it, and how often does not matter.
    var isShown: Bool {
        switch self {
        case .absent: false
        case .flag(let flag): flag
        case .list(let items): !items.isEmpty
        case .text, .object: true
        }
    }

    /// The member of an object; nil when it has no such member, or is none.
    subscript(_ name: String) -> PageValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }
}
