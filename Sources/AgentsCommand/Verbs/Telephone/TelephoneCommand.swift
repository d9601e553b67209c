internal import ArgumentParser

struct TelephoneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "telephone", abstract: "Manage telephones: extensions without an agent.",
    discussion: """
      They share the agents' usernames and internals, and have their voice fields. An external agent with hot desk
      chooses one at login.

        $ xcally-agents telephone create desk1 --full-name "Desk 1" --generate-password
      """,
    subcommands: [
      TelephoneCreate.self, TelephoneList.self, TelephoneShow.self, TelephoneEdit.self,
      TelephoneRename.self, TelephoneSetPassword.self, TelephoneDelete.self,
    ])
}
