internal import Foundation
internal import Subprocess
internal import SystemPackage

/// The smallest configuration with which Asterisk is as the product expects it.
struct LabConfiguration {
  private let asterisk: RunningAsterisk

  init(of asterisk: RunningAsterisk) { self.asterisk = asterisk }

  /// Makes the run directory with Debian's own configuration.
  func writeDebian() async throws {
    let script = Lab.repository.appending(path: "Tests/Lab/debian").systemPath
    let result = try await run(
      .path(FilePath(script)),
      arguments: [
        asterisk.root.systemPath, asterisk.runPath, asterisk.address, "\(asterisk.pjsipPort)",
      ], output: .discarded, error: .string(limit: 64 << 10))
    guard result.terminationStatus.isSuccess else { throw LabFailure(result.standardError) }
    try writeWrapper()
  }

  /// Makes the run directory: configuration, state, log, and the `asterisk` wrapper.
  func write() throws {
    let files = FileManager.default
    for directory in ["etc/asterisk/xcally", "run", "log", "spool", "lib/keys", "bin", "data"] {
      try files.createDirectory(
        at: asterisk.runDirectory.appending(path: directory), withIntermediateDirectories: true)
    }
    for (name, text) in configuration {
      try text.write(
        to: asterisk.configurationDirectory.appending(path: name), atomically: false,
        encoding: .utf8)
    }
    try writeWrapper()
    try LabPrompts.write(into: asterisk.runDirectory.appending(path: "data"))
  }

  private func writeWrapper() throws {
    let wrapper = asterisk.wrapperDirectory.appending(path: "asterisk")
    try wrapperScript.write(to: wrapper, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: wrapper.systemPath)
  }

  private var wrapperScript: String {
    """
    #!/bin/sh
    exec /usr/sbin/chroot '\(asterisk.root.systemPath)' /usr/sbin/asterisk -C \(asterisk.runPath)/etc/asterisk/asterisk.conf "$@"

    """
  }

  private var configuration: [String: String] {
    let common = [
      "asterisk.conf": directories, "manager.conf": manager,
      "modules.conf": LabModules.text(for: asterisk.version),
      "logger.conf": "[general]\n[logfiles]\nmessages => notice,warning,error\n",
      "extensions.conf": LabDialplan.text,
      "voicemail.conf": """
      [general]
      format = wav
      passwordlocation = spooldir
      #tryinclude xcally/voicemail_agents.conf

      """,
      "queues.conf": """
      [general]
      persistentmembers = no
      #tryinclude xcally/queues_agents.conf

      """,
      "queuerules.conf": "",
      // The core reads these files. If they are missing it logs errors.
      "acl.conf": "", "ccss.conf": "[general]\n", "cdr.conf": "[general]\n",
      "cel.conf": "[general]\n", "features.conf": "[general]\n", "udptl.conf": "[general]\n",
      "indications.conf": """
      [general]
      country = us
      [us]
      description = x
      ringcadence = 2000,4000
      ring = 440+480/2000,0/4000

      """,
      "pjproject.conf": "", "pjsip_wizard.conf": "", "rtp.conf": "[general]\n", "pjsip.conf": pjsip,
    ]
    return switch asterisk.version {
    case .v16: common.merging(["sip.conf": sip]) { $1 }
    case .v22: common
    }
  }

  private var directories: String {
    let run = asterisk.runPath
    return """
      [directories]
      astetcdir => \(run)/etc/asterisk
      astvarlibdir => \(run)/lib
      astdbdir => \(run)/lib
      astkeydir => \(run)/lib
      astspooldir => \(run)/spool
      astrundir => \(asterisk.socketDirectory)
      astlogdir => \(run)/log
      astdatadir => \(run)/data
      [options]
      nocolor = yes

      """
  }

  private var manager: String {
    """
    [general]
    enabled = yes
    bindaddr = \(asterisk.address)
    port = \(asterisk.managerPort)
    [lab]
    secret = \(asterisk.managerSecret)
    read = all
    write = all

    """
  }

  /// Every transport is on: a peer loses a transport that is off, without an error.
  private var sip: String {
    """
    [general]
    udpbindaddr = \(asterisk.address):\(asterisk.sipPort)
    tcpenable = yes
    tcpbindaddr = \(asterisk.address):\(asterisk.sipPort)
    tlsenable = yes
    tlsbindaddr = \(asterisk.address):5061
    tlscertfile = \(asterisk.certificate)
    tlsprivatekey = \(asterisk.privateKey)
    realm = asterisk
    allowguest = no
    alwaysauthreject = yes
    #tryinclude xcally/sip_agents.conf

    """
  }

  private var pjsip: String {
    """
    [transport-udp]
    type = transport
    protocol = udp
    bind = \(asterisk.address):\(asterisk.pjsipPort)
    #tryinclude xcally/pjsip_agents.conf

    """
  }
}

/// The dialplan of a centre.
///
/// The product writes the extensions of agents; the rest is here.
enum LabDialplan {
  /// `extensions.conf`.
  ///
  /// - `600` is an echo test.
  /// - `qNAME` enters the queue NAME, for at most 20 s.
  /// - `*90NUMBER`, for supervisors, listens to the agent with that internal.
  static let text = #"""
    [from-sip]
    include => xcally-agents
    exten => 600,1,Answer()
    same => n,Echo()
    exten => _q.,1,Queue(${EXTEN:1},,,,20)

    [from-supervisor]
    include => from-sip
    exten => _*90X.,1,Goto(xcally-agents-spy,${EXTEN:3},1)

    #tryinclude xcally/extensions_agents.conf

    """#
}

/// The prompts of the voicemail, each 20 ms of silence.
///
/// Without prompts `VoiceMail` gives up before it records, and `VoiceMailMain` before it plays; the real ones take ten
/// seconds.
enum LabPrompts {
  private static let names =
    ["vm-theperson", "vm-isunavail", "vm-isonphone", "vm-intro", "beep", "auth-thankyou"]
    + [
      "vm-password", "vm-incorrect", "vm-youhave", "vm-no", "vm-INBOX", "vm-message", "vm-messages",
      "vm-onefor", "vm-opts", "vm-helpexit", "vm-first", "vm-last", "vm-advopts", "vm-repeat",
      "vm-delete", "vm-toforward", "vm-savemessage", "vm-goodbye", "vm-options", "vm-tempgreeting",
      "vm-newpassword", "vm-reenterpassword", "vm-passchanged", "vm-mismatch",
      "vm-invalid-password",
    ] + (0...9).map { "digits/\($0)" }

  /// Makes Asterisk's data directory.
  static func write(into directory: URL) throws {
    let files = FileManager.default
    let sounds = directory.appending(path: "sounds/en")
    try files.createDirectory(
      at: sounds.appending(path: "digits"), withIntermediateDirectories: true)
    let silence = Data(repeating: 0xFF, count: 160)  // µ-law
    for name in names { try silence.write(to: sounds.appending(path: "\(name).ulaw")) }
    // Asterisk's modules read the documentation of their options.
    try files.createSymbolicLink(
      atPath: directory.systemPath + "/documentation",
      withDestinationPath: "/usr/share/asterisk/documentation")
  }
}
