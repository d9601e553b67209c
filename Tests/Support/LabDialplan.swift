/// The dialplan of a centre: the agents' extensions are the product's, the rest is here.
enum LabDialplan {
  /// `extensions.conf`.
  ///
  /// - `600` echoes.
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
