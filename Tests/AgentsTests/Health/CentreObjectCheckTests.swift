import Agents
import AgentsModel
import Foundation
import TestSupport
import Testing

/// The centre's own mailboxes, queues and agents.
@Suite struct CentreObjectCheckTests {
  @Test(arguments: mailboxes + queues + agents)
  func `what agents, queues and mailboxes lack is found`(breaking: Break) async throws {
    try await breaking.check()
  }

  private static let mailboxes = [
    Break("a PIN in the spool", ["voicemail.pin-overridden warning 1000"], at: "secret.conf") {
      try $0.makeDirectory("spool/voicemail/default/1000")
      try $0.scratch.write(
        "[General]\nPassword=1111\n", to: "spool/voicemail/default/1000/secret.conf")
    },
    Break(
      "a PIN in the spool, while others are in voicemail.conf",
      ["voicemail.pin-overridden warning 1000"], at: "secret.conf"
    ) {
      try $0.makeDirectory("spool/voicemail/default/1000")
      try $0.scratch.write(
        "[general]\npassword=1111\n", to: "spool/voicemail/default/1000/secret.conf")
      try $0.replace("spooldir", "voicemail.conf", in: "voicemail.conf")
    },
    Break("messages of nobody", ["voicemail.orphan info 7777"], at: "7777") {
      try $0.makeDirectory("spool/voicemail/default/7777/INBOX")
      try $0.makeDirectory("spool/voicemail/default/1001/INBOX")
      try $0.makeDirectory("spool/voicemail/default/8888/INBOX")
      try $0.replace("#include", "[default]\n8888 => 1,X\n#include", in: "voicemail.conf")
    },
    Break("messages in a database", []) {
      try $0.makeDirectory("spool/voicemail/default/7777")
      try $0.replace("format", "odbcstorage = x\nformat", in: "voicemail.conf")
    },
  ]

  private static let queues = [
    Break("an empty queue", ["queue.empty warning voice:night"]) {
      _ = try await $0.centre.create(QueueName("voice:night"))
      _ = try await $0.centre.create(QueueName("chat:help"))
    },
    Break(
      "a queue of agents who cannot be rung",
      ["queue.empty warning voice:night", "queue.no-voice warning voice:night"]
    ) {
      _ = try await $0.centre.create(QueueName("voice:night"))
      _ = try await $0.centre.add(.named(["mrossi"]), to: .named([QueueMembership("voice:night")]))
      try await $0.edit("mrossi", "type=user")
      _ = try await $0.centre.remove(
        .named(["mrossi"]), from: .named([QueueMembership("voice:sales")]))
    },
    Break("an agent without the module", ["queue.no-voice warning voice:sales"]) {
      try await $0.edit("mrossi", "permissions=chat,mail")
    },
    Break(
      "wrap-up times that 22 loses", .pjsip, ["queue.shared-lastcall warning queues.conf"],
      at: "queues.conf 3"
    ) {
      try $0.replace(
        "persistentmembers = yes", "persistentmembers = yes\nShared_LastCall = on",
        in: "queues.conf")
    },
    Break("wrap-up times that 16 keeps", []) {
      try $0.replace("persistentmembers = yes", "shared_lastcall = yes", in: "queues.conf")
    },
  ]

  private static let agents = [
    Break("an agent in no queue", ["agent.idle info lgreen"]) {
      try await $0.add(["lgreen"], to: "")
    },
    Break("two agents in no queue", ["agent.idle info "]) {
      try await $0.add(["lgreen", "lred"], to: "")
    },
    Break("an agent without a password", ["agent.no-digest warning lgreen"]) {
      try await $0.add(["lgreen"], hasPassword: false)
    },
    Break("a disabled agent without a password", []) {
      try await $0.add(["lgreen"], hasPassword: false)
      _ = try await $0.centre.disable(.named(["lgreen"]))
    },
    Break("a locked agent", ["agent.locked info mrossi"]) { place in
      try await place.setPassword(of: "mrossi")
      for _ in 0..<5 { _ = try place.centre.verify(Secret("Wrong-Day1"), of: "mrossi") }
    },
  ]
}
