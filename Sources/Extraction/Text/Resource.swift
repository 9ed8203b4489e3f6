internal import CLexicons

/// Access to the files of `Resources/` as they are carried in the binary.
enum Resource {
    /// A bracketed name and the words below it.
    struct Section {
        var name: String
        var words: [Substring]
    }

    /// The names of all files, relative to `Resources/`.
    static var names: [String] { (0..<lexicon_count()).compactMap { lexicon_name(at: $0) } }

    /// The bytes of a file; empty where there is none of that name.
    static func bytes(_ name: String) -> UnsafeBufferPointer<UInt8> {
        for index in 0..<lexicon_count() where lexicon_name(at: index) == name {
            return UnsafeBufferPointer(start: lexicon_bytes_at(index), count: lexicon_length_at(index))
        }
        return UnsafeBufferPointer(start: nil, count: 0)
    }

    /// The lines of a file without comments and blank lines.
    static func lines(_ name: String) -> [Substring] {
        String(decoding: bytes(name), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: true)
            .filter { !$0.hasPrefix("#") && !$0.allSatisfy { $0 == " " } }
    }

    /// The sections of a file of words.
    static func sections(_ name: String) -> [Section] {
        var sections: [Section] = []
        for line in lines(name) {
            if line.hasPrefix("["), line.hasSuffix("]") {
                sections.append(Section(name: String(line.dropFirst().dropLast()), words: []))
            } else if !sections.isEmpty {
                sections[sections.count - 1].words += line.split(separator: " ")
            }
        }
        return sections
    }

    private static func lexicon_name(at index: Int) -> String? { lexicon_name_at(index).map { String(cString: $0) } }
}
