internal import AsteriskConfig

/// Where the dialplan gives phones their numbers: `exten => 1001,hint,SIP/anna` and
/// `exten => 1001,1,Dial(SIP/anna)`.
struct FoundNumbers {
  /// By `SIP/anna`: the first such number.
  private var numbers: [String: (number: String, place: ConfigTree.Place)] = [:]
  /// The devices of a hint, by `number@context`.
  private var hints: [String: String] = [:]

  init(_ dialplan: ConfigTree) {
    var dialled: [String: (number: String, place: ConfigTree.Place)] = [:]
    for section in dialplan.sections where !section.isTemplate {
      for entry in section.settings where entry.setting.name.caseFolded == "exten" {
        let parts = entry.value.split(separator: ",", maxSplits: 2).map(trimmed)
        guard parts.count == 3, Internal.isPossible(parts[0]) else { continue }
        if parts[1].caseFolded == "hint" {
          let key = "\(parts[0])@\(section.name)"
          hints[key] = hints[key] ?? parts[2]
          note(parts[2], parts[0], entry.place, in: &numbers)
        } else if parts[1] == "1", parts[2].hasPrefix("Dial(") {
          let target = parts[2].dropFirst(5).prefix { !",)".contains($0) }
          note(String(target), parts[0], entry.place, in: &dialled)
        }
      }
    }
    numbers.merge(dialled) { hint, _ in hint }
  }

  /// Only a line with one peer tells whose number it is.
  private func note(
    _ device: String, _ number: String, _ place: ConfigTree.Place,
    in found: inout [String: (number: String, place: ConfigTree.Place)]
  ) {
    guard !device.contains("&"), !device.contains("$"), found[device] == nil else { return }
    found[device] = (number, place)
  }

  /// The devices whose state a hint shows; nil where none is in the files.
  func hint(of number: String, in context: String) -> String? { hints["\(number)@\(context)"] }

  subscript(phone: FoundPhone) -> (number: String, place: ConfigTree.Place)? {
    numbers["\(phone.driver.technology)/\(phone.name)"]
  }
}

extension Text where Rule == InternalRule {
  /// Whether it can be an internal.
  static func isPossible(_ text: String) -> Bool { (try? Internal(parsing: text)) != nil }
}
