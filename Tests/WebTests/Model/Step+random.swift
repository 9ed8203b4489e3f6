import Chance
import Domain
import TestSupport

extension Step {
    /// What comes next in a random history: mostly what a client would do, now and then what it must not.
    static func random(in model: DeskModel, using random: inout SplitMix64) -> Step {
        for _ in 0..<50 {
            if let step = candidate(in: model, using: &random) { return step }
        }
        return .take("ana", limit: 1, Wish())
    }

    private static func candidate(in model: DeskModel, using random: inout SplitMix64) -> Step? {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<20: take(in: model, using: &random)
        case 20..<54: lease(in: model, using: &random)
        case 54..<62: review(in: model, using: &random)
        case 62..<66: time(in: model, using: &random)
        case 66..<85: editing(in: model, using: &random)
        case 85..<89: upheaval(in: model, using: &random)
        case 89..<94: again(in: model, using: &random)
        case 94..<97: people(in: model, using: &random)
        default: .look(claim(in: model, using: &random), anybody(in: model, using: &random))
        }
    }

    private static func take(in model: DeskModel, using random: inout SplitMix64) -> Step {
        var wish = Wish()
        switch Int.random(in: 0..<12, using: &random) {
        case 0: wish.article = Int.random(in: 0..<2, using: &random)
        case 1: wish.kind = pick([.quantity, .event], using: &random)
        case 2: wish.language = pick(ClaimSeed.languages, using: &random)
        case 3: wish.claimant = pick(["oduya", "Port"], using: &random)
        default: break
        }
        return .take(reviewer(in: model, using: &random), limit: Int.random(in: 1...5, using: &random), wish)
    }

    private static func lease(in model: DeskModel, using random: inout SplitMix64) -> Step? {
        guard !model.leases.isEmpty else { return nil }
        let live = model.leases.indices.filter { model.leases[$0].isLive }
        // A window that was left open, now and then.
        let any = live.isEmpty || Int.random(in: 0..<5, using: &random) == 0
        let lease = pick(any ? Array(model.leases.indices) : live, using: &random)
        var member = model.leases[lease].member
        if Int.random(in: 0..<40, using: &random) == 0 { member = reviewer(in: model, using: &random) }
        let token: Token = Int.random(in: 0..<12, using: &random) == 0 ? .wrong : .right
        // Few words, so that the same ones are sent again.
        let words = words(using: &random)
        switch Int.random(in: 0..<20, using: &random) {
        case 0: return .renew(lease, member, token)
        case 1, 2: return .release(lease, member, token)
        case 3..<7: return .skip(lease, member, token)
        case 7, 8: return .save(lease, member, words: words, token)
        default:
            let rating = Int.random(in: 0..<30, using: &random) == 0 ? "nonsense" : rating(using: &random)
            return .review(lease, member, rating: rating, words: words, token)
        }
    }

    private static func review(in model: DeskModel, using random: inout SplitMix64) -> Step? {
        guard !model.reviews.isEmpty else { return nil }
        let counting = model.claims.indices.flatMap(model.counting)
        let any = counting.isEmpty || Int.random(in: 0..<6, using: &random) == 0
        let review = pick(any ? Array(model.reviews.indices) : counting, using: &random)
        if Int.random(in: 0..<4, using: &random) == 0 {
            return .sendBack(review, editor(in: model, using: &random))
        }
        let member =
            Int.random(in: 0..<12, using: &random) == 0
            ? reviewer(in: model, using: &random) : model.reviews[review].member
        if Bool.random(using: &random) { return .withdraw(review, member) }
        return .replace(review, member, rating: rating(using: &random), words: words(using: &random))
    }

    private static func time(in model: DeskModel, using random: inout SplitMix64) -> Step? {
        let live = model.leases.indices.filter { model.leases[$0].isLive }
        let skips = model.skips.filter { !$0.value.forEver && !$0.value.isOver }.map(\.key)
            .sorted { ($0.claim, $0.member) < ($1.claim, $1.member) }
        if !skips.isEmpty, live.isEmpty || Int.random(in: 0..<3, using: &random) == 0 {
            return .forget(pick(skips, using: &random))
        }
        return live.isEmpty ? nil : .runOut(pick(live, using: &random))
    }

    private static func editing(in model: DeskModel, using random: inout SplitMix64) -> Step {
        let claim = claim(in: model, using: &random)
        let editor = editor(in: model, using: &random)
        let override = Int.random(in: 0..<3, using: &random) == 0
        let isPublic = model.claims[claim].ledger.isEmpty == false
        switch Int.random(in: isPublic ? 9..<20 : 0..<14, using: &random) {
        case 0, 1: return .triage(claim, editor, .queue)
        case 2: return .triage(claim, editor, .dismiss)
        case 3, 4, 5:
            // Parts of one claim keep priorities of their own: nothing else tells them apart in the queue.
            let isPart = model.claims[claim].seed.place.count < ClaimSeed.width
            let wanted = isPart ? DeskModel.priority(ofPart: claim) : Int.random(in: 0...2, using: &random)
            let priority = Bool.random(using: &random) ? wanted : nil
            return .edit(claim, editor, priority: priority, required: Int.random(in: 1...3, using: &random))
        case 6, 7, 8: return .decide(claim, editor, override: override)
        case 9, 10, 11: return .publish(claim, editor, override: override)
        case 12, 14: return .request(claim, pick(["sub", "sub", "adm", "aud", "ana"], using: &random))
        case 13, 15, 16:
            let kind = pick([.noChange, .clarification, .correction, .correction], using: &random) as LedgerEntry.Kind
            let asked = model.requests.indices.randomElement(using: &random)
            let request = Bool.random(using: &random) ? asked : nil
            return .correct(claim, editor, kind, request: request, override: override)
        case 17: return .enter(claim, editor, .pause)
        case 18: return .enter(claim, editor, .resumption)
        default: return .enter(claim, editor, .retraction)
        }
    }

    /// What changes the ground under those who work.
    private static func upheaval(in model: DeskModel, using random: inout SplitMix64) -> Step? {
        let claim = claim(in: model, using: &random)
        let editor = editor(in: model, using: &random)
        let article = Int.random(in: 0..<model.articles.count, using: &random)
        let owner = pick([editor, editor, model.articles[article].submitter, "sub"], using: &random)
        switch Int.random(in: 0..<14, using: &random) {
        case 0..<4: return .merge(claim, into: self.claim(in: model, using: &random), editor)
        case 4..<8:
            let isSmall = model.claims[claim].seed.place.count < 2 || model.claims.count > 12
            return isSmall ? nil : .split(claim, editor, model.claims[claim].seed.halves)
        case 8: return .kill(article, owner)
        case 9, 10, 11: return .embargo(article, owner, !model.articles[article].isEmbargoed)
        default: return .rescale(model.scale + 1)
        }
    }

    private static func again(in model: DeskModel, using random: inout SplitMix64) -> Step? {
        guard !model.kept.isEmpty else { return nil }
        // Mostly what was sent last, as after a timeout.
        let recent = max(0, model.kept.count - 3)
        let from = Int.random(in: 0..<3, using: &random) == 0 ? 0 : recent
        let change = Int.random(in: from..<model.kept.count, using: &random)
        // An activation has no body that could be another.
        if case .activate = model.kept[change].step { return .again(change) }
        return Int.random(in: 0..<4, using: &random) == 0 ? .reuse(change) : .again(change)
    }

    private static func people(in model: DeskModel, using random: inout SplitMix64) -> Step {
        let name = pick(["ana", "ben", "chi", "eva", "sam"], using: &random)
        guard let person = model.people[name] else { return .activate(name) }
        if !person.isActive { return .activate(name) }
        if Int.random(in: 0..<3, using: &random) == 0 { return .deactivate(name) }
        var roles = person.roles.union([.submitter])
        if roles.remove(.reviewer) == nil { roles.insert(.reviewer) }
        return .setRoles(name, roles)
    }

    /// Mostly one who is; others, and those who left, try too.
    private static func reviewer(in model: DeskModel, using random: inout SplitMix64) -> String {
        member(as: .reviewer, in: model, using: &random)
    }

    private static func editor(in model: DeskModel, using random: inout SplitMix64) -> String {
        member(as: .editor, in: model, using: &random)
    }

    private static func member(as role: Role, in model: DeskModel, using random: inout SplitMix64) -> String {
        let names = model.people.filter { $0.value.isActive && $0.value.roles.contains(role) }.keys.sorted()
        if names.isEmpty || Int.random(in: 0..<16, using: &random) == 0 { return anybody(in: model, using: &random) }
        return pick(names, using: &random)
    }

    private static func anybody(in model: DeskModel, using random: inout SplitMix64) -> String {
        pick(model.people.keys.sorted(), using: &random)
    }

    private static func claim(in model: DeskModel, using random: inout SplitMix64) -> Int {
        Int.random(in: 0..<model.claims.count, using: &random)
    }

    private static func rating(using random: inout SplitMix64) -> String {
        pick(["false", "false", "false", "misleading", "half", "accurate", "unverifiable"], using: &random)
    }

    private static func words(using random: inout SplitMix64) -> String {
        "„Wort“ \(Int.random(in: 0..<4, using: &random)) 🧂\n\nדברים"
    }

    private static func pick<Value>(_ values: [Value], using random: inout SplitMix64) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }
}
