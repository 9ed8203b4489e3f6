internal import Foundation

/// The folder that holds `initdb` and `pg_ctl`, and the version that they are of.
struct ServerBinaries: Equatable {
    let folder: String
    let majorVersion: Int

    var initdb: String { folder + "/initdb" }
    var pgCtl: String { folder + "/pg_ctl" }

    /// Every server that is installed: those on PATH first, then what `pg_config` names, then Debian's folders with
    /// the highest version first.
    static func all() -> [ServerBinaries] {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        var folders = path.split(separator: ":").map(String.init)
        // A broken pg_config, or a machine that is not Debian, only means that there is nothing to find there.
        if let pgConfig = folders.map({ $0 + "/pg_config" }).first(where: isExecutable),
            let bindir = try? Command([pgConfig, "--bindir"]).run()
        {
            folders.append(bindir.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        let debian = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: debian)) ?? []
        folders += versions.compactMap { Int($0) }.sorted(by: >).map { "\(debian)/\($0)/bin" }
        var seen: Set<String> = []
        return folders.filter { seen.insert($0).inserted }.compactMap(ServerBinaries.init(folder:))
    }

    /// The server to use.
    ///
    /// - Parameter version: the major version that the data needs; nil for new data.
    /// - Throws: ``ClusterError/serverMissing``, ``ClusterError/wrongVersion(data:installed:)``.
    static func find(version: Int?) throws -> ServerBinaries {
        let all = all()
        guard let first = all.first else { throw ClusterError.serverMissing }
        guard let version else { return first }
        guard let match = all.first(where: { $0.majorVersion == version }) else {
            throw ClusterError.wrongVersion(data: version, installed: all.map(\.majorVersion))
        }
        return match
    }

    /// The program that copies a running server of this version; a folder on PATH may hold no more than what starts one.
    ///
    /// - Throws: ``ClusterError/serverMissing``.
    func baseBackup() throws -> String {
        let folders = [folder] + Self.all().filter { $0.majorVersion == majorVersion }.map(\.folder)
        guard let program = folders.map({ $0 + "/pg_basebackup" }).first(where: Self.isExecutable) else {
            throw ClusterError.serverMissing
        }
        return program
    }

    private init?(folder: String) {
        self.folder = folder
        guard Self.isExecutable(folder + "/initdb"), Self.isExecutable(folder + "/pg_ctl"),
            // "pg_ctl (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"; betas say "17beta1".
            let version = try? Command([folder + "/pg_ctl", "--version"]).run(),
            let number = version.split(separator: " ").dropFirst(2).first,
            let major = Int(number.prefix { $0.isNumber })
        else { return nil }
        majorVersion = major
    }

    private static func isExecutable(_ path: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: path)
    }
}
