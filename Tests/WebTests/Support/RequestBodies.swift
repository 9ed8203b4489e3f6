/// For every request with a body some that openapi.json allows and some that it forbids: the fields that go with others,
/// the lengths and forms of texts, the limits of lists. Which is which, the document says.
enum RequestBodies {
    static func sender(of method: String, _ path: String) -> String {
        if path == "/v1/articles" || path.hasSuffix("/withdrawal") && path.hasPrefix("/v1/articles") {
            return "submitter"
        }
        if path.hasPrefix("/v1/leases/") || path == "/v1/queue/take" { return "ana" }
        if path.hasPrefix("/v1/reviews/") && !path.hasSuffix("/return") { return "ana" }
        if path == "/v1/desk" { return "admin" }
        let isAdministrative = ["/v1/members", "/v1/keys", "/v1/webhooks", "/v1/scales", "/v1/personal-data"].contains {
            path.hasPrefix($0)
        }
        return isAdministrative ? "admin" : "ed"
    }

    private static let long = String(repeating: "x", count: 5001)
    private static let id = "01890a5d-ac96-774b-bcce-b302099a8057"

    /// For a body of nothing but a text that says something.
    private static func remarks(_ name: String) -> [String] {
        [
            "{}", #"{"\#(name)":null}"#, #"{"\#(name)":""}"#, #"{"\#(name)":" \u00a0\ufeff"}"#,
            #"{"\#(name)":"a\u0000"}"#,
            #"{"\#(name)":"\#(long)"}"#, #"{"\#(name)":7}"#, #"{"\#(name)":"So.","other":1}"#, #"{"\#(name)":"So."}"#,
        ]
    }

    private static let evidence = [
        #"{"url":"https://a.org/1","stance":"context"}"#, #"{"url":"a.org","stance":"context"}"#,
        ##"{"url":"https://a.org/a|b?c={d}^\"e\"#<f>","stance":"context"}"##,
        #"{"url":"https://a.org/a b","stance":"context"}"#,
        #"{"url":"https://a.org","stance":"maybe"}"#, #"{"stance":"context"}"#,
        #"{"url":"https://a.org/2","stance":"context","archiveSha256":"AB"}"#,
        #"{"url":"https://a.org/2","stance":"context","archivedUrl":""}"#,
        #"{"url":"https://a.org/2","stance":"context","quote":"a\u0000"}"#,
        #"{"url":"https://a.org/2","stance":"context","retrievedAt":null,"kind":null,"title":""}"#,
    ]
    private static let review = [
        #"{"rating":"Not a key","rationale":"r"BEHIND}"#, #"{"rating":"false","rationale":" "BEHIND}"#,
        #"{"rating":"false"BEHIND}"#, #"{"rating":"false","rationale":"r","evidence":{}BEHIND}"#,
    ]

    private static func reviews(behind: String) -> [String] { review.map { $0.replacing("BEHIND", with: behind) } }

    private static let tokens = [
        "{}", #"{"token":"-1"}"#, #"{"token":-1}"#, #"{"token":"+1"}"#, #"{"token":1.5}"#, #"{"token":""}"#,
        #"{"token":"1234567890123456789"}"#, #"{"token":1000000000000000000}"#, #"{"token":"007"}"#, #"{"token":7}"#,
    ]

    private static let scales = [
        #"{"name":"S","ratings":[RATINGS]}"#, #"{"name":"S\nT","ratings":[RATINGS]}"#, #"{"name":"S","ratings":[]}"#,
        #"{"name":"S","ratings":[{"key":"a","label":"A"},{"key":"b","label":"B","offScale":true}]}"#,
        #"{"name":"S","ratings":[RATINGS,{"key":"c","label":"C","offScale":true,"value":1}]}"#,
        #"{"name":"S","ratings":[RATINGS,{"key":"c","label":"C","offScale":true,"direction":"true"}]}"#,
        #"{"name":"S","ratings":[RATINGS,{"key":"c","label":"C","offScale":true,"colour":"red"}]}"#,
        #"{"name":"S","ratings":[RATINGS,{"key":"c","label":"C","offScale":true,"translations":{"de":"C","x":"C"}}]}"#,
        #"{"name":"S","ratings":[RATINGS,{"key":"c","label":"C","offScale":true,"translations":{"de":""}}]}"#,
        ##"{"name":"S","ratings":[RATINGS,{"key":"c","label":"C","offScale":true,"translations":{"de":"C"},"colour":"#aAbBcC"}]}"##,
        #"{"name":"S","ratings":[RATINGS,{"key":"c","label":"C","offScale":true,"definition":"It is so."}]}"#,
        #"{"name":"S","ratings":[RATINGS,{"key":"c","label":"C","offScale":true,"definition":""}]}"#,
        #"{"name":"S","ratings":[RATINGS,{"key":"C","label":"C","offScale":true}]}"#,
        #"{"name":"S","ratings":[RATINGS,{"key":"c","label":"C\u2028","offScale":true}]}"#,
    ].map {
        $0.replacing(
            "RATINGS", with: #"{"key":"a","label":"A","offScale":null},{"key":"b","label":"B","offScale":false}"#)
    }

    private static let rules = [
        #"{"rules":[]}"#, #"{"rules":[{"name":"R","decision":"leave"}]}"#,
        #"{"rules":[{"name":"queue_score","decision":"leave"}]}"#,
        #"{"rules":[{"name":" ","decision":"leave"}]}"#, #"{"rules":[{"name":"R","decision":"merge"}]}"#,
        #"{"rules":[{"name":"R","decision":"queue","conditions":{"claimant":""}}]}"#,
        #"{"rules":[{"name":"R","decision":"queue","conditions":{"keywords":[""]}}]}"#,
        #"{"rules":[{"name":"R","decision":"queue","conditions":{"topics":[" "]}}]}"#,
        #"{"rules":[{"name":"R","decision":"queue","conditions":{"maxScore":1.5}}]}"#,
        #"{"rules":[{"name":"R","decision":"queue","reason":""}]}"#,
        #"{"rules":[{"name":"R","decision":"queue","conditions":null,"reason":null}]}"#,
    ]

    private static let exports = [
        #"{"format":"csv","bom":true,"defuse":false}"#, #"{"format":"json","bom":true}"#,
        #"{"format":"json","defuse":false}"#,
        #"{"format":"zip","statuses":["retracted"]}"#, #"{"format":"claimreview","statuses":["decided"]}"#,
        #"{"format":"json","statuses":[]}"#, #"{"format":"json","ratings":["Mostly true"]}"#,
        #"{"format":"json","text":" "}"#, #"{"format":"json","wrong":1}"#, "{}",
        #"{"format":"json","since":"2026-01-01","until":"2026-01-31T00:00:00Z","statuses":["paused"],"ratings":["false"]}"#,
    ]

    static let all: [(String, [String])] = [
        (
            "POST /v1/articles",
            [
                #"{"title":"t"}"#, #"{"title":" ","body":"b"}"#, #"{"title":"t","body":"\n"}"#,
                #"{"title":"t","body":"b","externalId":""}"#, #"{"title":"t","body":"b","language":"english!"}"#,
                #"{"title":"t","body":"b","language":"x"}"#, #"{"title":"t","body":"b","url":"news.org"}"#,
                #"{"title":"t","body":"b","url":"https://"}"#, #"{"title":"t","body":"b","topics":[""]}"#,
                #"{"title":"t","body":"b","urgency":0}"#, #"{"title":"t","body":"b","urgency":5.0}"#,
                #"{"title":"t","body":"b\u0000"}"#,
                #"{"title":"t","body":"b","source":"","byline":"","externalId":null}"#,
                #"{"title":"t","body":"b","kind":"rumour"}"#,
                #"{"title":"t","body":"b","kind":"image","description":"d"}"#,
                #"{"title":"t","kind":"image"}"#, #"{"title":"t","kind":"image","description":" "}"#,
                #"{"title":"t","kind":"image","description":"A quay.","transcript":""}"#,
                #"{"title":"t","kind":"video","description":"A quay.","transcript":"Look."}"#,
                #"{"title":"t","body":"b","transcript":"b"}"#,
                #"{"title":"t","body":"b","kind":"speech","saidBy":"a\nb"}"#,
                #"{"title":"t","body":"b","saidIn":""}"#, #"{"title":"t","body":"b","saidAt":"today"}"#,
                #"{"title":"t","body":"It is 9.","kind":"tip","saidBy":"Ann","saidAt":null,"description":null}"#,
                #"{"title":"\u0085\ufeff","body":"b"}"#, #"{"title":" \u0301","body":"b"}"#,
            ]
        ),
        ("POST /v1/articles/{id}/withdrawal", remarks("reason").dropLast()),
        ("POST /v1/articles/{id}/embargo", ["{}", #"{"until":"tomorrow"}"#, #"{"until":null}"#]),
        (
            "POST /v1/articles/{id}/claims",
            [
                "{}", #"{"statement":"s"}"#, #"{"anchor":{}}"#, #"{"anchor":{"exact":""}}"#,
                #"{"anchor":{"start":0}}"#, #"{"anchor":{"start":0,"end":1,"exact":"a"}}"#,
                #"{"anchor":{"start":0,"end":1,"prefix":"a"}}"#, #"{"anchor":{"start":-1,"end":1}}"#,
                #"{"anchor":{"part":"body","start":0,"end":4}}"#, #"{"anchor":{"part":"title","start":0,"end":4}}"#,
                #"{"statement":"s","source":{"title":"t"}}"#,
                #"{"statement":"s","source":{"title":"t"},"claimant":{"kind":"article"}}"#,
                #"{"statement":"s","source":{},"claimant":{"kind":"anonymous"}}"#,
                #"{"statement":"s","source":{"url":"nowhere"},"claimant":{"kind":"anonymous"}}"#,
                #"{"statement":"s","source":{"title":"t","url":null},"claimant":{"kind":"anonymous"},"anchor":null}"#,
                #"{"anchor":{"part":"title","start":1,"end":4},"kind":"rumour"}"#,
                #"{"anchor":{"part":"title","start":1,"end":4},"priority":101}"#,
                #"{"anchor":{"part":"title","start":1,"end":4},"requiredReviews":0}"#,
                #"{"anchor":{"part":"title","start":1,"end":4},"statement":" "}"#,
                #"{"anchor":{"part":"title","start":1,"end":4},"queue":false,"claimant":null,"source":null}"#,
            ]
        ),
        (
            "PATCH /v1/claims/{id}",
            [
                "{}", #"{"kind":"rumour"}"#, #"{"kind":null}"#, #"{"kind":"event"}"#, #"{"statement":null}"#,
                #"{"statement":" "}"#, #"{"priority":101}"#, #"{"requiredReviews":0}"#,
                #"{"claimant":{"kind":"named"}}"#, #"{"claimant":{"kind":"named","name":" "}}"#,
                #"{"claimant":{"kind":"named","name":null}}"#, #"{"claimant":{"kind":"anonymous"}}"#,
                #"{"claimant":{"kind":"article","name":""}}"#,
                #"{"claimant":{"kind":"named","name":"Ann"},"priority":null}"#,
                #"{"claimant":null}"#, #"{"samePerson":true}"#, #"{"samePerson":true,"kind":"event"}"#,
                #"{"samePerson":false,"kind":"event"}"#,
                #"{"samePerson":true,"claimant":{"kind":"named","name":"Ann Lee"}}"#,
            ]
        ),
        (
            "PUT /v1/claims/{id}/appearance",
            [
                "{}", #"{"state":"changed"}"#, #"{"state":"gone"}"#, #"{"state":"removed","note":" "}"#,
                #"{"state":"removed","note":"\#(String(repeating: "x", count: 1001))"}"#,
                #"{"state":"removed","note":null}"#,
            ]
        ),
        (
            "POST /v1/claims/{id}/triage",
            [
                #"{"decision":"queue"}"#, #"{"decision":"queue","reason":""}"#, #"{"decision":"hold","reason":"r"}"#,
                #"{"decision":"merge","reason":"r"}"#, #"{"decision":"merge","reason":"r","into":null}"#,
                #"{"decision":"queue","reason":"r","into":"\#(id)"}"#, #"{"decision":"split","reason":"r"}"#,
                #"{"decision":"split","reason":"r","parts":[]}"#,
                #"{"decision":"merge","reason":"r","into":"\#(id)","parts":[{"start":0,"end":1}]}"#,
                #"{"decision":"dismiss","reason":"r","into":null,"parts":null}"#,
            ]
        ),
        ("PUT /v1/triage/rules", rules), ("POST /v1/triage/dry-run", rules + ["{}", #"{"articles":0}"#]),
        (
            "POST /v1/queue/take",
            [
                #"{"limit":0}"#, #"{"limit":21}"#, #"{"kinds":[]}"#, #"{"languages":[]}"#, #"{"languages":[" "]}"#,
                #"{"claimant":""}"#, #"{"waitSeconds":31}"#, #"{"articleId":"x"}"#,
                #"{"kinds":null,"claimant":"nobody at all"}"#,
            ]
        ),
        (
            "POST /v1/claims/{id}/assignments",
            [
                "{}", #"{"memberId":"x"}"#, #"{"memberId":null}"#, #"{"memberId":"REVIEWER","dueAt":"tomorrow"}"#,
                #"{"memberId":"REVIEWER","note":"n"}"#, #"{"memberId":"REVIEWER","dueAt":null}"#,
            ]
        ),
        ("POST /v1/assignments/{id}/withdrawal", remarks("reason")), ("POST /v1/claims/{id}/comments", remarks("text")),
        ("POST /v1/leases/{id}/renew", tokens + [#"{"token":"TOKEN","reason":"a\u0000"}"#]),
        ("POST /v1/leases/{id}/release", tokens), ("POST /v1/leases/{id}/skip", tokens),
        (
            "PUT /v1/leases/{id}/draft",
            tokens + [
                #"{"token":"TOKEN","rating":"\#(String(repeating: "x", count: 101))"}"#,
                #"{"token":"TOKEN","rating":"Any"}"#,
                #"{"token":"TOKEN","evidence":[{"url":"\u0000"}]}"#, #"{"token":"TOKEN","evidence":[{"url":"half"}]}"#,
            ]
        ),
        ("POST /v1/leases/{id}/review", reviews(behind: #","token":"TOKEN""#)),
        (
            "PUT /v1/reviews/{id}",
            reviews(behind: #","reason":"r""#) + [#"{"rating":"false","rationale":"r","reason":" "}"#]
        ),
        ("POST /v1/reviews/{id}/withdrawal", remarks("reason")), ("POST /v1/reviews/{id}/return", remarks("comment")),
        ("POST /v1/claims/{id}/evidence", evidence),
        ("PUT /v1/evidence/{id}", evidence.map { $0.replacing("a.org", with: "b.org") }),
        (
            "POST /v1/claims/{id}/verdict",
            reviews(behind: "") + [
                #"{"rating":"false","rationale":"r","overrideReason":" "}"#,
                #"{"rating":"false","rationale":"r","evidenceIds":["x"]}"#,
                #"{"rating":"false","rationale":"r","title":" "}"#, #"{"rating":"false","rationale":"r","summary":""}"#,
                #"{"rating":"false","rationale":"r","claimReviewed":"\#(String(repeating: "x", count: 76))"}"#,
                #"{"rating":"false","rationale":"r","title":null,"summary":7}"#,
            ]
        ),
        (
            "POST /v1/claims/{id}/publication",
            [
                #"{"overrideReason":""}"#, #"{"gateReasons":{"minimumEvidence":"r"}}"#,
                #"{"gateReasons":{"independentSources":" "}}"#, #"{"gateReasons":{"minimumEvidence":null}}"#, "{}",
            ]
        ),
        ("POST /v1/claims/{id}/publication/preview", [#"{"overrideReason":""}"#, #"{"gateReasons":{"x":"r"}}"#, "{}"]),
        ("POST /v1/claims/{id}/pause", remarks("publicText")),
        ("POST /v1/claims/{id}/retraction", remarks("publicText")),
        ("POST /v1/claims/{id}/reopening", remarks("publicText")),
        ("POST /v1/claims/{id}/pause/preview", remarks("publicText")),
        ("POST /v1/claims/{id}/retraction/preview", remarks("publicText")),
        ("POST /v1/claims/{id}/reopening/preview", remarks("publicText")),
        ("POST /v1/claims/{id}/resumption/preview", ["{}", #"{"publicText":" "}"#]),
        ("POST /v1/claims/{id}/resumption", ["{}", #"{"publicText":" "}"#, #"{"publicText":null,"reason":""}"#]),
        (
            "POST /v1/claims/{id}/corrections",
            [
                #"{"decision":"no_change"}"#, #"{"decision":"clarification"}"#,
                #"{"decision":"pause","publicText":"p"}"#,
                #"{"decision":"clarification","publicText":"p","rating":"false","rationale":"r"}"#,
                #"{"decision":"correction","publicText":"p"}"#,
                #"{"decision":"update","publicText":"p","rating":"false"}"#,
                #"{"decision":"update","publicText":"p"}"#, #"{"decision":"no_change","evidence":[]}"#,
                #"{"decision":"update","publicText":"p","rating":"false","rationale":"r","overrideReason":""}"#,
                #"{"decision":"update","publicText":"p","rating":"false","rationale":"r"}"#,
                #"{"decision":"correction","publicText":"p","title":" "}"#,
                #"{"decision":"correction","publicText":"p","statement":""}"#,
                #"{"decision":"correction","publicText":"p","claimant":{"kind":"named"}}"#,
                #"{"decision":"correction","publicText":"p","claimant":{"kind":"named","name":"Ann"}}"#,
                #"{"decision":"clarification","publicText":"p","title":"t"}"#,
                #"{"decision":"clarification","publicText":"p","statement":"In clearer words."}"#,
                #"{"decision":"retraction","publicText":"p","statement":"s"}"#,
                #"{"decision":"correction","publicText":"p","title":null}"#,
                #"{"decision":"correction","publicText":"p","rating":null}"#,
                #"{"decision":"clarification","publicText":"p","title":"t","evidence":[]}"#,
                #"{"decision":"retraction","publicText":"p","title":null}"#,
                #"{"decision":"clarification","publicText":"p","samePerson":true}"#,
                #"{"decision":"clarification","publicText":"p","samePerson":true,"claimant":{"kind":"named","name":"Anne"}}"#,
                #"{"decision":"no_change","claimant":{"kind":"article"}}"#,
                #"{"decision":"retraction","publicText":"p","rationale":null}"#,
            ]
        ),
        (
            "POST /v1/claims/{id}/corrections/preview",
            [
                #"{"decision":"no_change"}"#, #"{"decision":"clarification"}"#,
                #"{"decision":"correction","publicText":"p"}"#,
                #"{"decision":"correction","publicText":"p","title":null}"#,
                #"{"decision":"retraction","publicText":"p","statement":"s"}"#,
            ]
        ),
        (
            "POST /v1/removals",
            [
                "{}", #"{"words":"No name at all"}"#, #"{"words":" ","reason":"r"}"#,
                #"{"words":"a\u0000","reason":"r"}"#,
                #"{"words":"\#(String(repeating: "x", count: 201))","reason":"r"}"#,
                #"{"words":"No name at all","reason":""}"#, #"{"words":"No name at all","reason":"r"}"#,
            ]
        ),
        ("POST /v1/removals/{id}/lifting", remarks("reason")),
        (
            "POST /v1/claims/{id}/correction-requests",
            remarks("text") + [
                #"{"text":"t","url":"nowhere"}"#, #"{"text":"t","requesterName":"a\u0000"}"#,
            ]
        ),
        (
            "POST /v1/claims/{id}/replies",
            [
                #"{"channel":"email","contact":" ","contactedAt":"2026-01-01T00:00:00Z"}"#,
                #"{"channel":"pigeon","contact":"c","contactedAt":"2026-01-01T00:00:00Z"}"#,
                #"{"channel":"email","contact":"c","contactedAt":"2026-01-01T00:00:00Z","answer":"a"}"#,
                #"{"channel":"email","contact":"c","contactedAt":"2026-01-01T00:00:00Z","answeredAt":"2026-01-02T00:00:00Z"}"#,
                #"{"channel":"email","contact":"c","contactedAt":"2026-01-01","answer":null}"#,
                #"{"channel":"email","contact":"c","contactedAt":"2026-01-01T00:00:00Z","answer":null,"message":""}"#,
            ]
        ),
        (
            "POST /v1/replies/{id}/answer",
            [
                #"{"answer":"","answeredAt":"2026-01-02T00:00:00Z"}"#, #"{"answer":"a"}"#,
                #"{"answer":"a","answeredAt":"2026-01-02T00:00:00Z"}"#,
            ]
        ),
        ("POST /v1/exports", exports),
        (
            "PATCH /v1/desk",
            [
                "{}", #"{"name":null,"policy":null}"#, #"{"name":"a\nb"}"#, #"{"policy":{"requiredReviews":0}}"#,
                #"{"policy":{"queueScore":2}}"#, #"{"policy":{"agreement":"none"}}"#, #"{"policy":{"wrong":1}}"#,
                #"{"policy":{}}"#, #"{"policy":{"leaseSeconds":null}}"#,
                #"{"policy":{"leaseSeconds":1}}"#, #"{"policy":{"queueLimit":-1}}"#, #"{"policy":{"queueLimit":0}}"#,
            ]
        ),
        ("POST /v1/scales", scales), ("POST /v1/scales/{id}/versions", scales),
        (
            "POST /v1/members",
            [
                #"{"name":"N","roles":[]}"#, #"{"name":" ","roles":["editor"]}"#, #"{"name":"N","roles":["boss"]}"#,
                #"{"name":"N","roles":["editor"],"email":"nobody"}"#,
                #"{"name":"N","roles":["editor"],"email":"a@b@c"}"#,
                #"{"name":"N","roles":["editor"],"email":"a b@c.org"}"#, #"{"name":"N","roles":["editor"],"email":""}"#,
                #"{"name":"N","roles":["editor"],"keyName":"k"}"#,
                #"{"name":"N","roles":["editor"],"key":false,"keyName":"k"}"#,
                #"{"name":"N","roles":["editor"],"key":true,"keyName":"k\t"}"#,
                #"{"name":"N","roles":["editor","editor"],"key":true,"keyName":"k"}"#,
            ]
        ),
        (
            "PATCH /v1/members/{id}",
            [
                "{}", #"{"name":null}"#, #"{"name":"a\nb"}"#, #"{"roles":[]}"#, #"{"email":"x"}"#, #"{"email":""}"#,
                #"{"name":"Chi","roles":null}"#,
            ]
        ),
        ("POST /v1/members/{id}/erasure", remarks("reason").dropLast()),
        (
            "POST /v1/personal-data/erasure",
            [
                "{}", #"{"requester":"nobody at all"}"#, #"{"requester":" ","reason":"r"}"#,
                #"{"requester":"nobody at all","reason":""}"#, #"{"requester":"nobody at all","reason":"r"}"#,
            ]
        ),
        ("POST /v1/members/{id}/deactivation", remarks("reason").dropLast()),
        (
            "POST /v1/keys",
            [
                "{}", #"{"name":""}"#, #"{"name":"a\rb"}"#, #"{"name":"k","roles":[]}"#,
                #"{"name":"k","expiresAt":"soon"}"#,
                #"{"name":"k","roles":null,"memberId":null}"#,
            ]
        ),
        (
            "POST /v1/keys/{id}/rotation",
            [#"{"overlapSeconds":-1}"#, #"{"overlapSeconds":604801}"#, #"{"expiresAt":"x"}"#]
        ),
        (
            "POST /v1/webhooks",
            [
                #"{"url":"https://example.org/h","events":[]}"#,
                #"{"url":"https://example.org/h","events":["nothing"]}"#,
                #"{"url":"https://example.org/h","events":["claim","claim"]}"#,
                #"{"url":"https://example.org/h#a","events":["claim"]}"#,
                #"{"url":"https://exämple.org/h","events":["claim"]}"#,
                #"{"url":"https://example.org/h","events":["claim"],"description":"a\u0000"}"#,
                #"{"url":"https://example.org/h","events":["claim","verdict.published"],"description":null}"#,
                #"{"url":"https://example.org/h","events":["review"]}"#,
            ]
        ),
        (
            "PATCH /v1/webhooks/{id}",
            [
                #"{"events":[]}"#, #"{"url":""}"#, #"{"active":"no"}"#, "{}",
                #"{"url":null,"events":null,"active":null}"#,
            ]
        ),
        ("POST /v1/webhooks/{id}/rotation", [#"{"overlapHours":169}"#, #"{"overlapHours":null}"#]),
    ]
}
