import CLexicons
import Foundation
import Testing

@testable import Extraction

@Suite
struct ResourceTests {
    private var folder: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .appendingPathComponent("Sources/Extraction/Resources")
    }

    @Test
    func everyFileOfResourcesIsCarriedInTheBinaryByteForByte() throws {
        let files = try #require(FileManager.default.subpaths(atPath: folder.path))
            .filter { $0.hasSuffix(".txt") || $0.hasSuffix(".tsv") }
        #expect(!files.isEmpty)
        #expect(Set(files) == Set(Resource.names))
        for file in files {
            let bytes = try Data(contentsOf: folder.appendingPathComponent(file))
            #expect(Data(Resource.bytes(file)) == bytes, "\(file)")
        }
    }

    @Test
    func anIndexPastTheEndGivesNothing() {
        #expect(lexicon_name_at(lexicon_count()) == nil)
        #expect(lexicon_length_at(lexicon_count()) == 0)
        #expect(Resource.bytes("en/none.txt").isEmpty)
    }

    @Test
    func everySectionOfWordsTxtIsAKnownClassAndEveryClassHasWords() {
        let sections = Resource.sections("en/words.txt")
        #expect(Set(sections.map(\.name)) == Set(WordClass.named.keys))
        #expect(sections.allSatisfy { !$0.words.isEmpty })
    }

    @Test
    func noTwoClassesShareABit() {
        let classes = Array(WordClass.named.values) + [.cue, .cueNoun, .cueState]
        #expect(Set(classes.map(\.rawValue)).count == classes.count)
        #expect(classes.allSatisfy { $0.rawValue.nonzeroBitCount == 1 })
    }

    @Test
    func theSignalsFitTheSetThatHoldsThem() {
        #expect(Signal.count <= UInt64.bitWidth)
    }

    @Test
    func everyLineOfTheTablesIsUnderstood() {
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
