internal import AsteriskConfig

/// A peer of chan_sip: its sections, with all settings in the order in which they take effect.
struct SIPPeer {
  var name: String
  let place: ConfigTree.Place
  var headers: [ConfigTree.Place]
  var entries: [ConfigTree.Entry]
  /// Its section of users.conf.
  let users: ConfigTree.Section?

  /// - Parameter entries: Those of the section, after those that it inherits from others.
  init(_ section: ConfigTree.Section, _ entries: [ConfigTree.Entry], isUsers: Bool) {
    (name, place, self.entries) = (section.name, section.place, entries)
    headers = [section.place] + section.additions
    users = isUsers ? section : nil
  }

  /// The last setting with any of these names (in lower case).
  func last(_ names: String...) -> ConfigTree.Entry? {
    entries.last { names.contains($0.setting.name.caseFolded) }
  }

  func says(_ name: String, _ value: String) -> Bool {
    last(name)?.value.caseFolded == value
  }
}
