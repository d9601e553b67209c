import AgentsModel
import AsteriskConfig
import Testing

/// What the proof finds wrong with a centre as it would be.
struct CutOverProofTests {
  @Test(
    arguments: [
      ("[a]\ntype=registration\noutbound_auth=200\n", "the auth 200", "outbound_auth of [a]"),
      ("[a]\ntype=outbound-publish\noutbound_auth=200\n", "the auth 200", "outbound_auth of [a]"),
      ("[a]\ntype=endpoint\nauth=b,200\n[b]\ntype=auth\n", "the auth 200", "auth of [a]"),
      ("[a]\ntype=endpoint\naors=200\n", "the aor 200", "aors of [a]"),
      ("[a]\ntype=endpoint\ntransport=200\n", "the transport 200", "transport of [a]"),
      ("[a]\ntype=identify\nendpoint=200\n", "the endpoint 200", "endpoint of [a]"),
    ])
  func `a line whose object would be gone is named with its place`(
    line: String, object: String, what: String
  ) {
    let type = object.split(separator: " ")[1]
    let gone = "[200]\ntype=\(type)\n"
    let (before, after) = (tree(line + gone), tree(line))
    #expect(
      objections(before, after)
        == ["pjsip.conf:3: \(object) would be gone, which is the \(what)"])
    // It is there in our file, or was never there.
    #expect(objections(before, before) == [])
    #expect(objections(after, after) == [])
  }

  @Test func `a wizard names objects, and makes them`() {
    let wizard = tree("[w]\ntype=wizard\nendpoint/outbound_auth=200\ntransport=udp\n")
    let pjsip = tree("[200]\ntype=auth\n[udp]\ntype=transport\n")
    var proof = CutOverProof()
    proof.resolve((pjsip, wizard), (tree(""), wizard)) { $0 }
    #expect(proof.objections.count == 2)
    let user = tree("[r]\ntype=registration\noutbound_auth=w-iauth\n[e]\ntype=endpoint\naors=w\n")
    proof = CutOverProof()
    proof.resolve((user, wizard), (user, tree(""))) { $0 }
    #expect(proof.objections.count == 2)
  }

  @Test func `a mailbox that is taken over is there once, and in our files`() {
    let ours = "#include \"ours.conf\"\n"
    func objections(_ users: String, _ voicemail: String) -> [String] {
      var proof = CutOverProof()
      proof.count(
        boxes: ["200"], users: tree(users), tree(voicemail), isOurs: { $0.hasSuffix("ours.conf") },
        shortened: { $0.replacing("/a/", with: "") })
      return proof.objections
    }
    #expect(objections("", ours) == [])
    #expect(objections("[200]\nhasvoicemail=no\n", "[other]\n200 => 1\n" + ours) == [])
    #expect(objections("", "[default]\n201 => 1\n") == ["box 200 would be in no file"])
    #expect(
      objections("", "[default]\n200 => 1\n" + ours)
        == ["pjsip.conf:2: box 200 would still be there"])
    #expect(
      objections("[200]\nhasvoicemail=yes\nhasvoicemail=no\n", ours)
        == ["pjsip.conf:1: box 200 would still be there"])
  }

  private func objections(_ before: ConfigTree, _ after: ConfigTree) -> [String] {
    var proof = CutOverProof()
    proof.resolve((before, tree("")), (after, tree(""))) { $0.replacing("/a/", with: "") }
    return proof.objections
  }

  private func tree(_ text: String) -> ConfigTree {
    let source = ConfigSource { (path) throws(ConfigSource.Failure) in
      path.hasSuffix("ours.conf") ? Array("[default]\n200 => 4826\n".utf8) : Array(text.utf8)
    } matches: { (pattern) throws(ConfigSource.Failure) in
      [pattern]
    }
    return ConfigTree(reading: "pjsip.conf", in: "/a", from: source)
  }
}
