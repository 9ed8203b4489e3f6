import Foundation

extension Page {
    /// `{"items":[…],"next":"cursor"|null}`
    package func json(_ item: (Item) -> JSON) -> JSON {
        ["items": .array(items.map(item)), "next": JSON(next?.text)]
    }
}

extension Cursor {
    /// The cursor as clients carry it: base64url (RFC 4648 §5, no padding) of the JSON array of its values.
    package var text: String { Base64URL.encoded(JSON(values).text().utf8) }

    /// Reads what `text` wrote; nil for anything else.
    ///
    /// Values with a NUL are refused here, because no database text can hold one.
    package init?(text: String) {
        guard !text.isEmpty, let bytes = Base64URL.decoded(text),
            let values = try? JSONDecoder().decode([String].self, from: Data(bytes)),
            !values.isEmpty, !values.contains(where: { $0.utf8.contains(0) })
        else { return nil }
        self.init(values)
    }
}
