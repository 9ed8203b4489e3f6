import Domain

/// A value of a JSON-LD document that is linted, with the name of its place.
struct LintNode {
    let value: JSON
    let path: String
    /// The objects of the document that others point to, by their `@id`.
    let named: [String: JSON]

    init(_ value: JSON, _ path: String, named: [String: JSON]) {
        self.value = value
        self.path = path
        self.named = named
    }

    /// What an object has under a name, one node for each item of a list. A reference to another object of the document
    /// becomes that object, `{"@value": …}` its value; null is nothing.
    func all(_ name: String) -> [LintNode] {
        guard let value = members.first(where: { $0.name == name })?.value else { return [] }
        let inner = LintPath.member(name, of: path)
        guard case .array(let items) = value else {
            return value == .null ? [] : [LintNode(value, inner, named: named).resolved]
        }
        return items.enumerated().filter { $0.element != .null }.map { index, item in
            LintNode(item, LintPath.item(index, of: inner), named: named).resolved
        }
    }

    func first(_ name: String) -> LintNode? { all(name).first }

    func path(_ name: String) -> String { LintPath.member(name, of: path) }

    var members: [JSON.Member] { if case .object(let members) = value { members } else { [] } }

    var isObject: Bool { if case .object = value { true } else { false } }

    var text: String? { if case .string(let text) = value { text } else { nil } }

    /// True for `{"@id": …}` that points out of the document: nothing is known of what is there.
    var pointsElsewhere: Bool { members.count == 1 && members.first?.name == "@id" }

    /// The types, without the vocabulary's name in front: `ClaimReview` for `http://schema.org/ClaimReview`.
    var types: [String] {
        all("@type").compactMap(\.text).map { type in
            for prefix in ["https://schema.org/", "http://schema.org/", "schema:"] where type.hasPrefix(prefix) {
                return String(type.dropFirst(prefix.count))
            }
            return type
        }
    }

    private var resolved: LintNode {
        guard members.count == 1, let member = members.first else { return self }
        if member.name == "@value" { return LintNode(member.value, path, named: named) }
        guard member.name == "@id", case .string(let id) = member.value, let target = named[id] else { return self }
        return LintNode(target, path, named: named)
    }
}

/// The names of places in a document, as jq writes them without the leading dot.
enum LintPath {
    static let root = "."

    static func member(_ name: String, of path: String) -> String {
        let isPlain = !name.isEmpty && name.utf8.allSatisfy { isNameByte($0) }
        if !isPlain { return (path == root ? "" : path) + "[" + JSON.string(name).text() + "]" }
        return path == root ? name : "\(path).\(name)"
    }

    static func item(_ index: Int, of path: String) -> String { (path == root ? "" : path) + "[\(index)]" }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
