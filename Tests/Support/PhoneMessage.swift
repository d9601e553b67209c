/// One line of sipp's output during a scene.
enum PhoneMessage: Equatable, Sendable {
  /// A SIP message, with its request or status.
  case signal(Signal)
  /// Where the other side of a call receives sound.
  case media(call: String, address: String, port: Int)

  struct Signal: Equatable, Sendable {
    /// Seconds since 1970.
    var time: Double
    var isSent: Bool
    var call: String
    var sequence: Int
    /// The method of the request, or of the request that this responds to.
    var method: String
    /// nil for a request.
    var status: Int?

    var isFinal: Bool { (status ?? 0) >= 200 }
  }

  /// nil for other output of sipp.
  init?(_ line: String) {
    let words = line.split(separator: " ")
    if words.first == "media" {
      guard words.count == 4, let port = Int(words[3]) else { return nil }
      self = .media(call: String(words[1]), address: String(words[2]), port: port)
      return
    }
    // Date, time, seconds, S or R, Call-ID, "CSeq:102 INVITE", "SIP/2.0 200 OK".
    let columns = line.split(separator: "\t")
    guard columns.count == 7, let time = Double(columns[2]), columns[5].hasPrefix("CSeq:") else {
      return nil
    }
    let sequence = columns[5].dropFirst("CSeq:".count).split(separator: " ")
    guard sequence.count == 2, let number = Int(sequence[0]) else { return nil }
    let status = columns[6].split(separator: " ")
    self = .signal(
      Signal(
        time: time, isSent: columns[3] == "S", call: String(columns[4]), sequence: number,
        method: String(sequence[1]),
        status: status.first == "SIP/2.0" ? status.dropFirst().first.flatMap { Int($0) } : nil))
  }
}
