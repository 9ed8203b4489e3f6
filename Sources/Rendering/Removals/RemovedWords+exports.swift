package import Domain

// Rows of exports without the words: only what somebody wrote is looked at, since ids, times, states and keys are for programs.
extension RemovedWords {
    private enum Column {
        case text
        /// With markup.
        case prose
        /// Notes with markup, one a line.
        case notes
        /// Addresses, with blanks between them.
        case addresses
    }

    /// A verdict of a JSON export.
    package func off(exported verdict: JSON) -> JSON {
        // The address of the verdict's own page is none of anybody's words.
        .object(verdict.members.map { $0.name == "url" ? $0 : off(member: $0) })
    }

    private func off(member: JSON.Member) -> JSON.Member {
        JSON.Member(member.name, off(member.value, named: member.name))
    }

    private func off(_ value: JSON, named name: String) -> JSON {
        switch value {
        case .string(let text): return Self.members[name].map { .string(off(text, $0)) } ?? value
        case .array(let items): return .array(items.map { off($0, named: name) })
        case .object(let members):
            // What was corrected in a claim may be a key too.
            if case .string(let field)? = value["field"], !LedgerEntry.Change.isText(field) {
                guard field == LedgerEntry.Change.Field.evidence.rawValue else { return value }
                return .object(
                    members.map { $0.name == "field" ? $0 : JSON.Member($0.name, off($0.value, named: "url")) })
            }
            let shown = JSON.object(members.map { off(member: $0) })
            // An archived copy leads to what it is a copy of.
            return shown["url"] == .string(Self.mark) && shown["archivedUrl"] != nil
                ? .object(shown.members.map { $0.name == "archivedUrl" ? JSON.Member($0.name, .null) : $0 }) : shown
        case .null, .bool, .int, .double: return value
        }
    }

    /// A row of a CSV export; its cells are read and written anew.
    ///
    /// - Parameter columns: as the header has them.
    package func off(row: String, columns: [String]) -> String {
        zip(CSV.cells(of: row), columns).map { cell, name in
            CSV.cell(Self.columns[name].map { off(cell, $0) } ?? cell, defused: false)
        }.joined(separator: ",")
    }

    private func off(_ text: String, _ column: Column) -> String {
        switch column {
        case .text: return off(text)
        case .prose: return off(prose: text)
        case .addresses: return addresses(text)
        case .notes:
            let shown = off(text)
            return stand(in: Prose(shown).plain) ? off(Prose(text).plain) : shown
        }
    }

    private static let members: [String: Column] = [
        "statement": .text, "exact": .text, "name": .text, "rationale": .prose, "title": .text, "summary": .text,
        "claimReviewed": .text, "publisher": .text, "quote": .text, "interest": .text, "text": .prose, "before": .text,
        "after": .text, "answer": .text, "note": .text, "topics": .text, "url": .addresses, "archivedUrl": .addresses,
    ]

    private static let columns: [String: Column] = [
        "statement": .text, "exact": .text, "claimant": .text, "rationale": .prose, "evidenceUrls": .addresses,
        "corrections": .notes, "reply": .text, "articleTitle": .text, "articleUrl": .addresses,
        "articlePublisher": .text,
        "topics": .text, "title": .text, "summary": .text, "claimReviewed": .text, "sourceTitle": .text,
        "sourceUrl": .addresses, "appearanceNote": .text,
    ]
}
