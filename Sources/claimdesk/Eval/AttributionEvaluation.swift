import Extraction
import ExtractionLab
import Foundation

/// Measures attribution against texts in which people marked who says what (brat standoff: `attributions/NAME_WHO.ann`
/// beside `text/NAME.txt`).
enum AttributionEvaluation {
    /// - Parameter files: standoff files, or folders that hold `attributions/` and `text/`.
    static func measure(_ files: [String], into table: inout FigureTable) throws {
        let extractor = Extractor()
        var figures = AttributionFigures()
        var count = 0
        for path in try files.flatMap(standoffFiles) {
            let text = try TextFile(named: textFile(of: path)).text
            let gold = AttributionGold.brat(try TextFile(named: path).text)
            let found = extractor.extract(Document(text: text, language: "en"))
            figures += AttributionFigures(gold: gold, predicted: found.attributions)
            count += 1
        }
        table.add(
            "attribution", counts: [("annotated texts", count), ("attributions", figures.attributions)],
            [
                ("source, exact F1", figures.source.f1), ("cue, exact F1", figures.cue.f1),
                ("content, exact F1", figures.content.f1), ("content found", figures.contentShare),
                ("content and source found", figures.bothShare),
            ])
    }

    private static func standoffFiles(_ path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return [path]
        }
        let folder = path + "/attributions"
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".ann") }
            return names.sorted().map { "\(folder)/\($0)" }
        } catch {
            throw Failure("\(path): the folder has no attributions/ with standoff files")
        }
    }

    /// `…/attributions/NAME_WHO.ann` was marked in `…/text/NAME.txt`; WHO is who marked it.
    private static func textFile(of path: String) -> String {
        let url = URL(fileURLWithPath: path)
        let name = url.deletingPathExtension().lastPathComponent
        let base = name.split(separator: "_").dropLast().joined(separator: "_")
        let root = url.deletingLastPathComponent().deletingLastPathComponent()
        return root.appending(path: "text/\(base).txt").path
    }
}
