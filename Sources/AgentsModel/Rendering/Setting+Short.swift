internal import AsteriskConfig

extension Setting {
  /// `name = value`.
  init(_ name: String, _ value: String) { self.init(name: name, value: value) }
}

/// The setting, or nothing where it has no value.
func optional(_ name: String, _ value: String) -> [Setting] {
  value.isEmpty ? [] : [Setting(name, value)]
}

/// A switch as Asterisk writes it.
func yesNo(_ value: Bool) -> String { value ? "yes" : "no" }
