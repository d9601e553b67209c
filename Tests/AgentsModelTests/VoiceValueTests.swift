import AgentsModel
import Testing

/// Values of the tab "Voice" and of the bars that are texts or lists.
struct VoiceValueTests {
  @Test(arguments: [
    ("transport", "udp", "udp"), ("transport", "WSS, tls,udp", "wss,tls,udp"),
    ("transport", "udp,tcp,tls,ws,wss", "udp,tcp,tls,ws,wss"),
    ("nat", "yes", "yes"), ("nat", "never", "never"),
    ("nat", "comedia,force_rport", "comedia,force_rport"),
    ("allow", "opus", "opus"), ("allow", "alaw,ulaw,gsm,g722,g729", "alaw,ulaw,gsm,g722,g729"),
    ("context", "from-sip_2", "from-sip_2"), ("context", times(40, "a"), times(40, "a")),
    ("host", "Dynamic", "dynamic"), ("host", "192.0.2.1", "192.0.2.1"),
    ("callerid", "", ""), ("callerid", #""Anna Rossi" <1000>"#, #""Anna Rossi" <1000>"#),
    ("callerid", #""" <+39*1#23>"#, #""" <+39*1#23>"#),
    (
      "callerid", "\"\(times(79, "n"))\" <\(times(79, "1"))>",
      "\"\(times(79, "n"))\" <\(times(79, "1"))>"
    ),
    ("callerid", #""a;b, 日本" <1>"#, #""a;b, 日本" <1>"#),
    ("phoneBarUnconditionalNumber", "+39010*1#", "+39010*1#"),
    ("phoneBarUnconditionalNumber", "", ""),
    ("pushGateway", "", ""), ("pushGateway", "push.example.com:5060", "push.example.com:5060"),
    ("pushGateway", "192.0.2.10:1", "192.0.2.10:1"),
    ("pushGateway", "[2001:db8::1]:65535", "[2001:db8::1]:65535"),
    ("permissions", "", ""), ("permissions", "voice, my-module_2", "voice,my-module_2"),
  ])
  func `takes a value in its canonical form`(_ key: String, _ text: String, _ canonical: String)
    throws
  {
    #expect(try outcome(key, text) == .accepted(canonical))
  }

  @Test(arguments: [
    ("transport", "", "empty", "needs at least one transport"),
    ("transport", "sctp", "not-a-choice", #""sctp" is not one of udp, tcp, tls, ws, wss"#),
    ("transport", "udp,", "not-a-choice", #""" is not one of udp, tcp, tls, ws, wss"#),
    ("transport", "udp,UDP", "repeated", "names udp twice"),
    ("transport", "udp tcp", "not-a-choice", #""udp tcp" is not one of udp, tcp, tls, ws, wss"#),
    ("nat", "", "empty", "needs at least one word"),
    ("nat", "yes,comedia", "not-alone", "yes, no, never and route stand alone"),
    ("nat", "force_rport,no", "not-alone", "yes, no, never and route stand alone"),
    ("nat", "never,route", "not-alone", "yes, no, never and route stand alone"),
    ("nat", "comedia,comedia", "repeated", "names comedia twice"),
    ("allow", "", "empty", "needs at least one codec"),
    (
      "allow", "mp3", "not-a-choice", #""mp3" is not one of ulaw, alaw, gsm, g722, g729, opus"#
    ),
    ("context", "", "empty", "must not be empty"),
    ("context", times(41, "a"), "too-long", "is 41 bytes long; at most 40 are allowed"),
    (
      "context", "from sip", "bad-character",
      #""from sip" holds " "; allowed: letters, digits, "_" and "-""#
    ),
    (
      "host", "pbx.example.com", "not-a-host",
      #""pbx.example.com" is neither "dynamic" nor an IP address"#
    ),
    ("host", "", "not-a-host", #""" is neither "dynamic" nor an IP address"#),
    ("callerid", "Anna", "form", #""Anna" is not of the form "name" <number>"#),
    ("callerid", "Anna <1>", "form", #""Anna <1>" is not of the form "name" <number>"#),
    ("callerid", #""Anna"<1>"#, "form", "\"\"Anna\"<1>\" is not of the form \"name\" <number>"),
    ("callerid", #""A"B" <1>"#, "form", #"the name must not hold " \ < or >"#),
    ("callerid", "\"A\"\u{301}B\" <1>", "form", #"the name must not hold " \ < or >"#),
    ("callerid", "\"A\\\u{301}\" <1>", "form", #"the name must not hold " \ < or >"#),
    ("callerid", #""A\B" <1>"#, "form", #"the name must not hold " \ < or >"#),
    ("callerid", #""A<B" <1>"#, "form", #"the name must not hold " \ < or >"#),
    ("callerid", #"" A" <1>"#, "outer-blank", "must not start or end with a blank"),
    (
      "callerid", "\"\(times(80, "n"))\" <1>", "too-long",
      "is 80 bytes long; at most 79 are allowed"
    ),
    (
      "callerid", "\"\(times(40, "é"))\" <1>", "too-long",
      "is 80 bytes long; at most 79 are allowed"
    ),
    (
      "callerid", "\"n\" <\(times(80, "1"))>", "too-long",
      "is 80 bytes long; at most 79 are allowed"
    ),
    (
      "callerid", #""n" <1 2>"#, "bad-character",
      #""1 2" holds " "; allowed: digits, letters and + * # in the number"#
    ),
    ("callerid", "\"a\nb\" <1>", "control-character", "holds the control character U+000A"),
    (
      "phoneBarUnconditionalNumber", "12-3", "bad-character",
      #""12-3" holds "-"; allowed: digits and + * #"#
    ),
    (
      "phoneBarUnconditionalNumber", times(41, "1"), "too-long",
      "is 41 bytes long; at most 40 are allowed"
    ),
    ("permissions", "voice,", "empty", "must not be empty"),
    ("permissions", "voice,voice", "repeated", "names voice twice"),
    (
      "permissions", "my module", "bad-character",
      #""my module" holds " "; allowed: letters, digits, "_" and "-""#
    ),
  ])
  func `refuses a value that breaks its rule`(
    _ key: String, _ text: String, _ code: String, _ message: String
  ) throws {
    #expect(try outcome(key, text) == .refused(code, message))
  }

  @Test(arguments: [
    "push.example.com", ":5060", "push:", "push:0", "push:65536", "push:+1", "push:5060:1",
    "a b:1", "-a:1", ".a:1", "[2001:db8::1:1", "[192.0.2]:1", "[]:1", "2001:db8::1:5060",
    "é:1", "push:１", "http://push:1", "push:1\n",
  ])
  func `refuses a gateway that is no host and port`(_ text: String) throws {
    #expect(
      try outcome("pushGateway", text) == .refused("form", "\(quoted(text)) is not host:port"))
  }

  @Test(arguments: [
    "0.0.0.0", "255.255.255.255", "192.0.2.1", "::", "::1", "1::", "2001:db8::8:800:200c:417a",
    "2001:DB8:0:0:8:800:200C:417A", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "::ffff:192.0.2.1",
    "1:2:3:4:5:6:192.0.2.1", "64:ff9b::192.0.2.33", "fe80::1",
  ])
  func `takes an IP address`(_ text: String) throws {
    #expect(try outcome("host", text) == .accepted(text))
  }

  @Test(arguments: [
    "256.0.0.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.", ".1.2.3", "1..2.3", "1.2.3.4 ",
    "1.2.3.0x4", "-1.2.3.4", "１.2.3.4", "1.2.3.4/24", ":", ":::", "1", "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:",
    "1:2:3:4:5:6:7:8::", "fe80::1%eth0", "[::1]", "1.2.3.4::", "1.2.3.4::1", "::1.2.3.4:5",
    "::256.0.0.1", "1:2:3:4:5:6:7:192.0.2.1", "::1\n",
  ])
  func `refuses what is no IP address`(_ text: String) throws {
    #expect(try outcome("host", text).code == "not-a-host")
  }

  @Test(arguments: [
    ("", ""), ("0", "0"), ("63", "63"), ("1,3-5", "1,3-5"), ("5,4,3,1", "1,3-5"),
    ("3-5,1", "1,3-5"), ("1,2", "1-2"), ("1-3,2-6", "1-6"), ("1-3,4-6", "1-6"), ("7-7", "7"),
    ("7,7", "7"), (" 1 , 3 - 5 ", "1,3-5"), ("0-63", "0-63"), ("00", "0"), ("62-63", "62-63"),
  ])
  func `writes groups sorted and merged`(_ text: String, _ canonical: String) throws {
    #expect(try outcome("callGroup", text) == .accepted(canonical))
    #expect(try outcome("pickupGroup", canonical) == .accepted(canonical))
  }

  @Test(arguments: [
    ("64", "64"), ("5-3", "5-3"), ("1-64", "1-64"), ("-1", "-1"), ("1-", "1-"), ("1--2", "1--2"),
    ("1-2-3", "1-2-3"), ("a", "a"), ("1,,2", ""), (",", ""), ("1,", ""), ("1 2", "1 2"),
    ("99999999999999999999", "99999999999999999999"), ("１", "１"), (" ", " "),
  ])
  func `refuses what is no group`(_ text: String, _ part: String) throws {
    #expect(
      try outcome("callGroup", text)
        == .refused("not-a-group", "\"\(part)\" is neither a group 0-63 nor a range of them"))
  }
}
