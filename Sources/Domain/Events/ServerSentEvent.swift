/// One frame of a text/event-stream (WHATWG HTML, §9.2, server-sent events).
package struct ServerSentEvent: Sendable, Hashable {
    /// What a client sends back as `Last-Event-ID`; nil leaves it as it is.
    package var id: String?
    /// The event's name; nil for a frame that only moves the id or keeps the line warm.
    package var event: String?
    /// One line of data; JSON text has no line breaks.
    package var data: String?
    /// How long a client waits before it connects again, milliseconds.
    package var retry: Int?
    /// Ignored by clients.
    package var comment: String?

    package init(
        id: String? = nil, event: String? = nil, data: String? = nil, retry: Int? = nil, comment: String? = nil
    ) {
        self.id = id
        self.event = event
        self.data = data
        self.retry = retry
        self.comment = comment
    }

    /// The frame as it is sent, ended by an empty line.
    package var text: String {
        var text = ""
        if let comment { text += ": \(comment)\n" }
        if let retry { text += "retry: \(retry)\n" }
        if let id { text += "id: \(id)\n" }
        if let event { text += "event: \(event)\n" }
        if let data { text += "data: \(data)\n" }
        return text + "\n"
    }
}
