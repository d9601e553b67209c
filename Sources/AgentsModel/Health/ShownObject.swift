internal import AsteriskConfig

/// What Asterisk shows of one object of a channel driver.
package struct ShownObject {
  private let listing: KeyedListing
  private let columns: [Column]

  /// The answer of `sip show peer`, `sip show user`, or `pjsip show` with a type; nil when it says that there is no
  /// such object.
  package init?(_ answer: String, type: String) {
    guard let known = Self.columns[type] else { return nil }
    listing = KeyedListing(answer)
    columns = known
    // Every object has the first of its columns, if only without a value.
    guard let first = known.first, listing[first.name] != nil else { return nil }
  }

  /// The questions whose answers show it; the next one where the answer to one says that there is no such object.
  package static func questions(about name: String, type: String) -> [String] {
    // An agent that only calls in (`type=user`) is a user for chan_sip, not a peer.
    type == "peer"
      ? ["sip show peer \(name)", "sip show user \(name)"] : ["pjsip show \(type) \(name)"]
  }

  /// How a setting of our files is shown.
  private struct Column: Sendable {
    let setting: String
    /// As Asterisk calls it.
    let name: String
    /// How its values are compared.
    var form = ShownForm.text
    /// Compared where our files leave it out, too.
    var isAlways = false
  }

  /// What an agent's phone must have to work at all: compared after each reload.
  package static let vital: Set<String> = [
    "callerid", "context", "allow", "md5secret", "md5_cred", "password_digest",
  ]

  /// What differs from how it was written, in the order in which Asterisk shows it.
  ///
  /// What Asterisk does not show is not compared.
  ///
  /// - Parameter settings: Only these; nil = all.
  package func differences(
    from object: WrittenObject, in settings: Set<String>? = nil
  ) -> [Difference] {
    var found: [Difference] = secretDiffers(object, settings)
    for column in columns where settings?.contains(column.setting) ?? true {
      guard let shown = listing[column.name],
        let written = object.settings[column.setting] ?? (column.isAlways ? "" : nil)
      else { continue }
      let (expected, actual) = (column.form.text(written), column.form.text(shown))
      if !column.form.areEqual(expected, actual) {
        found.append(.value(setting: column.setting, expected: expected, actual: actual))
      }
    }
    if settings == nil { found += natDiffers(object) }
    return found
  }

  private func secretDiffers(_ object: WrittenObject, _ settings: Set<String>?) -> [Difference] {
    func isMeant(_ setting: String) -> Bool {
      object.settings[setting] != nil && settings?.contains(setting) ?? true
    }
    // chan_sip does not show the digest. A plain secret beside it comes from another section.
    if isMeant("md5secret"), listing["MD5Secret"] != "<Set>" || listing["Secret"] != "<Not set>" {
      return [.secret(setting: "md5secret")]
    }
    if isMeant("md5_cred"), listing["md5_cred"] != object.settings["md5_cred"] {
      return [.secret(setting: "md5_cred")]
    }
    if isMeant("password_digest"),
      Self.digests(listing["password_digest"]) != Self.digests(object.settings["password_digest"])
    {
      return [.secret(setting: "password_digest")]
    }
    return []
  }

  private static func digests(_ text: String?) -> Set<Substring> {
    Set((text ?? "").split(separator: ","))
  }

  /// chan_sip shows the two parts of `nat` in lines of their own.
  private func natDiffers(_ object: WrittenObject) -> [Difference] {
    guard let nat = object.settings["nat"], let port = listing["Force rport"],
      let media = listing["Symmetric RTP"]
    else { return [] }
    let words = Set(nat.split(separator: ",").map(String.init))
    func written(_ word: String) -> String {
      words.contains("auto_\(word)")
        ? "auto_\(word)" : words.contains(word) || words.contains("yes") ? word : ""
    }
    func shown(_ value: String, _ word: String) -> String {
      value.hasPrefix("Auto") ? "auto_\(word)" : value == "Yes" ? word : ""
    }
    func joined(_ words: [String]) -> String {
      let set = words.filter { !$0.isEmpty }
      return set.isEmpty ? "no" : set.joined(separator: ",")
    }
    let expected = joined([written("force_rport"), written("comedia")])
    let actual = joined([shown(port, "force_rport"), shown(media, "comedia")])
    return expected == actual
      ? [] : [.value(setting: "nat", expected: expected, actual: actual)]
  }

  private static let columns: [String: [Column]] = [
    "peer": [
      Column(setting: "context", name: "Context"),
      Column(setting: "callerid", name: "Callerid", form: .callerID),
      Column(setting: "allow", name: "Codecs", form: .list),
      Column(setting: "callgroup", name: "Callgroup", form: .groups, isAlways: true),
      Column(setting: "pickupgroup", name: "Pickupgroup", form: .groups, isAlways: true),
      Column(setting: "mailbox", name: "Mailbox", isAlways: true),
      Column(setting: "transport", name: "Allowed.Trsp", form: .set),
      Column(setting: "encryption", name: "Encryption", form: .flag),
      Column(setting: "videosupport", name: "Video Support", form: .flag),
      Column(setting: "directmedia", name: "DirectMedia", form: .flag),
    ],
    "endpoint": [
      Column(setting: "context", name: "context"),
      Column(setting: "callerid", name: "callerid", form: .callerID),
      Column(setting: "allow", name: "allow", form: .list),
      Column(setting: "call_group", name: "call_group", form: .groups, isAlways: true),
      Column(setting: "pickup_group", name: "pickup_group", form: .groups, isAlways: true),
      Column(setting: "mailboxes", name: "mailboxes", form: .list, isAlways: true),
      Column(setting: "auth", name: "auth"),
      Column(setting: "aors", name: "aors"),
      Column(setting: "outbound_proxy", name: "outbound_proxy", isAlways: true),
      Column(setting: "force_rport", name: "force_rport", form: .flag),
      Column(setting: "rewrite_contact", name: "rewrite_contact", form: .flag),
      Column(setting: "rtp_symmetric", name: "rtp_symmetric", form: .flag),
      Column(setting: "direct_media", name: "direct_media", form: .flag),
      Column(setting: "webrtc", name: "webrtc", form: .flag),
      Column(setting: "media_encryption", name: "media_encryption"),
    ],
    "auth": [
      Column(setting: "username", name: "username"),
      Column(setting: "realm", name: "realm"),
    ],
    "aor": [
      Column(setting: "max_contacts", name: "max_contacts"),
      Column(setting: "contact", name: "contact", isAlways: true),
      Column(setting: "outbound_proxy", name: "outbound_proxy", isAlways: true),
      Column(setting: "remove_existing", name: "remove_existing", form: .flag),
      Column(setting: "qualify_frequency", name: "qualify_frequency"),
    ],
  ]
}
