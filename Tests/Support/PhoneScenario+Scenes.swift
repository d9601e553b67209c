extension PhoneScenario {
  /// A REGISTER with its digest, then idle.
  static func registration(of name: String) -> PhoneScenario {
    func request(_ sequence: Int) -> [String] {
      [
        "REGISTER sip:[remote_ip]:[remote_port] SIP/2.0",
        "Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch];rport", "Max-Forwards: 70",
        "From: <sip:\(name)@[remote_ip]>;tag=\(tag)", "To: <sip:\(name)@[remote_ip]>",
        "Call-ID: [call_id]", "CSeq: \(sequence) REGISTER",
        "Contact: <sip:\(name)@[local_ip]:[local_port]>", "Expires: 120", "User-Agent: sipp",
      ]
    }
    var scene = PhoneScenario()
    scene.send(request(1), again: true)
    scene.mayReceive("response=\"100\"")
    scene.receive("response=\"401\"", "auth=\"true\"")
    scene.send(request(2) + ["[authentication]"], again: true)
    scene.mayReceive("response=\"100\"")
    scene.receive("response=\"200\"")
    scene.idle()
    return scene
  }

  /// How a phone answers requests from outside: a call, Asterisk's check that the phone is still there, a notice about
  /// waiting messages.
  static func reception(_ manner: Phone.Manner) -> PhoneScenario {
    var scene = PhoneScenario()
    scene.mayReceive("request=\"OPTIONS\"", "next=\"well\"")
    scene.mayReceive("request=\"NOTIFY\"", "next=\"well\"")
    scene.receive(
      "request=\"INVITE\"",
      action: media + """

        <ereg regexp="[0-9]+" search_in="hdr" header="CSeq:" assign_to="sequence"/>
        """)
    switch manner {
    case .isBusy:
      scene.respond("486 Busy Here", opens: true)
      scene.receive("request=\"ACK\"")
      scene.goOn(at: "end")
    case .rings:
      scene.respond("180 Ringing", opens: true)
      scene.receive("request=\"CANCEL\"")
      scene.goOn(at: "cancelled")
    case .answers(let after):
      scene.respond("180 Ringing", opens: true)
      scene.receive(
        "request=\"CANCEL\"",
        "timeout=\"\(max(after.milliseconds, 1))\" ontimeout=\"answer\" next=\"cancelled\"")
      scene.label("answer")
      scene.respond("200 OK", opens: true, sound: true)
      scene.receive("request=\"ACK\"")
      scene.talk()
    }
    scene.label("cancelled")
    scene.respond("200 OK", opens: true)
    scene.send(
      [
        "SIP/2.0 487 Request Terminated", "[last_Via:]", "[last_From:]", "[last_To:];tag=\(tag)",
        "[last_Call-ID:]", "CSeq: [$sequence] INVITE",
      ], again: true)
    scene.receive("request=\"ACK\"")
    scene.goOn(at: "end")
    scene.label("well")
    scene.respond("200 OK")
    scene.label("end")
    return scene
  }

  /// A call: an INVITE with its digest, sound for the time `talking`, and a BYE.
  ///
  /// - Parameters:
  ///   - talking: how long the caller talks.
  ///   - patience: how long it may ring before the caller gives up.
  static func call(
    to number: String, from name: String, talking: Duration, patience: Duration
  ) -> PhoneScenario {
    // A CANCEL and the ACK of a refusal use the branch of their INVITE.
    func request(_ method: String, _ sequence: Int, branch: Int, knowsTag: Bool = true) -> [String]
    {
      [
        "\(method) sip:\(number)@[remote_ip]:[remote_port] SIP/2.0",
        "Via: SIP/2.0/UDP [local_ip]:[local_port];branch=z9hG4bK-[pid]-\(branch);rport",
        "Max-Forwards: 70", "From: <sip:\(name)@[remote_ip]>;tag=\(tag)",
        "To: <sip:\(number)@[remote_ip]>\(knowsTag ? "[peer_tag_param]" : "")",
        "Call-ID: [call_id]", "CSeq: \(sequence) \(method)",
        "Contact: <sip:\(name)@[local_ip]:[local_port]>",
      ]
    }
    let ringing = "timeout=\"\(patience.milliseconds)\" ontimeout=\"give up\""

    var scene = PhoneScenario()
    scene.send(request("INVITE", 1, branch: 1, knowsTag: false), sound: true, again: true)
    scene.mayReceive("response=\"100\"")
    scene.mayReceive("response=\"407\"", "auth=\"true\" next=\"authenticate\"")
    scene.mayBeRefused("refused at once")
    scene.receive("response=\"401\"", "auth=\"true\"")
    scene.label("authenticate")
    scene.send(request("ACK", 1, branch: 1))
    scene.send(
      request("INVITE", 2, branch: 2, knowsTag: false) + ["[authentication]"], sound: true,
      again: true)
    scene.mayReceive("response=\"100\"", ringing)
    scene.mayReceive("response=\"180\"", ringing)
    scene.mayReceive("response=\"183\"", ringing, action: media)
    scene.mayBeRefused("refused")
    scene.receive("response=\"200\"", ringing, action: media)
    scene.send(request("ACK", 2, branch: 3))
    scene.talk(for: talking)

    scene.label("hang up")
    scene.send(request("BYE", 3, branch: 4), again: true)
    scene.receive("response=\"200\"")
    scene.goOn(at: "end")

    scene.label("give up")
    scene.send(request("CANCEL", 2, branch: 2, knowsTag: false), again: true)
    scene.receive("response=\"200\"")
    scene.receive("response=\"487\"")
    scene.label("refused")
    scene.send(request("ACK", 2, branch: 2))
    scene.goOn(at: "end")

    scene.label("refused at once")
    scene.send(request("ACK", 1, branch: 1))
    scene.label("end")
    return scene
  }
}
