import Testing

@testable import Rendering

/// Every template is held against the shape of its page before anything is rendered.
struct PageLibraryTests {
    struct Letter: TemplatedPage {
        static let template = "letter"

        struct Line: Codable {
            struct Mark: Codable { let colour: String }

            let words: String
            let mark: Mark?
        }

        var title = "T"
        var count: Int?
        var share: Double?
        var isOpen = false
        var lines: [Line] = []
        var notes: [String]?
    }

    private func mistake(_ files: [String: String]) -> String? {
        do {
            _ = try PageLibrary(files: files, pages: [Letter.self])
            return nil
        } catch {
            return error.description
        }
    }

    @Test func theShapeHasWhatOptionalsAndEmptyListsHold() {
        #expect(
            PageShape(of: Letter.self)
                == .object([
                    .init(name: "title", shape: .text), .init(name: "count", shape: .text),
                    .init(name: "share", shape: .text), .init(name: "isOpen", shape: .flag),
                    .init(
                        name: "lines",
                        shape: .list(
                            .object([
                                .init(name: "words", shape: .text),
                                .init(name: "mark", shape: .object([.init(name: "colour", shape: .text)])),
                            ]))),
                    .init(name: "notes", shape: .list(.text)),
                ]))
    }

    @Test func aTemplateThatAsksForWhatThereIsIsTaken() throws {
        let library = try PageLibrary(
            files: ["letter.mustache": "{{title}}{{#lines}}{{words}}{{mark.colour}}{{/lines}}{{^lines}}-{{/lines}}"],
            pages: [Letter.self])
        #expect(library.render(Letter()) == "T-")
        #expect(library.render(Letter(lines: [.init(words: "w", mark: nil)])) == "Tw")
    }

    @Test(arguments: [
        ("\n{{titel}}", "letter.mustache, line 2: there is no “titel”, only title, count, share, isOpen, lines, notes"),
        ("{{#lines}}\n{{word}}{{/lines}}", "letter.mustache, line 2: there is no “word”, only words, mark"),
        ("{{#lines}}{{mark.color}}{{/lines}}", "letter.mustache, line 1: there is no “mark.color”, only colour"),
        (
            "{{?share}}{{/share}}{{?shares}}{{/shares}}",
            "letter.mustache, line 1: there is no “shares”, only title, count, share, isOpen, lines, notes"
        ),
        (
            "{{^open}}{{/open}}",
            "letter.mustache, line 1: there is no “open”, only title, count, share, isOpen, lines, notes"
        ),
        ("{{#lines}}{{title}}{{/lines}}", "letter.mustache, line 1: there is no “title”, only words, mark"),
        ("{{../title}}", "letter.mustache, line 1: “../title” is further out than the page"),
        ("{{title.word}}", "letter.mustache, line 1: “title.word” goes into a text"),
        ("{{isOpen}}", "letter.mustache, line 1: “isOpen” is a flag, not a text"),
        ("{{#notes}}{{notes}}{{/notes}}", "letter.mustache, line 1: “notes” goes into a text"),
        ("{{#isOpen}}{{/isOpen}}", "letter.mustache, line 1: “isOpen” is a flag: ask for it with {{?…}}"),
        ("{{#title}}{{/title}}", "letter.mustache, line 1: “title” is a text: ask for it with {{?…}}"),
        ("{{.}}", "letter.mustache, line 1: “.” is an object, not a text"),
        ("{{>nothing}}", "letter.mustache, line 1: there is no template “nothing”"),
        ("{{", "letter.mustache, line 1: }} is missing"),
    ])
    func aTemplateThatAsksForAnythingElseIsRefused(_ template: String, _ problem: String) {
        #expect(mistake(["letter.mustache": template]) == problem)
    }

    @Test func aMistakeNamesTheFileInWhichItStands() {
        #expect(
            mistake(["letter.mustache": "{{#lines}}{{>line}}{{/lines}}", "line.mustache": "a\nb {{wrods}}"])
                == "line.mustache, line 2: there is no “wrods”, only words, mark")
        #expect(
            mistake(["letter.mustache": "{{>line}}", "line.mustache": "{{>line}}"])
                == "line.mustache, line 1: “line” stands within itself")
        #expect(mistake([:]) == "letter.mustache, line 1: there is no such file")
    }

    @Test func theBinarysOwnTemplatesAskForWhatTheirPagesHave() { PageLibrary.load() }
}
