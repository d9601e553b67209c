internal import AgentsModel

// Reasons and values of a centre that is taken over, as they are told.

extension AdoptionPlan.Left {
  var reason: String { why + (remedy?.words ?? "") }
}

extension AdoptionPlan.Lost {
  var shownValue: String { shown(value, ofSetting: key) }

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
