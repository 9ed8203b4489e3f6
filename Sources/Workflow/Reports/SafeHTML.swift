package import Mustache

/// HTML's escapes, put in code point by code point.
///
/// Mustache's own escape looks at grapheme clusters, and a `<` or `"` that shares a cluster with a combining mark or a
/// prepended sign (`"` and U+0301, U+0600 and `<`) gets through it as it is. Browsers see code points, so that text from
/// an article could open a tag or leave an attribute.
package struct SafeHTML: MustacheContentType {
    package func escapeText(_ text: String) -> String {
        // Most text holds none of them; all five are single bytes of UTF-8.
        let special = text.utf8.contains { byte in
            switch byte {
            case 0x22, 0x26, 0x27, 0x3C, 0x3E: true
            default: false
            }
        }
        if !special { return text }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": out.append(contentsOf: "&lt;".unicodeScalars)
            case ">": out.append(contentsOf: "&gt;".unicodeScalars)
            case "&": out.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
            case "'": out.append(contentsOf: "&#39;".unicodeScalars)
            default: out.append(scalar)
            }
        }
        return String(out)
    }

    /// A template whose every value is escaped so.
    ///
    /// - Throws: `MustacheTemplate.Error` when the template is not well formed.
    package static func template(_ text: String) throws -> MustacheTemplate {
        MustacheContentTypes.register(SafeHTML(), named: "CLAIMDESK_HTML")
        return try MustacheTemplate(string: "{{%CONTENT_TYPE:CLAIMDESK_HTML}}\n" + text)
    }

    /// A template that the binary carries, of Sources/Workflow/Resources.
    static func asset(_ name: String) -> MustacheTemplate {
        guard let text = Assets.text("Sources/Workflow/Resources/\(name)") else {
            preconditionFailure("the binary is built with \(name)")
        }
        do {
            return try template(text)
        } catch {
            preconditionFailure("\(name) is rendered by a test: \(error)")
        }
    }
}
