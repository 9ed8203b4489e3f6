import ArgumentParser
import Domain

/// `claimdesk settings`
struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings",
        abstract: "Show every setting, its value, and where the value comes from.",
        discussion: """
            Settings are read from the environment; options of the commands go before them. Secrets are not shown, and
            may come from a file: CLAIMDESK_KEY_FILE=/run/secrets/key instead of CLAIMDESK_KEY.
            """)

    @Flag(help: "As JSON.")
    var json = false

    func run() throws {
        let settings = try Settings()
        if json {
            print(settings.json.text(pretty: true))
            return
        }
        var table = TextTable("NAME", "VALUE", "FROM", "WHAT IT IS")
        for setting in Setting.all {
            table.add(
                setting.name, settings.shown(setting) ?? "–", settings.source(of: setting).label, setting.summary)
        }
        print(table.text)
    }
}
