import CAssets

/// Files of the repository that the binary carries, so that it runs from anywhere: migrations, templates, seeds, pages.
package enum Asset {
    private static let bytes: [String: [UInt8]] = {
        var files: [String: [UInt8]] = [:]
        for index in 0..<cd_asset_count() {
            let asset = cd_asset_at(index)
            files[String(cString: asset.name)] = Array(UnsafeBufferPointer(start: asset.bytes, count: asset.length))
        }
        return files
    }()

    /// A file's text.
    ///
    /// - Parameter name: its path from the root of the repository, `seeds/newsroom.json`.
    /// - Returns: nil when the binary carries no such file, or when it is not UTF-8.
    package static func text(_ name: String) -> String? {
        bytes[name].flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// The paths of all files in a folder and below it, sorted.
    ///
    /// - Parameter folder: from the root of the repository, without a slash at its end: `migrations`.
    package static func names(in folder: String) -> [String] {
        bytes.keys.filter { $0.hasPrefix("\(folder)/") }.sorted()
    }

    /// The schema's steps, in order: the file's name (`0001_desks_and_people.sql`) and its text.
    package static var migrations: [(name: String, sql: String)] {
        names(in: "migrations").compactMap { path in
            text(path).map { (name: String(path.dropFirst("migrations/".count)), sql: $0) }
        }
    }
}
