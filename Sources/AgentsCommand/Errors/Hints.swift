internal import AgentsModel

extension Hint {
  /// What to do or to type next: the one place where the hints of findings get their verbs and options.
  var text: String {
    switch self {
    case .words(let text): text
    case .didYouMean(let name): "did you mean \(name)?"
    case .seeFields: "\"xcally-agents fields\" lists them"
    case .seeQueues: "\"xcally-agents queue list\" shows them"
    case .seeAgents(let condition):
      "\"xcally-agents list\(condition.map { " --where \($0)" } ?? "")\" shows them"
    case .set(let key, let value): "xcally-agents settings set \(key) \(value)"
    case .assign(let assignments): assignments.map { "--set \($0)" }.joined(separator: ", or ")
    case .givePicture: "use --avatar FILE or --no-avatar"
    case .keepSettings: "use --keep KEY=VALUE and --drop KEY"
    case .setPassword: "it follows set-password"
    case .chooseDirectory: "\"xcally-agents settings set asteriskDir DIR\""
    case .renewDigest(let username): "\"xcally-agents set-password \(username)\""
    case .renewDigests:
      "\"xcally-agents set-password USERNAME\"; Asterisk must name the realm, too: "
        + "in [general] of sip.conf, or [global] of pjsip.conf"
    case .endAutoAnswer(let key): "--set \(key)=false, or another strategy"
    case .showCallLists: "--set permissions+=voice shows the call lists"
    case .leaveContext(let name, let other):
      "xcally-agents edit --where context=\(name) --set context=\(other)"
    case .unlock(let username): "\"xcally-agents unlock \(username)\" does"
    case .leavePhone: "\"xcally-agents set-password --login-only\" leaves a phone as it is"
    case .setPhone: "leave out --login-only"
    case .renameTelephone:
      "\"xcally-agents telephone rename\" gives it another, and a password with it"
    case .makeTelephone: "\"xcally-agents telephone create\" makes one"
    case .logOn: "use \"xcally-agents logon\" and \"xcally-agents logoff\""
    case .logOff(let username): "\"xcally-agents logoff \(username)\" frees it"
    case .giveHotDesk(let username, let isExternal):
      "xcally-agents edit \(username)\(isExternal ? "" : " --typology external") --set hotdesk=true"
    case .enable(let username): "xcally-agents enable \(username)"
    case .letBeCalled(let name): "xcally-agents telephone edit \(name) --set type=friend"
    case .endLogs: "\"xcally-agents logs disable\" when they are not needed any more"
    case .restoreWithInternal: "--internal N brings one agent back with another number"
    case .skipConflicts: "--skip-conflicts leaves these as they are, and undoes the rest"
    case .editQueue: "\"xcally-agents queue edit\" changes it"
    case .addMembers: "use \"xcally-agents add-to-queue\", or \"queue edit --team\""
    case .leaveTeam: "\"xcally-agents remove-from-team\", or \"queue edit --no-team\""
    case .editOperator: "\"xcally-agents operator edit\" changes what an operator may do"
    case .makeUser(let login): "--role user makes \(login) a user"
    case .addAdmin: "xcally-agents operator add LOGIN --role admin"
    case .addOtherAdmin: "make another one first: xcally-agents operator add LOGIN --role admin"
    case .giveQueue(let login): "xcally-agents operator edit \(login) --queue CHANNEL:NAME"
    case .addNameColumn: "add it; --template shows a header"
    case .addHeader: "the first line names the columns; --template shows one"
    case .chooseDelimiter("\t"): "--delimiter tab"
    case .chooseDelimiter(let character): "--delimiter '\(character)'"
    case .chooseOnDuplicate:
      "--on-duplicate update changes the agent, --on-duplicate skip leaves it"
    case .protectZeros:
      "spreadsheets do that, unless the file comes from \"export-csv --spreadsheet-safe\""
    case .makeGroups: "--create-groups makes what is missing"
    case .goOnWithout: "--keep-going leaves it where it is"
    case .storeAndHold: "\"xcally-agents adopt DIR --store\" stores what it finds, also of a copy"
    case .storeAndFinish: "store them with --store, remove them there, then use --finish"
    case .removeThere:
      "remove it where it is made, and apply there; --finish --wait MINUTES waits for that"
    case .giveUpRules: "--yes gives it up; --except leaves them where they are"
    case .forgetHeld:
      "--roll-back --forget moves it to the bin, for another --cut-over; --finish lets it live where the files have it no more"
    case .leaveOut: "--except leaves it where it is"
    case .applyFirst: "run \"xcally-agents apply\" first"
    }
  }
}
