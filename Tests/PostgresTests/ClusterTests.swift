import Foundation
import Postgres
import TestSupport
import Testing

/// The private server. One at a time: each starts a Postgres of its own.
@Suite(.serialized)
struct ClusterTests {
    private func count(_ connectionString: String) async throws -> Int? {
        let database = Database(.init(connectionString: connectionString))
        let count = try await database.write { session in
            try session.script("CREATE TABLE IF NOT EXISTS visit (i int); INSERT INTO visit VALUES (1)")
            return try session.first("SELECT count(*) AS n FROM visit") { try $0["n"] as Int }
        }
        await database.close()
        return count
    }

    @Test func startsStopsAndKeepsItsData() async throws {
        let cluster = LocalCluster(directory: try await directoryForCluster(), durable: false)
        let connectionString = try await cluster.start()
        #expect(connectionString.contains("/claimdesk?"))
        #expect(try await count(connectionString) == 1)
        #expect(try await cluster.start() == connectionString)
        await cluster.stop()
        await cluster.stop()
        var configuration = Database.Configuration(connectionString: connectionString)
        configuration.acquireTimeout = .milliseconds(50)
        await #expect(throws: ConnectionError.self) { try await Database(configuration).read { _ in } }
        #expect(try await cluster.start() == connectionString)
        #expect(try await count(connectionString) == 2)
        await cluster.stop()
    }

    @Test func adoptsAServerThatRunsAlready() async throws {
        let directory = try await directoryForCluster(hasData: true)
        let first = LocalCluster(directory: directory, durable: false)
        let connectionString = try await first.start()
        let second = LocalCluster(directory: directory, durable: false)
        #expect(try await second.start() == connectionString)
        #expect(try await count(connectionString) == 1)
        await second.stop()
        let pid = directory.appending(path: "data/postmaster.pid").path
        #expect(!FileManager.default.fileExists(atPath: pid))
        await first.stop()
    }

    @Test func oneThatHasStartedNothingStopsNothing() async throws {
        let directory = try await directoryForCluster(hasData: true)
        let owner = LocalCluster(directory: directory, durable: false)
        let connectionString = try await owner.start()
        await LocalCluster(directory: directory, durable: false).stop()
        #expect(try await count(connectionString) == 1)
        await owner.stop()
    }

    @Test func startsAfterACrashWithAStalePidFile() async throws {
        let directory = try await directoryForCluster(hasData: true)
        let cluster = LocalCluster(directory: directory, durable: true)
        let connectionString = try await cluster.start()
        #expect(try await count(connectionString) == 1)
        let file = directory.appending(path: "data/postmaster.pid")
        let text = try String(contentsOf: file, encoding: .utf8)
        let pid = try #require(text.split(separator: "\n").first.flatMap { pid_t($0) })
        kill(pid, SIGKILL)
        try await eventually("the server is gone") { !FileManager.default.fileExists(atPath: "/proc/\(pid)/cwd") }
        // The number in the file belongs to another process by now: ours.
        let stale = text.replacing(
            "\(pid)\n",
            with: "\(ProcessInfo.processInfo.processIdentifier)\n",
            maxReplacements: 1
        )
        try Data(stale.utf8).write(to: file)
        #expect(try await cluster.start() == connectionString)
        #expect(try await count(connectionString) == 2)
        await cluster.stop()
    }

    @Test func aHalfMadeDataFolderIsMadeAgain() async throws {
        let directory = try await directoryForCluster()
        let half = directory.appending(path: "data.new/base")
        try FileManager.default.createDirectory(at: half, withIntermediateDirectories: true)
        if getuid() == 0, let postgres = getpwnam("postgres") {
            chown(directory.appending(path: "data.new").path, postgres.pointee.pw_uid, postgres.pointee.pw_gid)
        }
        let cluster = LocalCluster(directory: directory, durable: false)
        #expect(try await count(try await cluster.start()) == 1)
        await cluster.stop()
    }

    @Test func anInitdbThatAKilledProcessHasLeftIsWaitedFor() async throws {
        let directory = try await directoryForCluster()
        // As a start that is killed leaves it: it goes on by itself, in a process group of its own.
        let half = directory.appending(path: "data.new").path
        let killed = Process()
        killed.executableURL = URL(filePath: "/bin/sh")
        // Two minutes at most, should the test fail.
        let script = "for i in $(seq 12000); do [ -e $0/done ] && break; : > $0/$$; sleep 0.01; done; rm -f $0/done"
        killed.arguments = ["-c", script, half]
        try FileManager.default.createDirectory(atPath: half, withIntermediateDirectories: true)
        if getuid() == 0, let postgres = getpwnam("postgres") {
            chown(half, postgres.pointee.pw_uid, postgres.pointee.pw_gid)
        }
        try killed.run()
        let cluster = LocalCluster(directory: directory, durable: false)
        async let started = cluster.start()
        try await eventually("the start is under way") {
            FileManager.default.fileExists(atPath: directory.appending(path: "data.lock").path)
        }
        // Time to do what it should not; on a machine that gives it none there is nothing to see.
        try await Task.sleep(for: .milliseconds(300))
        #expect(FileManager.default.fileExists(atPath: half), "it works in there still")
        _ = FileManager.default.createFile(atPath: half + "/done", contents: nil)
        #expect(try await count(try await started) == 1)
        await cluster.stop()
    }

    @Test func aServerWhoseFolderWasRemovedDoesNotTakeTheNextOneAlong() async throws {
        let directory = try await directoryForCluster(hasData: true)
        _ = try await LocalCluster(directory: directory, durable: false).start()
        let file = directory.appending(path: "data/postmaster.pid")
        let text = try String(contentsOf: file, encoding: .utf8)
        let pid = try #require(text.split(separator: "\n").first.flatMap { pid_t($0) })
        try FileManager.default.removeItem(at: directory)
        let cluster = LocalCluster(directory: directory, durable: false)
        #expect(try await count(try await cluster.start()) == 1)
        #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/cwd")) == nil)
        await cluster.stop()
    }

    @Test func aFolderWithOtherThingsIsLeftAlone() async throws {
        let directory = try await directoryForCluster()
        let thesis = directory.appending(path: "data/thesis.txt")
        try FileManager.default.createDirectory(
            at: thesis.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data("years".utf8).write(to: thesis)
        await #expect(throws: ClusterError.self) {
            try await LocalCluster(directory: directory, durable: false).start()
        }
        #expect(try Data(contentsOf: thesis) == Data("years".utf8))
    }

    @Test func dataOfAnotherVersionIsNamed() async throws {
        let directory = try await directoryForCluster()
        let data = directory.appending(path: "data")
        try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
        try Data("9\n".utf8).write(to: data.appending(path: "PG_VERSION"))
        await #expect {
            try await LocalCluster(directory: directory, durable: false).start()
        } throws: { error in
            guard case ClusterError.wrongVersion(data: 9, installed: _) = error else { return false }
            return String(describing: error).contains("apt-get install postgresql-9")
        }
    }

    @Test func aDirectoryWithALongAndOddPathWorks() async throws {
        let odd = "'quoted' \"twice\" ä%20&x=1 $HOME `id` a\\b"
        for name in [String(repeating: "long ", count: 20) + odd, odd, "a,b"] {
            let directory = try await directoryForCluster().appending(path: name)
            let cluster = LocalCluster(directory: directory, durable: false)
            #expect(try await count(try await cluster.start()) == 1)
            await cluster.stop()
        }
    }

    @Test(.enabled(if: getuid() == 0, "only root has to drop its rights"))
    func aFolderThatTheServersUserCannotEnterIsAnsweredElsewhere() async throws {
        let closed = try await directoryForCluster()
        try FileManager.default.createDirectory(
            at: closed,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let directory = closed.appending(path: "clone/.claimdesk")
        let cluster = LocalCluster(directory: directory, durable: false)
        let connectionString = try await cluster.start()
        #expect(try await count(connectionString) == 1)
        #expect(try await LocalCluster(directory: directory, durable: false).start() == connectionString)
        await cluster.stop()
        let note = try String(contentsOf: directory.appending(path: "DATA-IS-ELSEWHERE.txt"), encoding: .utf8)
        let home = try #require(note.firstMatch(of: /\/var\/lib\/claimdesk\/[0-9a-f]+/)).output
        try FileManager.default.removeItem(atPath: String(home))
    }

    @Test func theServerIsASessionOfItsOwn() async throws {
        let directory = try await directoryForCluster(hasData: true)
        let cluster = LocalCluster(directory: directory, durable: false)
        _ = try await cluster.start()
        let text = try String(contentsOf: directory.appending(path: "data/postmaster.pid"), encoding: .utf8)
        let pid = try #require(text.split(separator: "\n").first.flatMap { pid_t($0) })
        // A Ctrl-C in the terminal goes to the terminal's session.
        #expect(getsid(pid) == pid)
        await cluster.stop()
    }

    @Test func aPoolSurvivesARestartUnderLoad() async throws {
        let cluster = LocalCluster(directory: try await directoryForCluster(hasData: true), durable: true)
        let database = Database(.init(connectionString: try await cluster.start()))
        try await database.write { try $0.execute("CREATE TABLE t (i bigint)") }
        let acknowledged = Counter()
        let unknown = Counter()
        let isOver = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    while isOver.value == 0 {
                        do {
                            try await database.write { try $0.execute("INSERT INTO t VALUES (1)") }
                            acknowledged.increment()
                        } catch ConnectionError.outcomeUnknown {
                            unknown.increment()
                        } catch  where isTransient(error) {
                            continue
                        }
                    }
                }
            }
            for _ in 0..<2 {
                let before = acknowledged.value
                try await eventually("the pool has gone on") { acknowledged.value >= before + 50 }
                await cluster.stop()
                _ = try await cluster.start()
            }
            let after = acknowledged.value
            try await eventually("the pool has gone on") { acknowledged.value >= after + 50 }
            isOver.increment()
            try await group.waitForAll()
        }
        let stored = try await database.read { session in
            try session.first("SELECT count(*) AS n FROM t") { try $0["n"] as Int }
        }
        let count = try #require(stored)
        #expect(count >= acknowledged.value)
        #expect(count <= acknowledged.value + unknown.value)
        await database.close()
        await cluster.stop()
    }
}
