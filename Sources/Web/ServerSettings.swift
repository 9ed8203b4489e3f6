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
    /// How many connections are served at once; more wait unaccepted. Each takes an open file.
    package var maximumConnections: Int
    /// How long one client is waited for, and how much it may hold.
    package var limits: ConnectionLimits
    /// How often one address or key may do what is dear.
    package var rates: RateLimits
    /// Whose `X-Forwarded-For` is believed.
    package var proxies: TrustedProxies
    /// It answers balancers, scrapers and operators, and nobody else: what a worker listens for.
    package var tellsOperatorsOnly: Bool

    package init(
        host: String = "127.0.0.1",
        port: Int = 8080,
        publicURL: String = "",
        bodyLimit: Int = 4 * 1024 * 1024,
        headLimit: Int = 32 * 1024,
        maximumConnections: Int = 2000,
        limits: ConnectionLimits = ConnectionLimits(),
        rates: RateLimits = RateLimits(),
        proxies: TrustedProxies = TrustedProxies(),
        tellsOperatorsOnly: Bool = false
    ) {
        self.host = host
        self.port = port
        self.publicURL = publicURL
        self.bodyLimit = bodyLimit
        self.headLimit = headLimit
        self.maximumConnections = maximumConnections
        self.limits = limits
        self.rates = rates
        self.proxies = proxies
        self.tellsOperatorsOnly = tellsOperatorsOnly
    }
}
