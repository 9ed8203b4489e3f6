import Assets
import Foundation
import Testing

@Suite struct AssetsTests {
    private static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Folders whose files the binary carries; one that does not exist yet has no files.
    private static let folders = ["migrations", "seeds", "Sources/Rendering/Resources", "Sources/Web/Resources"]

    @Test(arguments: folders)
    func everyFileOfTheFolderIsInTheBinaryByteForByte(folder: String) throws {
        let files = try Self.files(in: folder)
        #expect(Asset.names(in: folder) == files)
        for name in files {
            let bytes = try Data(contentsOf: Self.repository.appending(path: name))
            #expect(Asset.text(name).map { Data($0.utf8) } == bytes, "\(name)")
        }
    }

    @Test func theMigrationsComeInOrderByTheirFileNames() throws {
        let migrations = Asset.migrations
        #expect(migrations.count >= 8)
        #expect(migrations.first?.name == "0001_desks_and_people.sql")
        #expect(migrations.map(\.name) == migrations.map(\.name).sorted())
        #expect(migrations.allSatisfy { !$0.sql.isEmpty })
    }

    @Test func aFileThatTheBinaryDoesNotCarryHasNoText() {
        #expect(Asset.text("migrations/0000_nothing.sql") == nil)
        #expect(Asset.names(in: "migration").isEmpty)
    }

    private static func files(in folder: String) throws -> [String] {
        let url = repository.appending(path: folder)
        guard FileManager.default.fileExists(atPath: url.path) else { return [] }
        return try FileManager.default.subpathsOfDirectory(atPath: url.path)
            .filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
            .map { "\(folder)/\($0)" }
            .filter {
                !(try repository.appending(path: $0).resourceValues(forKeys: [.isDirectoryKey]).isDirectory ?? false)
            }
            .sorted()
    }
}
