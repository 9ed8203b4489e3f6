extension PageTemplate {
    /// The page.
    ///
    /// - Parameter library: the templates that `{{>name}}` means; one that is not there leaves nothing.
    package func render(_ page: some Encodable, library: [String: PageTemplate] = [:]) -> String {
        var rendering = Rendering(library: library, scopes: [PageValue(page)])
        rendering.write(parts)
        return String(decoding: rendering.bytes, as: UTF8.self)
    }

    private struct Rendering {
        let library: [String: PageTemplate]
        /// The innermost last.
        var scopes: [PageValue]
        var bytes: [UInt8] = []

        mutating func write(_ parts: [Part]) {
            for part in parts {
                switch part {
                case .markup(let markup): bytes.append(contentsOf: markup)
                case .text(let path):
                    HTML.append(text(path), to: &bytes)
                case .raw(let path):
                    bytes.append(contentsOf: text(path).utf8)
                case .section(let path, let parts, isInverted: true):
                    if !value(path).isShown { write(parts) }
                case .section(let path, let parts, isInverted: false):
                    switch value(path) {
                    case .list(let items): for item in items { write(parts, in: item) }
                    case let value: if value.isShown { write(parts, in: value) }
                    }
                case .partial(let name):
                    assert(library[name] != nil, "there is no template \(name)")
                    if let template = library[name] { write(template.parts) }
                }
            }
        }

        private mutating func write(_ parts: [Part], in scope: PageValue) {
            scopes.append(scope)
            write(parts)
            scopes.removeLast()
        }

        private func text(_ path: Path) -> String {
            switch value(path) {
            case .text(let text): return text
            case .absent: return ""
            case .flag, .list, .object:
                assertionFailure("“\(path.joined(separator: "."))” is no text")
                return ""
            }
        }

        private func value(_ path: Path) -> PageValue {
            guard let first = path.first else { return scopes.last ?? .absent }
            for scope in scopes.reversed() {
                guard let found = scope[first] else { continue }
                return path.dropFirst().reduce(found) { $0[$1] ?? .absent }
            }
            assertionFailure("the page has no “\(path.joined(separator: "."))”")
            return .absent
        }
    }
}
