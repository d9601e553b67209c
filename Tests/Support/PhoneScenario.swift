/// The steps of a scene for sipp, as XML.
///
/// sipp replaces the words in brackets by values of the call and of the last message.
struct PhoneScenario {
  /// The port on which a phone receives sound; calls use port 5060.
  static let voicePort = 4000

  private var steps: [String] = []

  /// The file.
  var text: String {
    // sipp refuses a variable that is set and never used.
    let usesMedia = steps.contains { $0.contains(Self.media) }
    let rest = usesMedia ? ["<Reference variables=\"whole\"/>"] : []
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <scenario name="phone">
      \((steps + rest).joined(separator: "\n"))
      </scenario>

      """
  }

  /// A step as XML.
  mutating func add(_ step: String) { steps.append(step) }

  mutating func label(_ name: String) { add("<label id=\"\(name)\"/>") }

  mutating func goOn(at label: String) { add("<nop next=\"\(label)\"/>") }

  /// Only answers requests of the other side, for longer than any test.
  mutating func idle() { add("<pause milliseconds=\"86400000\"/>") }

  /// Sends a request or a response.
  ///
  /// With `again` it is repeated until it is answered.
  mutating func send(_ lines: [String], sound: Bool = false, again: Bool = false) {
    var lines = lines
    if sound { lines.append("Content-Type: application/sdp") }
    lines += ["Content-Length: [len]", ""]
    if sound {
      lines += [
        "v=0", "o=- 1 1 IN IP4 [local_ip]", "s=-", "c=IN IP4 [local_ip]", "t=0 0",
        "m=audio \(Self.voicePort) RTP/AVP 0", "a=rtpmap:0 PCMU/8000",
      ]
    }
    let repeats = again ? " retrans=\"500\"" : ""
    add("<send\(repeats)><![CDATA[\n\(lines.joined(separator: "\n"))\n\n]]></send>")
  }

  /// Responds to the last request.
  ///
  /// - Parameter opens: whether the other side does not know this phone's tag yet.
  mutating func respond(_ status: String, opens: Bool = false, sound: Bool = false) {
    send(
      [
        "SIP/2.0 \(status)", "[last_Via:]", "[last_From:]",
        opens ? "[last_To:];tag=\(Self.tag)" : "[last_To:]", "[last_Call-ID:]", "[last_CSeq:]",
        "Contact: <sip:phone@[local_ip]:[local_port]>",
      ], sound: sound, again: sound)
  }

  static let tag = "[pid]-[call_number]"

  /// Waits for a message; `attributes` are sipp's.
  mutating func receive(_ message: String, _ attributes: String = "", action: String? = nil) {
    let content = action.map { "<action>\n\($0)\n</action>" } ?? ""
    add("<recv \(message) \(attributes)>\(content)</recv>")
  }

  /// Accepts an optional message before the next required one.
  mutating func mayReceive(_ message: String, _ attributes: String = "", action: String? = nil) {
    receive(message, "optional=\"true\" \(attributes)", action: action)
  }

  /// Goes to `label` at any status that refuses a call.
  mutating func mayBeRefused(_ label: String) {
    for status in [400, 403, 404, 408, 480, 481, 484, 486, 487, 488, 500, 501, 503, 600, 603] {
      mayReceive("response=\"\(status)\"", "next=\"\(label)\"")
    }
  }

  /// Talks until the other side hangs up, or for some time and then continues at "hang up".
  ///
  /// It ends at "end".
  mutating func talk(for duration: Duration? = nil) {
    // sipp uses the time limit of the first message that it waits for.
    let limit = duration.map { "timeout=\"\($0.milliseconds)\" ontimeout=\"hang up\"" } ?? ""
    label("talk")
    mayReceive("request=\"INVITE\"", "next=\"changed\" \(limit)", action: Self.media)
    receive("request=\"BYE\"")
    respond("200 OK")
    goOn(at: "end")
    // Asterisk may offer sound again.
    label("changed")
    respond("200 OK", sound: true)
    receive("request=\"ACK\"")
    goOn(at: "talk")
  }

  /// An action that prints where the other side receives sound, as `media CALL-ID ADDRESS PORT`.
  static let media = """
    <ereg regexp="c=IN IP4 ([0-9.]+)" search_in="body" assign_to="whole,address"/>
    <ereg regexp="m=audio ([0-9]+)" search_in="body" assign_to="whole,port"/>
    <log message="media [call_id] [$address] [$port]"/>
    """
}

extension Duration {
  /// In sipp's format.
  var milliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}
