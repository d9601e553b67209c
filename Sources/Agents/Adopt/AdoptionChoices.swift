/// How far a centre is taken over.
public enum AdoptionStep: Sendable {
  /// Store everything and hold it: for a centre whose files another program writes, and for a copy.
  case store
  /// Store everything and let Asterisk run it from our files, or nothing.
  case cutOver
  /// Let Asterisk run what is held; while the centre's own files have it still, wait until they do not.
  case finish(AdoptionWait? = nil)
}

/// How long to wait until another program has removed phones from its files.
public struct AdoptionWait: Sendable {
  let minutes: Int
  let isGivenUp: @Sendable () -> Bool

  /// - Parameters:
  ///   - minutes: Afterwards it does as if it had not waited.
  ///   - isGivenUp: Asked again and again; true ends it with `AgentsError.bulk(.interrupted)`.
  public init(minutes: Int, isGivenUp: @escaping @Sendable () -> Bool) {
    (self.minutes, self.isGivenUp) = (minutes, isGivenUp)
  }
}

/// Where the PINs go that are made for mailboxes whose own could not be kept: they stand nowhere else.
public struct NewPINs {
  /// Keeps them: called before anything that has them counts.
  let keep: ([(box: String, pin: String)]) throws -> Void
  /// They were never in force: what they were for was undone.
  let discard: () -> Void

  /// Keeps PINs, and discards them again.
  public init(
    keep: @escaping ([(box: String, pin: String)]) throws -> Void, discard: @escaping () -> Void
  ) {
    (self.keep, self.discard) = (keep, discard)
  }
}

/// What may be given up in taking a centre over.
public struct AdoptionConsent: Sendable {
  /// What is refused stays outside, and does not keep the others out.
  public var keepsGoing = false
  /// Phones may lose the rules that say from where they may register.
  public var losesAccessRules = false

  /// Nothing may be given up.
  public init() {}
}
