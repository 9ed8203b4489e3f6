import Domain
import Foundation

/// A text that was named on the command line: a file, or `-` for standard input.
struct TextFile: Sendable, Hashable {
    let name: String
    let text: String

    /// - Throws: `Failure` when it cannot be read or is not UTF-8.
    init(named name: String) throws(Failure) {
        let data: Data
        do {
            data =
                name == "-"
                ? try FileHandle.standardInput.readToEnd() ?? Data() : try Data(contentsOf: URL(filePath: name))
        } catch {
            throw Failure("\(name) cannot be read: \(Self.reason(error))")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw Failure("\(name == "-" ? "standard input" : name) is not UTF-8 text")
        }
        self.init(name: name, text: text)
    }

    init(name: String, text: String) {
        self.name = name
        // A byte order mark is no part of the text.
        self.text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    }

    /// By the end of the name: Markdown for `.md` and `.markdown`, else plain text.
    var mediaType: ArticleMediaType {
        let lower = name.lowercased()
        return lower.hasSuffix(".md") || lower.hasSuffix(".markdown") ? .markdown : .plainText
    }

    /// The first line that says something, without Markdown's heading marks; nil when there is none.
    var firstLine: String? {
        for line in text.split(whereSeparator: \.isNewline) {
            let bare = mediaType == .markdown ? line.drop { $0 == "#" || $0 == " " } : line
            let title = bare.trimmingCharacters(in: .whitespaces)
            if !title.isEmpty { return String(title.prefix(300)) }
        }
        return nil
    }

    private static func reason(_ error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileReadNoSuchFile, .fileNoSuchFile: "there is no such file"
        case .fileReadNoPermission: "you may not read it"
        default: error.localizedDescription
        }
    }
}
