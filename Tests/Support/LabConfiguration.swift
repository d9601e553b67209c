internal import Foundation

/// The smallest configuration that gives Asterisk what the product expects of its host.
struct LabConfiguration {
  private let asterisk: RunningAsterisk

  init(of asterisk: RunningAsterisk) { self.asterisk = asterisk }

  /// Lays out the run directory: configuration, state, log, and the `asterisk` wrapper.
  func write() throws {
    let files = FileManager.default
    for directory in ["etc/asterisk/xcally", "run", "log", "spool", "lib/keys", "bin"] {
      try files.createDirectory(
        at: asterisk.runDirectory.appending(path: directory), withIntermediateDirectories: true)
    }
    for (name, text) in configuration {
      try text.write(
        to: asterisk.configurationDirectory.appending(path: name), atomically: false,
        encoding: .utf8)
    }
    let wrapper = asterisk.wrapperDirectory.appending(path: "asterisk")
    try wrapperScript.write(to: wrapper, atomically: false, encoding: .utf8)
    try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: wrapper.systemPath)
  }

  private var wrapperScript: String {
    """
    #!/bin/sh
    exec /usr/sbin/chroot '\(asterisk.root.systemPath)' /usr/sbin/asterisk -C \(asterisk.runPath)/etc/asterisk/asterisk.conf "$@"

    """
  }

  private var configuration: [String: String] {
    let common = [
      "asterisk.conf": directories, "modules.conf": modules, "manager.conf": manager,
      "logger.conf": "[general]\n[logfiles]\nmessages => notice,warning,error\n",
      "extensions.conf": "[from-sip]\nexten => _X.,1,Dial(SIP/${EXTEN},10)\n",
      "voicemail.conf": """
      [general]
      format = wav
      passwordlocation = spooldir
      #tryinclude xcally/voicemail_agents.conf

      """,
      // Asked for by the core; absent they would be errors in the log.
      "acl.conf": "", "ccss.conf": "[general]\n", "cdr.conf": "[general]\n",
      "cel.conf": "[general]\n", "features.conf": "[general]\n", "udptl.conf": "[general]\n",
      "indications.conf":
        "[general]\ncountry = us\n[us]\ndescription = x\nringcadence = 2000,4000\n",
      "pjproject.conf": "", "rtp.conf": "[general]\n",
    ]
    let driver =
      switch asterisk.version {
      case .v16: ["sip.conf": sip]
      case .v22: ["pjsip.conf": pjsip]
      }
    return common.merging(driver) { $1 }
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
      astrundir => \(run)/run
      astlogdir => \(run)/log
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

  /// Every transport is on: a peer that lists one that is off loses it without an error.
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
    ; "qualify" asks a phone how it is before the registration is answered; sipsak would take that
    ; for the answer. So it is sent to nobody.
    outboundproxy = 127.0.0.1:9
    #tryinclude xcally/sip_agents.conf

    """
  }

  private var pjsip: String {
    """
    [transport-udp]
    type = transport
    protocol = udp
    bind = \(asterisk.address):\(asterisk.sipPort)
    #tryinclude xcally/pjsip_agents.conf

    """
  }

  /// Nothing that opens a port of its own.
  private var modules: String {
    let list =
      switch asterisk.version {
      case .v16:
        """
        pbx_config res_timing_timerfd res_sorcery_config res_pjproject res_rtp_asterisk res_srtp
        res_crypto res_http_websocket codec_ulaw codec_alaw codec_gsm format_wav app_voicemail
        app_dial app_echo res_clioriginate chan_sip
        """
      case .v22:
        """
        pbx_config res_timing_timerfd res_sorcery_config res_sorcery_memory res_sorcery_astdb
        res_pjproject res_rtp_asterisk res_srtp res_crypto res_http_websocket codec_ulaw codec_alaw
        codec_gsm format_wav app_voicemail app_dial app_echo res_pjsip res_pjsip_session
        res_pjsip_pubsub res_pjsip_authenticator_digest res_pjsip_endpoint_identifier_user
        res_pjsip_endpoint_identifier_ip res_pjsip_registrar res_pjsip_sdp_rtp res_pjsip_nat
        res_pjsip_caller_id res_clioriginate chan_pjsip
        """
      }
    let loads = list.split(whereSeparator: \.isWhitespace).map { "load = \($0).so\n" }
    return "[modules]\nautoload = no\n" + loads.joined()
  }
}
