import Domain
import Foundation
import Testing
import Workflow

@testable import claimdesk

@Suite struct SeedsTests {
    @Test func theNewsroomHasThePeopleThatTheMainJobNeeds() throws {
        let newsroom = try Seeds.newsroom()
        #expect(newsroom.desk.slug == "demo")
        let counts = Dictionary(grouping: newsroom.members.flatMap(\.roles), by: \.self).mapValues(\.count)
        #expect(counts == [.submitter: 1, .reviewer: 3, .editor: 2, .auditor: 1, .admin: 1])
        #expect(newsroom.scale.ratings.count { !$0.offScale } == 6)
    }

    @Test func theSampleArticlesWouldBeAccepted() throws {
        let articles = try Seeds.articles()
        #expect(articles.count == 3)
        for article in articles {
            try article.validate()
            #expect(article.publishedAt != nil)
        }
    }

    @Test func aNewsroomOfTheWrongFormIsRefusedWithThePlace() {
        let missing = #expect(throws: Failure.self) {
            try Seeds.newsroom(from: #"{"desk":{"slug":"a"},"members":[]}"#, named: "room.json")
        }
        #expect(missing?.description == "room.json is no newsroom: nothing at desk.name")
        let role = #expect(throws: Failure.self) {
            try Seeds.newsroom(
                from:
                    #"{"desk":{"slug":"a","name":"A"},"members":[{"name":"N","roles":["king"]}],"scale":{"name":"s","ratings":[]}}"#,
                named: "room.json")
        }
        #expect(role?.description.contains("members.0.roles.0") == true)
    }
}

@Suite struct DevFolderTests {
    private func temporary() throws -> DevFolder {
        try DevFolder(FileManager.default.temporaryDirectory.appending(path: "claimdesk-test-\(UUID())").path)
    }

    @Test func keysComeBackAndAreForTheirOwnerAlone() throws {
        let folder = try temporary()
        defer { try? FileManager.default.removeItem(at: folder.url) }
        #expect(folder.keys() == nil)
        let keys = DevKeys(secrets: [.submitter: ["cd_1"], .reviewer: ["cd_2", "cd_3"]])
        try folder.keep(keys)
        try folder.keep(keys)
        #expect(folder.keys()?.all == ["cd_1", "cd_2", "cd_3"])
        let mode = try FileManager.default.attributesOfItem(atPath: folder.keyFile.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func aDamagedKeyFileCountsAsNone() throws {
        #expect(DevKeys(json: "{") == nil)
        #expect(DevKeys(json: #"{"king":["cd_1"]}"#) == nil)
    }

    @Test func keysAreListedByRoleInOrder() {
        let keys = DevKeys(secrets: [.admin: ["cd_9"], .submitter: ["cd_1"]])
        #expect(
            keys.json.text() == #"{"submitter":["cd_1"],"reviewer":[],"editor":[],"auditor":[],"admin":["cd_9"]}"#)
    }

    @Test func onlyOneHoldsTheLock() throws {
        let folder = try temporary()
        defer { try? FileManager.default.removeItem(at: folder.url) }
        func isTaken() throws -> Bool {
            guard let lock = try folder.lock() else { return true }
            _ = consume lock
            return false
        }
        let lock = try folder.lock()
        #expect(try isTaken())
        _ = consume lock
        #expect(try !isTaken())
    }
}
