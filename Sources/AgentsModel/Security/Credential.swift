/// Everything that is kept of an agent's password.
package struct Credential: Equatable, Sendable {
  /// What a login is compared with.
  ///
  /// nil = the phone registers, but nobody can log in until a password is set.
  package let hash: PasswordHash?
  package let sip: SIPDigest

  package init(hash: PasswordHash?, sip: SIPDigest) {
    self.hash = hash
    self.sip = sip
  }

  /// The slow hash for logins and the digests for the phone, from one password.
  ///
  /// - Parameter user: The name that the phone logs in with.
  package init(hash: PasswordHash, user: String, _ realm: Realm, _ password: Secret) {
    self.init(hash: hash, sip: SIPDigest(user: user, realm: realm, password: password))
  }
}
