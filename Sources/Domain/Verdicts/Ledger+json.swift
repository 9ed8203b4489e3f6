extension LedgerEntry {
    /// `{id,claimId,verdictId,verdictVersion,kind,publicText,reason,overrideReason,gateReasons,requestId,changes,
    /// enteredBy,enteredAt}`
    package var json: JSON {
        [
            "id": JSON(id),
            "claimId": JSON(claimID),
            "verdictId": JSON(verdictID),
            "verdictVersion": .int(verdictVersion),
            "kind": JSON(kind),
            "publicText": JSON(publicText),
            "reason": JSON(reason),
            "overrideReason": JSON(overrideReason),
            "gateReasons": .object(
                gateReasons.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }),
            "requestId": JSON(requestID),
            "changes": JSON(changes.map(\.json)),
            "enteredBy": ["id": JSON(enteredBy), "name": .string(enteredByName)],
            "enteredAt": JSON(enteredAt),
        ]
    }

    /// What the public reads of it: `{kind,text,verdictVersion,at,changes:[{field,before,after}]}`.
    ///
    /// - Parameters:
    ///   - text: what it says.
    ///   - ledger: the claim's, which tells the public number of the verdict's version.
    package func publicJSON(_ text: String, in ledger: [LedgerEntry]) -> JSON {
        [
            "kind": JSON(kind), "text": .string(text),
            "verdictVersion": .int(ledger.publicVersion(of: verdictVersion)), "at": JSON(enteredAt),
            "changes": JSON(changes.map(\.json)),
        ]
    }
}

extension CorrectionRequest {
    /// `{id,claimId,text,requesterName,requesterContact,url,receivedBy,receivedAt,decision,decidedAt}`
    package var json: JSON {
        [
            "id": JSON(id),
            "claimId": JSON(claimID),
            "text": .string(input.text),
            "requesterName": JSON(input.requesterName),
            "requesterContact": JSON(input.requesterContact),
            "url": JSON(input.url),
            "receivedBy": JSON(receivedBy),
            "receivedAt": JSON(receivedAt),
            "decision": JSON(decision),
            "decidedAt": JSON(decidedAt),
        ]
    }
}

extension ReplyAttempt {
    /// `{id,claimId,asked,verdictVersion,channel,contact,contactedAt,message,answer,answeredAt,recordedAt}`
    package var json: JSON {
        [
            "id": JSON(id),
            "claimId": JSON(claimID),
            "asked": JSON(askedName),
            "verdictVersion": .int(verdictVersion),
            "channel": JSON(input.channel),
            "contact": .string(input.contact),
            "contactedAt": JSON(input.contactedAt),
            "message": JSON(input.message),
            "answer": JSON(input.answer),
            "answeredAt": JSON(input.answeredAt),
            "recordedAt": JSON(recordedAt),
        ]
    }
}

extension ReplyAttempt {
    /// What the public reads of it: `{askedAt,answer,answeredAt,earlierVersion}`.
    package var publicJSON: JSON {
        [
            "askedAt": JSON(input.contactedAt), "answer": JSON(input.answer), "answeredAt": JSON(input.answeredAt),
            "earlierVersion": JSON(earlierVersion),
        ]
    }
}
