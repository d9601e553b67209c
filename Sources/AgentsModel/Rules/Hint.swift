/// How to fix what a finding says.
///
/// What a caller of the library does in a way of its own is named by what it is for; the caller has
/// the words, such as those of a command line.
public enum Hint: Equatable, Sendable, ExpressibleByStringInterpolation {
  /// Half a sentence that is true of every caller.
  case words(String)
  /// The name that was probably meant.
  case didYouMean(String)

  /// Look at what fields there are.
  case seeFields
  /// Look at what queues there are.
  case seeQueues
  /// Look at what agents there are; only at those who meet this condition, where there is one.
  case seeAgents(where: String?)

  /// Give this setting this value.
  case set(setting: String, to: String)
  /// Set one of these fields, each as `field=value`.
  case assign([String])
  /// Set or remove the picture as such, not as a field.
  case givePicture
  /// Keep or drop settings, not as a field.
  case keepSettings
  /// The field changes when a password is set.
  case setPassword
  /// Say where Asterisk's files are: setting `asteriskDir`.
  case chooseDirectory
  /// Set the password of this agent again.
  case renewDigest(String)
  /// Set the passwords of all phones again, and name the realm to Asterisk.
  case renewDigests
  /// Set this field of the members to false, or give the queue another strategy.
  case endAutoAnswer(field: String)
  /// Give the agents the module voice.
  case showCallLists
  /// Move all agents of this context to another.
  case leaveContext(String, for: String)

  /// End the lock of this account.
  case unlock(String)
  /// Set the password of the login alone, where the phone is to stay as it is.
  case leavePhone
  /// Set the password of the phone, too.
  case setPhone
  /// Give the telephone another name, and a password with it.
  case renameTelephone
  /// Make a telephone.
  case makeTelephone
  /// Log an agent on at a telephone, or off.
  case logOn
  /// Log this agent off from the telephone.
  case logOff(String)
  /// Let this agent use hot desk, which only external agents do.
  case giveHotDesk(String, isExternal: Bool)
  /// Enable this agent.
  case enable(String)
  /// Let this telephone be called.
  case letBeCalled(String)
  /// Switch the client logs off when they are not needed any more.
  case endLogs

  /// Bring the agent back with another number.
  case restoreWithInternal
  /// Undo the rest, and leave these as they are.
  case skipConflicts
  /// Change the queue that is there.
  case editQueue
  /// Put agents into the queue, or a team.
  case addMembers
  /// Take the agent out of the team, or the team out of the queue.
  case leaveTeam
  /// Change the operator that is there.
  case editOperator
  /// Make this operator a user.
  case makeUser(String)
  /// Begin with an operator who is an admin.
  case addAdmin
  /// Make another operator an admin first.
  case addOtherAdmin
  /// Give this operator a queue.
  case giveQueue(String)

  /// Add the column of the username.
  case addNameColumn
  /// Add the line that names the columns.
  case addHeader
  /// Say that this character stands between cells.
  case chooseDelimiter(Character)
  /// Say what happens to agents that are there already.
  case chooseOnDuplicate
  /// An export that a spreadsheet cannot change.
  case protectZeros
  /// Have groups that are not there made.
  case makeGroups

  /// Go on without what is refused.
  case goOnWithout
  /// Store what is found, and let it be held.
  case storeAndHold
  /// Store it, remove it where it is made, then finish.
  case storeAndFinish
  /// Remove it where it is made, then finish.
  case removeThere
  /// Consent to lose the rules, or leave the phones out.
  case giveUpRules
  /// Leave the phone out.
  case leaveOut
  /// Delete what is held, then begin again.
  case forgetHeld
  /// Write what is owed first.
  case applyFirst

  /// Words that are true of every caller.
  public init(stringLiteral value: String) { self = .words(value) }
}
