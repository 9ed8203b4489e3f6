import Domain
import Rendering

@testable import Web

// What JSON Schema (2020-12) says of a value, as far as openapi.json makes use of it.
extension Contract {
    /// Where a value departs from a schema.
    ///
    /// - Parameter patterns: texts are held against their patterns and formats too, which takes its time.
    static func mistakes(in value: JSON, by schema: JSON, at path: String, patterns: Bool = false) -> [String] {
        var found: [String] = []
        if schema["$ref"] != nil {
            found += mistakes(in: value, by: OpenAPI.resolve(schema), at: path, patterns: patterns)
        }
        let types = schema["type"]?.string.map { [$0] } ?? schema["type"]?.items.compactMap(\.string) ?? []
        if !types.isEmpty, !types.contains(where: { isType(value, $0) }) {
            return found + ["\(path) is \(value.typeName), not \(types.joined(separator: " or "))"]
        }
        if let allowed = schema["enum"]?.items ?? schema["const"].map({ [$0] }), !allowed.contains(value) {
            found.append("\(path) is \(value.text()), not one of \(allowed.map { $0.text() })")
        }
        found += choiceMistakes(in: value, by: schema, at: path, patterns)
        switch value {
        case .string(let text): found += textMistakes(in: text, by: schema, at: path, patterns)
        case .int, .double: found += numberMistakes(in: value, by: schema, at: path)
        case .array(let items): found += listMistakes(in: items, by: schema, at: path, patterns)
        case .object(let members): found += objectMistakes(in: members, by: schema, at: path, patterns)
        case .null, .bool: break
        }
        return found
    }

    private static func choiceMistakes(
        in value: JSON, by schema: JSON, at path: String, _ patterns: Bool
    ) -> [String] {
        var found: [String] = []
        func each(_ keyword: String) -> [[String]]? {
            schema[keyword]?.items.map { mistakes(in: value, by: $0, at: path, patterns: patterns) }
        }
        if let any = each("anyOf") { found += any.min { $0.count < $1.count } ?? [] }
        if let one = each("oneOf") {
            found += one.min { $0.count < $1.count } ?? []
            if one.count(where: \.isEmpty) > 1 { found.append("\(path) is more than one of its choices") }
        }
        if let not = schema["not"], mistakes(in: value, by: not, at: path, patterns: patterns).isEmpty {
            found.append("\(path) is what it must not be: \(not.text())")
        }
        return found
    }

    private static func textMistakes(
        in text: String, by schema: JSON, at path: String, _ patterns: Bool
    ) -> [String] {
        var found: [String] = []
        if let least = schema["minLength"]?.int, text.unicodeScalars.count < least {
            found.append("\(path) is shorter than \(least)")
        }
        if let most = schema["maxLength"]?.int, text.unicodeScalars.count > most {
            found.append("\(path) is longer than \(most)")
        }
        if patterns, let format = schema["format"]?.string, !hasFormat(text, format) {
            found.append("\(path) is no \(format)")
        }
        if patterns, let pattern = schema["pattern"]?.string, !matches(text, pattern) {
            found.append("\(path) is \(JSON.string(text).text()), which does not match \(pattern)")
        }
        return found
    }

    /// True when an expression of the document, which is one of ECMA-262 with its flag u, finds something in a text.
    static func matches(_ text: String, _ pattern: String) -> Bool {
        guard let expression = try? Regex(pattern) else { return false }
        return text.firstMatch(of: expression.matchingSemantics(.unicodeScalar)) != nil
    }

    private static func hasFormat(_ text: String, _ format: String) -> Bool {
        switch format {
        case "uuid": Identifier<Never>(text) != nil
        case "date-time": Timestamp.date(text) != nil
        case "date": Day(text) != nil
        default: true
        }
    }

    private static func numberMistakes(in number: JSON, by schema: JSON, at path: String) -> [String] {
        let isTooSmall = schema["minimum"].map { isLess(number, $0) } ?? false
        let isTooLarge = schema["maximum"].map { isLess($0, number) } ?? false
        return isTooSmall || isTooLarge ? ["\(path) is \(number.text()), out of its range"] : []
    }

    /// Whole numbers as they are: the largest of them are one to a Double.
    private static func isLess(_ left: JSON, _ right: JSON) -> Bool {
        if case .int(let left) = left, case .int(let right) = right { return left < right }
        return left.number ?? 0 < right.number ?? 0
    }

    private static func listMistakes(
        in items: [JSON], by schema: JSON, at path: String, _ patterns: Bool
    ) -> [String] {
        var found: [String] = []
        if items.count < schema["minItems"]?.int ?? 0 { found.append("\(path) has too few items") }
        if items.count > schema["maxItems"]?.int ?? .max { found.append("\(path) has too many items") }
        if schema["uniqueItems"] == .bool(true), Set(items).count < items.count {
            found.append("\(path) has an item twice")
        }
        if let wanted = schema["contains"] {
            let times = items.count { mistakes(in: $0, by: wanted, at: path, patterns: patterns).isEmpty }
            if times < schema["minContains"]?.int ?? 1 { found.append("\(path) lacks items like \(wanted.text())") }
        }
        guard let each = schema["items"] else { return found }
        return found
            + items.enumerated().flatMap { mistakes(in: $1, by: each, at: "\(path)[\($0)]", patterns: patterns) }
    }

    private static func objectMistakes(
        in members: [JSON.Member], by schema: JSON, at path: String, _ patterns: Bool
    ) -> [String] {
        let names = members.map(\.name)
        let required = schema["required"]?.items.compactMap(\.string) ?? []
        var found = required.filter { !names.contains($0) }.map { "\(path).\($0) is missing" }
        if members.count > schema["maxProperties"]?.int ?? .max { found.append("\(path) has too many members") }
        for member in members {
            let place = "\(path).\(member.name)"
            if let form = schema["propertyNames"] {
                found += mistakes(in: .string(member.name), by: form, at: place, patterns: patterns)
            }
            if let property = schema["properties"]?[member.name] {
                found += mistakes(in: member.value, by: property, at: place, patterns: patterns)
            } else if schema["additionalProperties"] == .bool(false) {
                found.append("\(place) is unknown")
            } else if let others = schema["additionalProperties"] {
                found += mistakes(in: member.value, by: others, at: place, patterns: patterns)
            }
        }
        return found
    }

    private static func isType(_ value: JSON, _ type: String) -> Bool {
        switch (value, type) {
        case (.null, "null"), (.bool, "boolean"), (.int, "integer"), (.int, "number"), (.double, "number"),
            (.string, "string"), (.array, "array"), (.object, "object"):
            true
        // 3.0 is a whole number (JSON Schema, Validation §6.1.1).
        case (.double(let number), "integer"): Int(exactly: number) != nil
        default: false
        }
    }
}

extension JSON {
    fileprivate var int: Int? { if case .int(let value) = self { value } else { nil } }

    fileprivate var number: Double? {
        switch self {
        case .int(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }
}
