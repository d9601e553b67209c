internal import AgentsCommand

/// The program; every decision is made in `AgentsCommand`.
@main
struct Main {
  // On the first thread, whose memory the C library has at hand; another one's costs milliseconds.
  @MainActor
  static func main() async {
    await EntryPoint.run()
  }
}
