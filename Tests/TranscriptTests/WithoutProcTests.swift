internal import TestSupport
internal import Testing

/// A machine with an empty `/proc`, as in some chroots.
///
/// The program must work without it.
struct WithoutProcTests {
  /// The output contains nothing that differs between two runs.
  private static let session = """
    run() { xcally-agents "$@" 2>&1 && echo "? 0" || echo "? $?"; }
    mkdir asterisk
    run settings set asteriskDir "$PWD/asterisk/xcally" -q
    echo Sesam-2024 | run create mrossi --full-name Mario --email m@example.com --password-stdin -q
    run list --format names
    run list --columns name,internal,typology --format json
    echo Sesam-2024 | run verify-password mrossi --password-stdin
    echo Sesam-2025 | run verify-password mrossi --password-stdin
    run disable mrossi --format names
    run edit mrossi --alias "$(printf 'Ren\\303\\251')"
    run edit mrossi --alias "$(printf '\\377')"
    run export-csv --columns name,alias --output agents.csv
    cat agents.csv
    run nonsense
    run delete ghost
    run apply
    run status --format names
    run --generate-completion-script bash | tail -n 1
    echo "$(xcally-agents --version)"
    """

  private func happened(in scratch: Scratch, behind wrapper: String) async throws -> String {
    try scratch.write(Self.session, to: "session")
    let result = try await Program.shell("\(wrapper) sh ./session", in: scratch)
    try #require(result.status == 0 && result.errors.isEmpty, "\(result)")
    return result.output.replacing(scratch.path, with: "/srv")
  }

  @Test func `each verb does the same`() async throws {
    let expected = try await happened(in: Scratch(), behind: "exec")
    #expect(expected.contains("\nmrossi\n? 0\n") && expected.contains("? 66\n"), "\(expected)")
    let scratch = try Scratch()
    try scratch.write("mount -t tmpfs none /proc && exec \"$@\"", to: "apart")
    // If the system lets no user mount anything, root still can.
    let user = try await Program.shell(
      "unshare --user --map-root-user --mount sh ./apart true", in: scratch)
    let names = user.status == 0 ? "--user --map-root-user --mount" : "--mount"
    let happened = try await happened(in: scratch, behind: "exec unshare \(names) sh ./apart")
    #expect(happened == expected)
  }
}
