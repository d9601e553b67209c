import Foundation
import TestSupport

/// Files as an administrator would write them, in the layout of the product: templates first, then
/// a block of agents, one of each typology.
///
/// `type`, `nat` and `allow` are never in a template: Asterisk uses the first `type` that it reads, and each `nat` and
/// `allow` adds to earlier ones.
enum HandWritten {
  static let templates = """
    [agent](!)
    host = dynamic
    context = from-sip
    disallow = all

    [webrtc](!,agent)
    transport = wss
    avpf = yes
    force_avp = yes
    icesupport = yes
    encryption = yes
    rtcp_mux = yes
    dtlsenable = yes
    dtlsverify = fingerprint
    dtlssetup = actpass

    #tryinclude xcally/sip_agents.d/*.conf

    """

  /// Each digest is `printf NAME:asterisk:NAME-password | md5sum`.
  static let agents = #"""
    [phone](agent)
    type = friend
    md5secret = f721ee019789cc623338f553e5b2aa10
    transport = udp,tcp
    nat = force_rport,comedia
    allow = ulaw,alaw
    callerid = "Mario \"M\" \\\; 日本" <1000>
    mailbox = 1000@default
    callgroup = 1,3-5,63
    pickupgroup = 0
    videosupport = yes

    [external](agent)
    type = friend
    md5secret = 27bff9009cdc1ad5b0974c2273189d03
    host = 192.0.2.10
    transport = tls,ws,wss
    nat = no
    allow = g722,g729,opus,gsm
    callerid = "Anna" <1001>
    encryption = yes

    [browser](webrtc)
    type = friend
    md5secret = a551ad270306c5fd3ee27ce6163811de
    dtlscertfile = /etc/lab.crt
    dtlsprivatekey = /etc/lab.key
    nat = force_rport,comedia
    allow = opus,ulaw
    callerid = "Wendy" <1002>

    [mobile](agent)
    type = peer
    md5secret = b46586206a3134f9cca5ee401a58f3de
    transport = udp,tcp
    outboundproxy = 127.0.0.1:15099
    nat = comedia
    allow = alaw
    callerid = "Mo" <1003>

    [user](agent)
    type = user
    md5secret = f793e4b5b0217d0ab50726b61e637c89
    transport = udp
    nat = no
    allow = alaw
    callerid = "User" <1004>

    """#

  /// Passwords that a shell, a URI or a configuration file might damage.
  ///
  /// Each digest is `printf NAME:asterisk:PASSWORD | md5sum` for the agents p0, p1, p2….
  static let passwords: [(password: String, digest: String)] = [
    (password: "with space", digest: "1a95611bf641a6c38b1233c8f856552e"),
    (password: "q\"uote", digest: "f26d47f00b1ac806edbf708b57251336"),
    (password: "ap'os", digest: "7a8f33465f1ccd389a2140a5583a67d4"),
    (password: "semi;colon", digest: "9e1aac9c427b1e02518d6e38dc2dfe3b"),
    (password: ";--", digest: "679fc502dc97cf81d4453072b430dbf3"),
    (password: "Ünï日本", digest: "8dea53cc6aefcfe9461b8177003bae94"),
    (password: "-lead", digest: "d3d561bc805bb4d6bba92123973f8971"),
    (password: "back\\slash", digest: "0fc21ee10fbb1725158672b447fcb8dd"),
    (password: "%41", digest: "9988c4a955726d975d95b2f3e55412a3"),
    (password: "a:b", digest: "746b698d94fdb8850026c220ea519a67"),
    (password: "trailing ", digest: "72b2c7b8f28085bdbe158dce2a936059"),
    (password: "$x`y`", digest: "e9dae1bab0bff88cfaaed6191d78f13f"),
    (password: "a,b=c", digest: "020700a4169f41e7c90a82912809d49d"),
  ]

  /// The agents p0, p1, p2… of `passwords`.
  static var passwordAgents: String {
    passwords.enumerated().map { number, row in
      """
      [p\(number)](agent)
      type = friend
      md5secret = \(row.digest)
      allow = alaw

      """
    }.joined()
  }

  /// Writes the templates and the block of agents.
  static func write(_ agents: String = agents, into asteriskDirectory: URL) throws {
    let blocks = asteriskDirectory.appending(path: "sip_agents.d")
    try FileManager.default.createDirectory(at: blocks, withIntermediateDirectories: true)
    try templates.write(
      to: asteriskDirectory.appending(path: "sip_agents.conf"), atomically: true, encoding: .utf8)
    try agents.write(
      to: blocks.appending(path: "1000-1999.conf"), atomically: true, encoding: .utf8)
  }
}
