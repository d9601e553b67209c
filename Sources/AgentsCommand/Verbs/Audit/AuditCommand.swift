internal import ArgumentParser

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Read, check and prune the trail of what was done.",
    discussion: """
      Every change, refusal, failed login and look at secrets is a row: when, who, what,
      on whom, and each field before and after. Each row carries a hash of the one
      before it, so that an edited, removed or moved row is found.

        $ xcally-agents audit list --object mrossi
        $ xcally-agents audit verify
      """,
    subcommands: [
      AuditList.self, AuditShow.self, AuditRuns.self, AuditVerify.self, AuditPrune.self,
    ])
}
