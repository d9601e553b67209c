/// For each field that is not a bool, a canonical value other than its default.
enum FieldSamples {
  static let changed: [(String, String)] = [
    ("id", "7"), ("name", "anna"), ("fullname", "Anna Rossi"), ("alias", "Ann"),
    ("typology", "external"), ("email", "anna@example.com"), ("phone", "+39 010 1"),
    ("mobile", "+39 333 1"), ("internal", "1001"), ("description", "Second floor"),
    ("voicemailPin", "482916"), ("loginAttempts", "3"), ("lockedAt", "2026-01-02T03:04:05.678Z"),
    ("toastPosition", "bottom-center"), ("avatar", "7-0123456789ab.png"),
    ("passwordResetAt", "2026-01-02T03:04:05.678Z"), ("passwordState", "expiring"),
    ("createdAt", "2026-01-02T03:04:05.678Z"),
    ("updatedAt", "2026-01-02T03:04:05.678Z"), ("deletedAt", "2026-01-02T03:04:05.678Z"),
    ("transport", "tls,udp"), ("host", "192.0.2.10"), ("nat", "no"), ("type", "peer"),
    ("allow", "alaw"), ("callerid", "\"Sales\" <800>"), ("context", "internal"),
    ("callGroup", "1,3-5"), ("pickupGroup", "0-63"), ("extensionMonitor", "wav49"),
    ("chatCapacity", "1"), ("chatAutoanswerDelay", "2"), ("mailCapacity", "3"),
    ("mailAutoanswerDelay", "4"), ("smsCapacity", "5"), ("smsAutoanswerDelay", "6"),
    ("openchannelCapacity", "7"), ("openchannelAutoanswerDelay", "8"), ("faxCapacity", "9"),
    ("faxAutoanswerDelay", "10"), ("whatsappCapacity", "11"), ("whatsappAutoanswerDelay", "12"),
    ("phoneBarAutoAnswerDelay", "13"), ("phoneBarRemoteControlPort", "9889"),
    ("phoneBarExpires", "60"), ("phoneBarListenPort", "5161"),
    ("phoneBarDestinationPort", "5062"), ("phoneBarUnconditionalNumber", "+39*1#"),
    ("wssPort", "443"), ("pushGateway", "push.example.com:5060"), ("permissions", "voice,chat"),
    ("clientLogLevel", "debug"), ("queues", "chat:help,voice:sales=2"), ("teams", "Blue,Red"),
    ("profiles", "Seniors"),
  ]
}
