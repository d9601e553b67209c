internal import SystemPackage

/// The TCP ports of this host on which anybody listens.
package enum ListeningPorts {
  /// Reads the kernel's tables; empty where there are none.
  package static func tcp() -> Set<Int> {
    Set(["/proc/net/tcp", "/proc/net/tcp6"].flatMap(ports))
  }

  /// A line is `NUMBER: ADDRESS:PORT ADDRESS:PORT STATE …` in hexadecimal digits (proc(5)).
  private static func ports(_ table: String) -> [Int] {
    guard let bytes = (try? FileContents.read(at: FilePath(table), limit: 16 << 20)).flatMap(\.self)
    else { return [] }
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let cells = line.split(separator: UInt8(ascii: " "))
      let isListening = cells.count > 3 && cells[3].elementsEqual("0A".utf8)
      guard isListening, let port = cells[1].split(separator: UInt8(ascii: ":")).last else {
        return nil
      }
      return Int(String(decoding: port, as: UTF8.self), radix: 16)
    }
  }
}
