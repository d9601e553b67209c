internal import AgentsModel

// Reasons and values of a centre that is taken over, as they are told.

extension AdoptionPlan.Left {
  var reason: String { why + (remedy?.words ?? "") }
}

/// The value of a line, without a secret: that of a variable is known by its name.
func shown(_ value: String, of key: String) -> String {
  if holdsSecret(setting: key) { return "***" }
  let name = value.prefix { $0 != "=" }
  return name.count < value.count && holdsSecret(setting: String(name)) ? "\(name)=***" : value
}

extension AdoptionPlan.Lost {
  var shownValue: String { shown(value, of: key) }

  var reason: String { why + (remedy?.words ?? "") }
}

extension AdoptionPlan.Refused {
  var reason: String { why + (remedy?.words ?? "") }
}

extension AdoptionPlan.Remedy {
  /// The end of the sentence, with the option.
  fileprivate var words: String {
    switch self {
    case .giveEmail: ": --domain or --map gives one"
    case .choosePassword: ": --map names it"
    case .makeAgent: ": --agents or --map makes one"
    case .makePhonebar: "; --typology phonebar keeps it"
    case .renewPIN: " (--new-pins FILE takes it over with a new one)"
    case .believeFiles: ". Export the table to CSV (docs), or --ignore-realtime"
    case .nameRealm: ": --realm names the one that all use"
    }
  }
}
