internal import Foundation
internal import TestSupport
internal import Testing

/// The playbook of docs/ansible.md, with Debian's Ansible.
struct AnsibleTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test(.timeLimit(.minutes(10)))
  func `the second run changes nothing`() async throws {
    try scratch.write(Self.playbook(), to: "play.yml")
    try scratch.write(
      "name,fullname,email,queues\nanna,Anna Bianchi,anna@example.com,voice:sales\n"
        + "ugo,Ugo Gialli,ugo@example.com,\n", to: "agents.csv")
    try scratch.write("supervisor_password: Sunny-Day1\n", to: "secrets.yml")
    let directory = scratch.path + "/asterisk/xcally"
    let made = try await Program.shell(
      "mkdir -p \(directory) && xcally-agents settings set asteriskDir \(directory) -q", in: scratch
    )
    #expect(made.status == 0, "\(made.errors)")
    let first = try await play()
    #expect(first.changed > 0, "\(first.output)")
    #expect(try await play().changed == 0)
    // What differs is changed, and nothing else.
    try scratch.write(
      "name,fullname,email,queues\nanna,Anna Neri,anna@example.com,voice:sales\n", to: "agents.csv")
    #expect(try await play().changed == 1)
    #expect(!first.output.contains("Sunny-Day1"))
    let right = try await Program.shell(
      "echo Sunny-Day1 | xcally-agents verify-password mrossi --password-stdin", in: scratch)
    #expect(right.status == 0, "\(right.errors)")
  }

  private func play() async throws -> (changed: Int, output: String) {
    let result = try await Program.shell(
      "ansible-playbook -v -i pbx, -c local -e @secrets.yml play.yml", in: scratch,
      environment: ["ANSIBLE_PYTHON_INTERPRETER": "/usr/bin/python3", "ANSIBLE_NOCOLOR": "1"])
    #expect(result.status == 0, "\(result.output) \(result.errors)")
    let recap = try #require(result.output.firstMatch(of: /ok=\d+\s+changed=(\d+)/))
    return (try #require(Int(recap.1)), result.output)
  }

  /// The YAML of the document.
  private static func playbook() throws -> String {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/ansible.md").standardized
    let text = try String(contentsOf: url, encoding: .utf8)
    return String(try #require(text.firstMatch(of: /(?s)```yaml\n(.*?)```/)).1)
  }
}
