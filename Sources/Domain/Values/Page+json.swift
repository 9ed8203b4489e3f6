import Foundation

extension Page {
    /// `{"items":[…],"next":"cursor"|null}`
    package func json(_ item: (Item) -> JSON) -> JSON {
        ["items": .array(items.map(item)), "next": JSON(next?.text)]
    }
}

extension Cursor {
    /// The cursor as clients carry it: base64url (RFC 4648 §5, no padding) of the JSON array of its values.
    package var text: String {
        Data(JSON(values).text().utf8).base64EncodedString()
            .replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }

    /// Reads what `text` wrote; nil for anything else.
    ///
    /// Values with a NUL are refused here, because no database text can hold one.
    package init?(text: String) {
        guard !text.isEmpty, text.utf8.allSatisfy(Self.isBase64URL) else { return nil }
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        let standard = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        guard let data = Data(base64Encoded: standard + padding),
            let values = try? JSONDecoder().decode([String].self, from: data),
            !values.isEmpty, !values.contains(where: { $0.utf8.contains(0) })
        else { return nil }
        self.init(values)
    }

    private static func isBase64URL(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
