import Testing

@testable import Rendering

/// Templates that fill the blocks of another one.
struct LayoutTests {
    struct Page: Codable {
        var title = "T"
        var items = ["x", "y"]
    }

    private static let library = [
        "layout": "<h>{{$head}}none{{/head}}</h>\n{{$body}}\n{{/body}}\n<f>\n",
        "narrow":
            "{{<layout}}\n{{$head}}narrow{{/head}}\n{{$body}}\n<div>\n{{$text}}{{/text}}</div>\n{{/body}}\n{{/layout}}\n",
    ]

    private func render(_ template: String) throws -> String {
        var library: [String: PageTemplate] = [:]
        for (name, text) in Self.library { library[name] = try PageTemplate(text, file: "\(name).mustache") }
        let bound = try BoundTemplate(
            PageTemplate(template, file: "page.mustache"), to: PageShape(of: Page.self), library: library)
        return bound.render(Page())
    }

    @Test func aBlockStandsWhereTheLayoutHasIt() throws {
        let page = try render(
            "{{<layout}}\n{{$head}}{{title}}{{/head}}\n{{$body}}\n{{#items}}\n<p>{{.}}\n{{/items}}\n{{/body}}\n{{/layout}}\n"
        )
        #expect(page == "<h>T</h>\n<p>x\n<p>y\n<f>\n")
    }

    @Test func aBlockThatIsNotFilledIsWhatTheLayoutSays() throws {
        #expect(try render("{{<layout}}{{/layout}}") == "<h>none</h>\n<f>\n")
    }

    @Test func aLayoutMayFillAnotherAndThePageHasTheLastWord() throws {
        #expect(
            try render("{{<narrow}}{{$text}}{{title}}{{/text}}{{/narrow}}") == "<h>narrow</h>\n<div>\nT</div>\n<f>\n")
        #expect(
            try render("{{<narrow}}{{$head}}page{{/head}}{{/narrow}}") == "<h>page</h>\n<div>\n</div>\n<f>\n")
    }

    @Test(arguments: [
        ("a\n{{<layout}}\n{{$foot}}x{{/foot}}\n{{/layout}}", "page.mustache, line 3: layout has no block “foot”"),
        (
            "{{<layout}}{{$body}}{{$body}}x{{/body}}{{/body}}{{/layout}}",
            "page.mustache, line 1: “body” stands within itself"
        ),
        ("{{<letter}}{{/letter}}", "page.mustache, line 1: there is no template “letter”"),
        (
            "{{<layout}}\n{{$body}}\n{{titel}}\n{{/body}}\n{{/layout}}",
            "page.mustache, line 3: there is no “titel”, only title, items"
        ),
    ])
    func whatTheLayoutDoesNotHaveIsAMistake(_ template: String, _ mistake: String) {
        #expect(throws: PageTemplate.Mistake.self) { try render(template) }
        do { _ = try render(template) } catch { #expect("\(error)" == mistake) }
    }
}
