/// Why the settings cannot be used, in words for whoever set them.
struct SettingsError: Error, Hashable, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Where a setting's value comes from.
enum SettingSource: Sendable, Hashable {
    case flag(String)
    case environment
    /// A secret's file, by its path.
    case file(String)
    case standard
    case unset

    /// The setting as the person who set it wrote it.
    func name(of setting: Setting) -> String {
        switch self {
        case .flag(let flag): flag
        case .environment, .standard, .unset: setting.name
        case .file: setting.fileName
        }
    }

    /// In the table of `claimdesk settings`.
    var label: String {
        switch self {
        case .flag(let flag): flag
        case .environment: "environment"
        case .file(let path): "file \(path)"
        case .standard: "default"
        case .unset: "not set"
        }
    }
}
