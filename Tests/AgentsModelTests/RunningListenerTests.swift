import AgentsModel
import Testing

/// Answers of a real Asterisk 16 and 22.
@Suite struct RunningListenerTests {
  @Test func `sockets of chan_sip are those that are open`() {
    let answer = """


      Global Settings:
      ----------------
        UDP Bindaddress:        127.0.0.1:5060
        TCP SIP Bindaddress:    Disabled
        TLS SIP Bindaddress:    (null)
        RTP Bindaddress:        Disabled
        Our auth realm          centre.example
      """
    #expect(Listener.listed(inSIPSettings: answer) == [Listener("udp", 5060)])
    let others = answer.replacing("Disabled\n  TLS", with: "[::]:5062\n  TLS")
      .replacing("(null)", with: "0.0.0.0:0")
    #expect(
      Listener.listed(inSIPSettings: others) == [Listener("udp", 5060), Listener("tcp", 5062)])
    #expect(Listener.listed(inSIPSettings: "No such command 'sip show settings'") == nil)
  }

  @Test func `sockets of PJSIP`() {
    let answer = """

      Transport:  <TransportId........>  <Type>  <cos>  <tos>  <BindAddress....................>
      ==========================================================================================

      Transport:  t2                        tcp      0      0  127.0.0.1:5060
      Transport:  transport-udp             udp      0      0  [::]:5070

      Objects found: 2

      """
    #expect(
      Listener.listed(inPJSIPTransports: answer) == [Listener("tcp", 5060), Listener("udp", 5070)])
    #expect(Listener.listed(inPJSIPTransports: "No such command") == nil)
  }

  @Test func `the web server`() {
    let answer = """
      HTTP Server Status:
      Prefix:
      Server: Asterisk/22.10.1
      Server Enabled and Bound to 127.0.0.1:8088

      HTTPS Server Enabled and Bound to 127.0.0.1:8089

      Enabled URI's:
      /ws => Asterisk HTTP WebSocket
      """
    let status = HTTPStatus(answer)
    #expect(status?.isOn == true && status?.securedPort == 8089 && status?.hasWebsocket == true)
    let off = HTTPStatus("HTTP Server Status:\nServer Disabled\n\nEnabled URI's:\nNone.\n")
    #expect(off?.isOn == false && off?.securedPort == nil && off?.hasWebsocket == false)
  }

  @Test func `a context`() {
    let answer = """
      [ Context 'b' created by 'pbx_config' ]
        Include =>        'xcally-agents,*,*,*,*'                       [pbx_config]
        Alt. Switch =>    'Loopback/x@y'                                [pbx_config]

      -= 0 extensions (0 priorities) in 1 context. =-
      """
    let listing = ContextListing(answer)
    #expect(listing?.includes == ["xcally-agents"] && listing?.hasSwitch == true)
    #expect(ContextListing("There is no existence of 'x' context\n")?.exists == false)
    #expect(ContextListing("Unable to") == nil)
  }
}
