internal import AgentsModel
internal import AgentsSystem
internal import Synchronization
internal import SystemPackage

/// Hashes many passwords on all processors.
///
/// It is by far the slowest part of an import, so it comes before the transaction and only for
/// passwords that change.
final class PasswordHashing: Sendable {
  private let passwords: [ImportPlan.NewPassword]
  private let realm: Realm
  private let centre: Centre
  private let results = Mutex(Results())
  private let next = Atomic<Int>(0)
  private let done = Atomic<Int>(0)

  private struct Results {
    var credentials: [Int: Credential] = [:]
    var findings: [Finding] = []
    var failure: AgentsError?
  }

  init(_ passwords: [ImportPlan.NewPassword], _ realm: Realm, _ centre: Centre) {
    self.passwords = passwords
    self.realm = realm
    self.centre = centre
  }

  /// - Returns: row → hashes.
  /// - Throws: `AgentsError.bulk(.interrupted)`; `.refused` for passwords that were used before.
  func run() async throws -> [Int: Credential] {
    guard !passwords.isEmpty else { return [:] }
    centre.tell(.began(.hashing, steps: passwords.count))
    defer { centre.tell(.ended) }
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<min(Processors.count, passwords.count) {
        group.addTask { self.work() }
      }
    }
    guard !centre.isInterrupted() else { throw AgentsError.bulk(.interrupted) }
    return try results.withLock { results in
      if let failure = results.failure { throw failure }
      guard results.findings.isEmpty else {
        throw AgentsError.refused(results.findings.sorted { ($0.line ?? 0) < ($1.line ?? 0) })
      }
      return results.credentials
    }
  }

  /// Takes passwords until there are no more.
  private func work() {
    while !centre.isInterrupted() {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < passwords.count else { return }
      hash(passwords[index])
      centre.tell(.advanced(to: done.add(1, ordering: .relaxed).newValue))
    }
  }

  private func hash(_ password: ImportPlan.NewPassword) {
    do throws(AgentsError) {
      guard !password.earlier.contains(where: { $0.matches(password.secret) }) else {
        var finding = PasswordPolicy.reused
        finding.line = password.line
        finding.subject = password.username.text
        return results.withLock { $0.findings.append(finding) }
      }
      let credential = Credential(
        hash: try PasswordHash(of: password.secret), sip: password.sip(realm))
      results.withLock { $0.credentials[password.row] = credential }
    } catch {
      results.withLock { $0.failure = error }
    }
  }
}

/// The file with generated passwords.
///
/// It is written before anything is stored, so that no agent has a
/// password that nobody knows.
struct GeneratedPasswords {
  private let path: FilePath

  /// - Throws: `SystemError` if the file exists: it may contain the passwords of another run.
  static func check(_ passwords: [ImportPlan.NewPassword], _ path: String?) throws {
    guard let path, passwords.contains(where: \.isGenerated) else { return }
    try PrivateFile.check(FilePath(path), isNew: true)
  }

  /// Writes `username,password` for each; nil if none was generated.
  init?(_ passwords: [ImportPlan.NewPassword], _ path: String?) throws {
    let made = passwords.filter(\.isGenerated)
    guard let path, !made.isEmpty else { return nil }
    self.path = FilePath(path)
    try PrivateFile.replace(at: self.path, isNew: true) { file in
      try file.write(CSVWriter.row(["username", "password"]))
      for password in made {
        try file.write(
          CSVWriter.row([password.username.text, password.secret.reveal() ?? ""]))
      }
    }
  }

  /// Removes the file after an import that stored nothing.
  func discard() { _ = try? AtomicFile.remove(at: path) }
}
