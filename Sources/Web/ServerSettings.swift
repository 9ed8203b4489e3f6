/// How the server is reached and how much it takes.
package struct ServerSettings: Sendable, Hashable {
    /// The address to listen on; a name or an IP address.
    package var host: String
    /// 0 lets the system choose a free one.
    package var port: Int
    /// How clients reach the server, without a slash at the end: `https://desk.example.org`. Empty where it is not
    /// known; links in answers are then relative to the request, which RFC 9457 §3.1.1 allows.
    package var publicURL: String
    /// The largest body that is read, bytes.
    package var bodyLimit: Int
    /// The largest head of a request, bytes over all its headers.
    package var headLimit: Int
    /// How long a connection may be silent, seconds, while nothing is being answered on it.
    package var idleSeconds: Int
    /// How many connections are served at once; more wait unaccepted. The default stays below the usual limit of 1024
    /// open files.
    package var maximumConnections: Int

    package init(
        host: String = "127.0.0.1",
        port: Int = 8080,
        publicURL: String = "",
        bodyLimit: Int = 4 * 1024 * 1024,
        headLimit: Int = 32 * 1024,
        idleSeconds: Int = 60,
        maximumConnections: Int = 900
    ) {
        self.host = host
        self.port = port
        self.publicURL = publicURL
        self.bodyLimit = bodyLimit
        self.headLimit = headLimit
        self.idleSeconds = idleSeconds
        self.maximumConnections = maximumConnections
    }
}
