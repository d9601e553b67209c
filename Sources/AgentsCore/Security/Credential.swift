/// Everything that is kept of an agent's password.
package struct Credential: Equatable, Sendable {
  package let hash: PasswordHash
  package let sip: SIPDigest

  package init(hash: PasswordHash, sip: SIPDigest) {
    self.hash = hash
    self.sip = sip
  }

  /// Hash for the login and digests for the phone, of one password.
  package init(username: Username, realm: Realm, password: Secret) throws(AgentsError) {
    self.init(
      hash: try PasswordHash(of: password),
      sip: SIPDigest(username: username, realm: realm, password: password))
  }
}
