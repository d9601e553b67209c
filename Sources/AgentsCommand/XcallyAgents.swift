internal import ArgumentParser

/// The root command: all commands, in groups.
struct XcallyAgents: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "xcally-agents",
    abstract: "Manage the agents of a contact centre built on Asterisk.",
    discussion: """
      Agents live in one SQLite file; every change also brings the files up to date
      with which their phones register and ring.

      Create an agent with a password that is made and shown once:
        $ xcally-agents create mrossi --full-name "Mario Rossi" \\
            --email mario.rossi@example.com --generate-password

      Show everybody whose e-mail is at example.com:
        $ xcally-agents list --where email~@example.com

      Exit statuses: 0 done, 1 differs, 64 usage, 65 refused, 66 not found,
      69 Asterisk or mail unavailable, 70 a bug, 73/74 files, 75 busy, 77 not
      allowed, 78 configuration, 130 interrupted.
      """,
    version: Version.text,
    groupedSubcommands: [
      CommandGroup(
        name: "Agents",
        subcommands: [
          Create.self, List.self, Show.self, Edit.self, Delete.self, Restore.self, Enable.self,
          Disable.self, Unlock.self, SetPassword.self, VerifyPassword.self,
          ResetPasswordCommand.self, Invite.self, Undo.self,
        ]),
      CommandGroup(
        name: "Bulk", subcommands: [ExportCSV.self, ImportCSV.self, CentreCommand.self]),
      CommandGroup(
        name: "Queues, teams, profiles",
        subcommands: [
          AddToQueue.self, RemoveFromQueue.self, Move.self, AddToGroup<Teams>.self,
          RemoveFromGroup<Teams>.self,
          AddToGroup<Profiles>.self, RemoveFromGroup<Profiles>.self, QueueCommand.self,
          GroupCommand<Teams>.self,
          GroupCommand<Profiles>.self,
        ]),
      CommandGroup(
        name: "Telephones", subcommands: [TelephoneCommand.self, Logon.self, Logoff.self]),
      CommandGroup(name: "Client logs", subcommands: [LogsCommand.self]),
      CommandGroup(name: "Interactions", subcommands: [Capacity.self, MaskPreview.self]),
      CommandGroup(name: "Operators", subcommands: [OperatorCommand.self]),
      CommandGroup(name: "Audit", subcommands: [AuditCommand.self]),
      CommandGroup(name: "Backup", subcommands: [Backup.self, RestoreBackup.self]),
      CommandGroup(name: "Reference", subcommands: [Fields.self, SettingsCommand.self]),
      CommandGroup(
        name: "Asterisk",
        subcommands: [
          Apply.self, Status.self, Doctor.self, Diff.self, Adopt.self,
        ]),
    ])
}

extension XcallyAgents {
  /// The same beginning as our own errors have.
  static var _errorPrefix: String { "error: " }
}

/// The release.
package enum Version {
  package static let text = "0.1.0"
  /// The date of the release, for the manual.
  package static let date = "November 24, 2026"
}
