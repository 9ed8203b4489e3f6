extension BoundTemplate {
    /// The page's bytes as a text.
    ///
    /// - Parameter page: of the type whose shape the template was bound to.
    func render(_ page: some Encodable) -> String {
        var rendering = Rendering(scopes: [PageValue(page)])
        rendering.write(parts)
        return String(decoding: rendering.bytes, as: UTF8.self)
    }

    private struct Rendering {
        /// The innermost last.
        var scopes: [PageValue]
        var bytes: [UInt8] = []

        mutating func write(_ parts: [Part]) {
            for part in parts {
                switch part {
                case .markup(let markup): bytes.append(contentsOf: markup)
                case .text(let place): if case .text(let text) = value(place) { HTML.append(text, to: &bytes) }
                case .raw(let place): if case .text(let text) = value(place) { bytes.append(contentsOf: text.utf8) }
                case .shown(let place, let parts): if value(place).isShown { write(parts) }
                case .hidden(let place, let parts): if !value(place).isShown { write(parts) }
                case .each(let place, let parts):
                    switch value(place) {
                    case .list(let items): for item in items { write(parts, in: item) }
                    case .object(let members): write(parts, in: .object(members))
                    case .absent, .flag, .text: break
                    }
                }
            }
        }

        private mutating func write(_ parts: [Part], in scope: PageValue) {
            scopes.append(scope)
            write(parts)
            scopes.removeLast()
        }

        /// Members are counted off: the compiler writes a type's encoding and its decoding, of which the shape is made, in
        /// the same order.
        private func value(_ place: Place) -> PageValue {
            var value = scopes[scopes.count - 1 - place.out]
            for member in place.members {
                guard case .object(let members) = value else { return .absent }
                value = members[member].value
            }
            return value
        }
    }
}
