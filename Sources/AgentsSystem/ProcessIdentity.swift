import Glibc
package import SystemPackage

/// A process of this machine, as its `/proc` tells.
package struct ProcessIdentity: Equatable, Sendable {
  /// Its number.
  package let number: Int
  /// The account whose rights it has.
  package let account: UnixAccount
  /// When it was started, to a hundredth of a second.
  package let started: WallTime
  /// Whether its paths are ours: it is in no container and in no chroot.
  package let sharesOurRoot: Bool

  /// - Parameter program: its name. The number may be of another namespace, and then belongs to another process here.
  package init?(number: Int, program: String) {
    guard Self.read("\(number)/comm")?.dropLast() == Substring(program),
      let account = UnixAccount(ofProcess: number), let started = Self.start(of: number)
    else { return nil }
    (self.number, self.account, self.started) = (number, account, started)
    let roots = ["/", "/proc/\(number)/root"].map { try? FilePath($0).stat() }
    sharesOurRoot =
      roots[1].map { ($0.deviceID, $0.inode) == (roots[0]?.deviceID, roots[0]?.inode) } ?? false
  }

  /// Whether it reaches a directory of ours by a name of its own; nil where its root may not be looked at.
  package func reaches(_ directory: FilePath, as name: FilePath) -> Bool? {
    guard let ours = try? directory.stat(), (try? FilePath("/proc/\(number)/root").stat()) != nil
    else { return nil }
    guard let theirs = try? FilePath("/proc/\(number)/root\(name.string)").stat() else {
      return false
    }
    return (ours.deviceID, ours.inode) == (theirs.deviceID, theirs.inode)
  }

  // The 22nd number of `stat` counts from the start of the machine (proc_pid_stat(5)). The name, second and in
  // brackets, may hold anything.
  private static func start(of number: Int) -> WallTime? {
    guard let line = read("\(number)/stat"), let end = line.lastIndex(of: ")"),
      let boot = read("stat")?.split(separator: "\n").first(where: { $0.hasPrefix("btime ") }),
      let seconds = Int(boot.dropFirst("btime ".count))
    else { return nil }
    let fields = line[end...].split(separator: " ")
    guard fields.count > 20, let ticks = Int(fields[20]) else { return nil }
    let rate = sysconf(Int32(_SC_CLK_TCK))
    return WallTime(
      seconds: seconds + ticks / rate, nanoseconds: ticks % rate * 1_000_000_000 / rate)
  }

  private static func read(_ name: String) -> String? {
    guard let bytes = try? FileContents.read(at: FilePath("/proc/\(name)"), limit: 1 << 20) else {
      return nil
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
