internal import AgentsModel
internal import AgentsSystem
internal import SystemPackage

extension AgentsError {
  /// What stands where a file should be, and what is to be done about it.
  init(_ obstacle: SystemError.Obstacle, at path: FilePath) {
    let (reason, remedy, isForbidden) = Self.words(obstacle)
    self = .unsafeFile(
      path: path.string, reason: reason, remedy: remedy, isForbidden: isForbidden)
  }

  private static func words(
    _ obstacle: SystemError.Obstacle
  ) -> (reason: String, remedy: String, isForbidden: Bool) {
    let instead = "name a file, or remove what does not belong there"
    return switch obstacle {
    case .link:
      (
        "is a link that another account can have made, and is not followed",
        "remove it, or name the place that it leads to", true
      )
    case .otherName:
      (
        "is another name of a file that may be somebody else's (a hard link)", "remove it", true
      )
    case .pipe: ("is a pipe, where a file should be", instead, false)
    case .socket: ("is a socket, where a file should be", instead, false)
    case .device: ("is a device, where a file should be", instead, false)
    case .size(let limit):
      (
        "is larger than \(limit.byteText), more than can rightly be in it",
        "look what it is, and remove it", false
      )
    case .entries(let limit):
      (
        "is a directory of more than \(limit) files, more than can rightly be in it",
        "look what they are, and remove them", false
      )
    }
  }
}
