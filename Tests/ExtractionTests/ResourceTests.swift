import CLexicons
import Foundation
import Testing

@testable import Extraction

@Suite("Resources")
struct ResourceTests {
    private var folder: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .appendingPathComponent("Sources/Extraction/Resources")
    }

    @Test("Every file of Resources is carried in the binary, byte for byte")
    func complete() throws {
        let files = try #require(FileManager.default.subpaths(atPath: folder.path))
            .filter { $0.hasSuffix(".txt") || $0.hasSuffix(".tsv") }
        #expect(!files.isEmpty)
        #expect(Set(files) == Set(Resource.names))
        for file in files {
            let bytes = try Data(contentsOf: folder.appendingPathComponent(file))
            #expect(Data(Resource.bytes(file)) == bytes, "\(file)")
        }
    }

    @Test("An index past the end gives nothing")
    func bounds() {
        #expect(lexicon_name_at(lexicon_count()) == nil)
        #expect(lexicon_length_at(lexicon_count()) == 0)
        #expect(Resource.bytes("en/none.txt").isEmpty)
    }

    @Test("Every section of words.txt is a known class, and every class has words")
    func classes() {
        let sections = Resource.sections("en/words.txt")
        #expect(Set(sections.map(\.name)) == Set(WordClass.named.keys))
        #expect(sections.allSatisfy { !$0.words.isEmpty })
    }

    @Test("No two classes share a bit")
    func bits() {
        let classes = Array(WordClass.named.values) + [.cue, .cueNoun, .cueState]
        #expect(Set(classes.map(\.rawValue)).count == classes.count)
        #expect(classes.allSatisfy { $0.rawValue.nonzeroBitCount == 1 })
    }

    @Test("The signals fit the set that holds them")
    func signals() {
        #expect(Signal.count <= UInt64.bitWidth)
    }

    @Test("Every line of the tables is understood")
    func tables() {
        for line in Resource.lines("en/furniture.tsv") {
            let columns = line.split(separator: "\t")
            #expect(columns.count == 4 && Role(rawValue: String(columns[1])) != nil, "\(line)")
        }
        for line in Resource.lines("en/cues.tsv") {
            #expect(line.split(separator: "\t").count == 3, "\(line)")
        }
        for line in Resource.lines("en/reasons.tsv") {
            #expect(Signal.named[String(line.split(separator: "\t")[0])] != nil, "\(line)")
        }
    }
}
