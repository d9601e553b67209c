internal import Foundation

/// The prompts of the voicemail, each 20 ms of silence: without its prompts `VoiceMail` gives up
/// before it records, and the real ones speak for ten seconds.
enum LabPrompts {
  private static let names =
    ["vm-theperson", "vm-isunavail", "vm-isonphone", "vm-intro", "beep", "auth-thankyou"]
    + (0...9).map { "digits/\($0)" }

  /// Lays out Asterisk's data directory.
  static func write(into directory: URL) throws {
    let files = FileManager.default
    let sounds = directory.appending(path: "sounds/en")
    try files.createDirectory(
      at: sounds.appending(path: "digits"), withIntermediateDirectories: true)
    let silence = Data(repeating: 0xFF, count: 160)  // µ-law
    for name in names { try silence.write(to: sounds.appending(path: "\(name).ulaw")) }
    // Its modules read the documentation of their own options.
    try files.createSymbolicLink(
      atPath: directory.systemPath + "/documentation",
      withDestinationPath: "/usr/share/asterisk/documentation")
  }
}
