internal import AsteriskConfig

/// The lines of a peer of chan_sip for which no field stands, without those that change nothing.
struct SIPLeftovers {
  private(set) var lines: [FoundPhone.Unmapped] = []

  init(_ entries: [ConfigTree.Entry], _ phone: FoundPhone) {
    let isOpen = Self.letsEverybody(entries)
    var last: [String: Int] = [:]
    for (index, entry) in entries.enumerated() { last[entry.setting.name.caseFolded] = index }
    for (index, entry) in entries.enumerated() {
      let key = entry.setting.name.caseFolded
      guard Self.repeated.contains(key) || last[key] == index else { continue }
      guard !entry.value.isEmpty, !Self.isMapped(key), !Self.isUsual(entry, key) else { continue }
      if phone.typology == .webrtc, Self.ofBrowsers.contains(key) { continue }
      if isOpen, ["deny", "permit"].contains(key) { continue }
      if ["username", "defaultuser"].contains(key), entry.value == phone.name { continue }
      lines.append(
        .init(
          entry: entry, key: key, why: Self.reasons[key] ?? "no field",
          canBeKept: Self.reasons[key] == nil || key == "permit"))
    }
    if let key = phone.switchedOff,
      let entry = entries.last(where: { $0.setting.name.caseFolded == key })
    {
      lines.append(
        .init(
          entry: entry, key: key,
          why:
            "the section gives more than a phone: it is not commented out, only hassip = no is added",
          canBeKept: false))
    }
  }

  /// All addresses are first denied and then permitted, which comes to nothing.
  private static func letsEverybody(_ entries: [ConfigTree.Entry]) -> Bool {
    let rules = entries.filter { ["deny", "permit"].contains($0.setting.name.caseFolded) }
    return rules.last?.setting.name.caseFolded == "permit"
      && rules.allSatisfy { ["0.0.0.0/0.0.0.0", "0.0.0.0/0"].contains($0.value) }
  }

  private static let reasons = [
    "permit": "from where it may register: none of our fields",
    "username": "only names the contact before the phone registers",
    "defaultuser": "only names the contact before the phone registers",
    "remotesecret": "only for calls to it", "auth": "only for calls to it",
  ]

  /// Lines that add to each other.
  private static let repeated: Set = [
    "setvar", "deny", "permit", "acl", "contactdeny", "contactpermit", "contactacl",
    "directmediadeny",
    "directmediapermit", "directmediaacl", "header", "auth",
  ]

  private static func isMapped(_ key: String) -> Bool {
    mapped.contains(key) || ofUsers.contains(key)
  }

  private static let mapped: Set = [
    "type", "host", "secret", "md5secret", "context", "callerid", "fullname", "cid_number", "allow",
    "disallow", "nat", "transport", "callgroup", "pickupgroup", "videosupport", "encryption",
    "mailbox", "mailboxes",
  ]

  /// What users.conf says of other modules, and what chan_sip does not read.
  private static let ofUsers: Set = [
    "hassip", "hasiax", "hash323", "hasmanager", "hasvoicemail", "hasdirectory", "hasexten",
    "vmsecret", "email", "userbase", "callwaiting", "threewaycalling", "callwaitingcallerid",
    "transfer", "canpark", "cancallforward", "callreturn", "localextenlength", "allow_aliasextns",
    "allow_an_extns", "hasagent", "operatorextension", "vmdelete", "autoprov", "label",
    "macaddress", "linenumber", "zapchan", "dial", "alternateexts",
  ]

  private static let ofBrowsers: Set = [
    "avpf", "force_avp", "icesupport", "rtcp_mux", "dtlsenable", "dtlsverify", "dtlssetup",
    "dtlscertfile", "dtlsprivatekey", "dtlscipher", "dtlscafile", "dtlscapath",
    "dtlsautogeneratecert", "dtlsfingerprint",
  ]

  /// Values that are Asterisk's default or what ours writes; nil = any.
  private static let usual: [String: Set<String>?] = [
    "qualify": nil, "qualifyfreq": nil, "callcounter": nil, "directmedia": ["no"],
    "canreinvite": ["no"], "dtmfmode": ["rfc2833"], "port": ["5060"], "session-timers": ["accept"],
    "trustrpid": ["no"], "sendrpid": ["no"], "faxdetect": ["no"], "avpf": ["no"],
    "force_avp": ["no"], "icesupport": ["no"], "rtcp_mux": ["no"], "dtlsenable": ["no"],
    "insecure": ["no"], "registersip": ["no"],
  ]

  private static func isUsual(_ entry: ConfigTree.Entry, _ key: String) -> Bool {
    guard let values = usual[key] else { return false }
    guard let values else { return true }
    let value = entry.value.caseFolded
    return values.contains(value) || values == ["no"] && value.isAsteriskFalse
  }
}
