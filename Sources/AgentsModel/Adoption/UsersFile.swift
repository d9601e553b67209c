internal import AsteriskConfig

/// users.conf, as `chan_sip.c`, `app_voicemail.c` and `pbx_config.c` of Asterisk 16 read it.
///
/// Of the words that say what a section makes (`hassip`, `hasvoicemail`, `hasexten`), each module takes the first value: a
/// line of the section cannot override its template. `[general]` speaks for the sections that say nothing.
struct UsersFile {
  private let general: [ConfigTree.Entry]
  /// Without templates and `[general]`.
  let sections: [ConfigTree.Section]
  /// The context of its mailboxes.
  let boxContext: String
  /// The context of its numbers; nil where no dialplan is read from files, and so none from this one.
  let numberContext: String?

  init(_ users: ConfigTree, voicemail: ConfigTree, dialplan: ConfigTree) {
    general = users.section("general")?.settings ?? []
    sections = users.sections.filter { !$0.isTemplate && $0.name.caseFolded != "general" }
    boxContext = voicemail.general("userscontext")?.value ?? "default"
    let isRead = dialplan.isPresent && !dialplan.refusals.contains(where: \.isWhole)
    numberContext =
      isRead ? dialplan.general("userscontext")?.value ?? "default" : nil
  }

  /// The settings that chan_sip takes for a peer: those of `[general]` come first.
  func settings(of section: ConfigTree.Section) -> [ConfigTree.Entry] { general + section.settings }

  /// The line that counts.
  func first(_ name: String, of section: ConfigTree.Section) -> ConfigTree.Entry? {
    func first(_ entries: [ConfigTree.Entry]) -> ConfigTree.Entry? {
      entries.first { $0.setting.name.caseFolded == name }
    }
    return first(section.settings) ?? first(general)
  }

  /// Whether a section makes something: `hassip` and the like.
  func has(_ name: String, _ section: ConfigTree.Section) -> Bool {
    first(name, of: section)?.isTrue ?? false
  }

  /// What of a section is no phone of chan_sip: the word that says so.
  func furtherUse(of section: ConfigTree.Section) -> String? {
    ["hasiax", "hasmanager", "hash323"].first { has($0, section) }
  }

  /// The lines of a dialplan that come to what pbx_config makes of a section: its number, and others that lead there.
  func extensions(of section: ConfigTree.Section) -> [String] {
    guard first("hasexten", of: section)?.isTrue ?? true else { return [] }
    let number = section.name
    let devices = [("hassip", "SIP"), ("hasiax", "IAX2"), ("hash323", "H323")]
      .filter { has($0.0, section) }.map { "\($0.1)/\(number)" }
    let others = (section.last("alternateexts")?.value ?? "").split(separator: ",").map(trimmed)
    return [
      "exten => \(number),hint,\(devices.joined(separator: "&"))",
      "exten => \(number),1,"
        + (has("hasvoicemail", section) ? "Gosub(\(number),stdexten(${HINT}))" : "Dial(${HINT})"),
    ] + others.filter { !$0.isEmpty }.map { "exten => \($0),1,Goto(\(number),1)" }
  }
}
