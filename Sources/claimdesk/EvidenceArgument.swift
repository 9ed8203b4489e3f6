import Domain
import Foundation

/// A cited item as it is typed: an address, perhaps with a title in Markdown's way, perhaps followed by the words relied on.
///
///     https://example.org/report
///     https://example.org/report "At least 11 people were arrested"
///     [Annual report 2023](https://example.org/report) At least 11 people were arrested
struct EvidenceArgument: Sendable, Hashable {
    let url: String
    let title: String?
    let quote: String?

    /// - Throws: `Failure` unless it begins with an http or https URL, bare or as a Markdown link.
    init(_ argument: String) throws(Failure) {
        let text = argument.trimmingCharacters(in: .whitespacesAndNewlines)
        let address: Substring
        let rest: Substring
        if text.hasPrefix("["), let middle = text.range(of: "]("), let end = Self.end(of: text[middle.upperBound...]) {
            title = String(text[text.index(after: text.startIndex)..<middle.lowerBound])
            address = text[middle.upperBound..<end]
            rest = text[text.index(after: end)...]
        } else {
            title = nil
            address = text.prefix { !$0.isWhitespace }
            rest = text[address.endIndex...]
        }
        url = WebAddress.encoded(String(address))
        do { try Input.webURL(url, "url") } catch {
            throw Failure("\"\(argument)\" is no evidence: it must begin with the URL of a page, https://…")
        }
        quote = Self.unquoted(rest)
    }

    func json(stance: EvidenceInput.Stance) -> JSON {
        ["url": .string(url), "title": JSON(title), "quote": JSON(quote), "stance": JSON(stance)]
    }

    /// The bracket that closes a link: the first one that does not close one within the address.
    private static func end(of link: Substring) -> Substring.Index? {
        var depth = 0
        for index in link.indices {
            switch link[index] {
            case "(": depth += 1
            case ")" where depth == 0: return index
            case ")": depth -= 1
            default: break
            }
        }
        return nil
    }

    private static func unquoted(_ text: Substring) -> String? {
        var words = text.trimmingCharacters(in: .whitespacesAndNewlines)
        for (open, close) in [("\"", "\""), ("“", "”"), ("‘", "’"), ("'", "'")]
        where words.count >= 2 && words.hasPrefix(open) && words.hasSuffix(close) {
            words = String(words.dropFirst().dropLast())
            break
        }
        return words.isEmpty ? nil : words
    }
}
