internal import AgentsCommand

/// The program; every decision is made in `AgentsCommand`.
@main
struct Main {
  static func main() async {
    await EntryPoint.run()
  }
}
