/// Everything that is kept of an agent's password.
package struct Credential: Equatable, Sendable {
  /// What a login is compared with; nil = no login before a password is set, while the phone registers.
  package let hash: PasswordHash?
  package let sip: SIPDigest

  package init(hash: PasswordHash?, sip: SIPDigest) {
    self.hash = hash
    self.sip = sip
  }

  /// The slow hash for the login, and the digests for the phone, of one password.
  package init(hash: PasswordHash, username: Username, _ realm: Realm, _ password: Secret) {
    self.init(hash: hash, sip: SIPDigest(username: username, realm: realm, password: password))
  }
}
