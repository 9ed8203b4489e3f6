/// Finds the names of a template in a shape.
struct TemplateBinder {
    private let library: [String: PageTemplate]
    /// In which the parts at hand stand.
    private var file: String
    /// The innermost last.
    private var scopes: [PageShape]
    /// What fills blocks, and the file in which that stands. A layout's own layout is filled by both; the page's own word
    /// counts.
    private var filled: [String: (block: PageTemplate.Block, file: String)] = [:]
    private var placed: Set<String> = []
    /// Names of the templates, and `$` and names of the blocks, that are being put in place.
    private var under: [String] = []

    init(library: [String: PageTemplate], file: String, scopes: [PageShape]) {
        self.library = library
        self.file = file
        self.scopes = scopes
    }

    mutating func bind(_ parts: [PageTemplate.Part]) throws(PageTemplate.Mistake) -> [BoundTemplate.Part] {
        var bound: [BoundTemplate.Part] = []
        for part in parts {
            for part in try bind(part) {
                // What partials and blocks leave side by side is written in one go.
                if case .markup(let more) = part, case .markup(let before) = bound.last {
                    bound[bound.count - 1] = .markup(before + more)
                } else {
                    bound.append(part)
                }
            }
        }
        return bound
    }

    private mutating func bind(_ part: PageTemplate.Part) throws(PageTemplate.Mistake) -> [BoundTemplate.Part] {
        switch part {
        case .markup(let markup): return [.markup(markup)]
        case .value(let name, let isRaw):
            let (place, shape) = try find(name)
            guard shape == .text else { throw mistake("\(words(name)) is \(shape.words), not a text", name.line) }
            return [isRaw ? .raw(place) : .text(place)]
        case .section(.shown, let name, let parts): return [.shown(try find(name).place, try bind(parts))]
        case .section(.hidden, let name, let parts): return [.hidden(try find(name).place, try bind(parts))]
        case .section(.each, let name, let parts):
            let (place, shape) = try find(name)
            switch shape {
            case .list(let item): return [.each(place, try bind(parts, in: item))]
            case .object: return [.each(place, try bind(parts, in: shape))]
            case .flag, .text: throw mistake("\(words(name)) is \(shape.words): ask for it with {{?…}}", name.line)
            }
        case .partial(let name, let line):
            let part = try template(name, line)
            return try bind(part.parts, of: part.file, named: name)
        case .block(let own):
            placed.insert(own.name)
            guard let (block, file) = filled[own.name] else { return try bind(own.parts) }
            if under.contains("$\(own.name)") { throw mistake("“\(own.name)” stands within itself", own.line) }
            return try bind(block.parts, of: file, named: "$\(own.name)")
        case .layout(let name, let line, let blocks):
            let layout = try template(name, line)
            let before = filled
            let own = Dictionary(blocks.map { ($0.name, (block: $0, file: file)) }) { $1 }
            filled = own.merging(before) { $1 }
            let bound = try bind(layout.parts, of: layout.file, named: name)
            filled = before
            if let block = blocks.first(where: { !placed.contains($0.name) }) {
                throw mistake("\(name) has no block “\(block.name)”", block.line)
            }
            return bound
        }
    }

    private mutating func bind(
        _ parts: [PageTemplate.Part], in scope: PageShape
    ) throws(PageTemplate.Mistake) -> [BoundTemplate.Part] {
        scopes.append(scope)
        let bound = try bind(parts)
        scopes.removeLast()
        return bound
    }

    private mutating func bind(
        _ parts: [PageTemplate.Part], of file: String, named name: String
    ) throws(PageTemplate.Mistake) -> [BoundTemplate.Part] {
        let here = self.file
        self.file = file
        under.append(name)
        let bound = try bind(parts)
        under.removeLast()
        self.file = here
        return bound
    }

    private func template(_ name: String, _ line: Int) throws(PageTemplate.Mistake) -> PageTemplate {
        guard let template = library[name] else { throw mistake("there is no template “\(name)”", line) }
        if under.contains(name) { throw mistake("“\(name)” stands within itself", line) }
        return template
    }

    private func find(
        _ name: PageTemplate.Name
    ) throws(PageTemplate.Mistake) -> (place: BoundTemplate.Place, shape: PageShape) {
        guard name.out < scopes.count else { throw mistake("\(words(name)) is further out than the page", name.line) }
        var shape = scopes[scopes.count - 1 - name.out]
        var members: [Int] = []
        for step in name.path {
            guard case .object(let all) = shape, let index = all.firstIndex(where: { $0.name == step }) else {
                guard case .object(let all) = shape else {
                    throw mistake("\(words(name)) goes into \(shape.words)", name.line)
                }
                let names = all.map(\.name).joined(separator: ", ")
                throw mistake("there is no \(words(name)), only \(names)", name.line)
            }
            members.append(index)
            shape = all[index].shape
        }
        return (BoundTemplate.Place(out: name.out, members: members), shape)
    }

    private func words(_ name: PageTemplate.Name) -> String {
        let path = name.path.isEmpty ? "." : name.path.joined(separator: ".")
        return "“\(String(repeating: "../", count: name.out))\(path)”"
    }

    private func mistake(_ problem: String, _ line: Int) -> PageTemplate.Mistake {
        PageTemplate.Mistake(file: file, line: line, problem: problem)
    }
}
