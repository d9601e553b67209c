import AgentsModel
import AsteriskConfig
import Testing

struct OwnDialplanTests {
  @Test(arguments: [
    ("_1XXX", "1234", true), ("_1XXX", "123", false), ("_1XXX", "12345", false),
    ("_ZN", "12", true), ("_ZN", "02", false), ("_ZN", "11", false), ("_zxn", "102", true),
    ("_[13-5]0", "40", true), ("_[13-5]0", "20", false), ("_1.", "1", false), ("_1.", "12", true),
    ("_1!", "1", true), ("_X.", "10", true), ("_1-0", "10", true), ("_*1", "1", false),
    ("_[1-", "1", true), ("1-0-0-0", "1000", true),
    ("1-0", "1", false),
  ])
  func `a pattern means the numbers that Asterisk takes it for`(
    pattern: String, number: String, isMet: Bool
  ) {
    let plan = plan("[a]\nexten => \(pattern),1,Hangup()\ninclude => xcally-agents\n")
    #expect((plan.shadow(of: number, in: "a") != nil) == isMet)
  }

  @Test func `ours is looked for in Asterisk's order`() throws {
    let plan = plan(
      """
      [a]
      include => before
      include => xcally-agents,8:00-18:00,*,*,*
      include => after
      exten => 1,1,NoOp()
      exten => 2,hint,SIP/x
      exten => 2/5551,1,NoOp()
      exten => _3X,1,NoOp()
      exten => 30,1,NoOp()
      [before]
      include => a
      exten => 4 , 1(label) , NoOp()
      [after]
      exten => 5,1,NoOp()
      [other]
      exten => 6,1,NoOp()
      """)
    func line(_ number: String, _ context: String = "a") -> Int? {
      switch plan.shadow(of: number, in: context) {
      case .number(let place), .pattern(_, let place): place.line
      case nil: nil
      }
    }
    #expect(line("1") == 5)
    #expect(line("2") == nil)
    #expect(line("30") == 9)
    #expect(line("31") == 8)
    #expect(line("4") == 12)
    #expect(line("5") == nil)
    #expect(line("6", "other") == nil)
    #expect(line("1", "nowhere") == nil)
  }

  private func plan(_ text: String) -> OwnDialplan {
    OwnDialplan(
      ConfigTree(
        reading: "extensions.conf", in: "/a",
        from: ConfigSource { _ in
          Array(text.utf8)
        } matches: {
          [$0]
        }))
  }
}
