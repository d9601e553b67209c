import AgentsSystem
import Foundation
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// Files of gzip(1) and tar(1) can be read here, and they can read ours.
@Suite struct `Packed files` {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @discardableResult
  private func shell(_ line: String) async throws -> String {
    let result = try await Subprocess.run(
      .path("/bin/sh"), arguments: ["-c", line], workingDirectory: scratch.directory,
      output: .string(limit: 1 << 20), error: .string(limit: 1 << 16))
    try #require(result.terminationStatus.isSuccess, "\(line): \(result.standardError)")
    return result.standardOutput
  }

  private func unpacked(
    _ name: String, limit: Int = 1 << 30
  ) throws -> (text: String, outcome: Gunzip.Outcome) {
    let packed = try #require(try PlainDirectory(at: scratch.directory).file(name))
    let (file, outcome) = try Gunzip.unpacked(packed, limit: limit)
    let bytes = try file.bytes(in: 0..<file.size())
    return (String(decoding: bytes, as: UTF8.self), outcome)
  }

  @Test(arguments: [0, 1, 5000, 1_000_000])
  func `reads what gzip packed`(_ lines: Int) async throws {
    try await shell("seq \(lines) >a; gzip -k a")
    let (text, outcome) = try unpacked("a.gz")
    #expect(text == (try scratch.contents(of: scratch.file("a"))))
    #expect(outcome == .whole)
  }

  @Test func `reads files of gzip behind one another`() async throws {
    try await shell("echo one | gzip >a.gz; echo two | gzip >>a.gz; printf '' | gzip >>a.gz")
    let (text, outcome) = try unpacked("a.gz")
    #expect(text == "one\ntwo\n")
    #expect(outcome == .whole)
  }

  @Test func `of what is cut off it takes the beginning`() async throws {
    try await shell("seq 100000 | gzip >b; head -c 50000 b >a.gz")
    let (text, outcome) = try unpacked("a.gz")
    #expect(text.hasPrefix("1\n2\n3\n"))
    #expect(outcome == .damaged)
  }

  @Test(arguments: ["no gzip at all", "", "\u{1F}"])
  func `tells what is no gzip`(_ text: String) throws {
    try scratch.write(text, to: "a.gz")
    let (unpacked, outcome) = try unpacked("a.gz")
    #expect(unpacked == "")
    #expect(outcome == .damaged)
  }

  @Test func `takes no more than it may of what grows`() async throws {
    try await shell("head -c 10000000 /dev/zero | tr '\\0' x | gzip >a.gz")
    let (text, outcome) = try unpacked("a.gz", limit: 1_000_000)
    #expect(text == String(repeating: "x", count: 1_000_000))
    #expect(outcome == .limited)
    #expect(try unpacked("a.gz", limit: 10_000_000).outcome == .whole)
    #expect(try unpacked("a.gz", limit: 0) == ("", .limited))
  }

  @Test func `reads no more than it may of packs of nothing`() async throws {
    try await shell(
      "printf '' | gzip >b; for i in $(seq 10); do cat b b >a; cat a a >b; done; mv b a.gz")
    #expect(try unpacked("a.gz", limit: 100_000) == ("", .limited))
  }

  @Test func `a file without a name leaves none`() throws {
    let file = try TemporaryFile.open()
    try file.append(Array("abc".utf8))
    try file.append(Array("def".utf8))
    #expect(try file.bytes(at: 0) == Array("abcdef".utf8))
    #expect(try file.isRemoved())
  }

  @Test func `gzip and tar read the archive`() async throws {
    let path = scratch.file("case.tar.gz")
    let large = Array(String(repeating: "0123456789", count: 100_000).utf8)
    let files: [(String, [UInt8])] = [
      ("agent-a/empty.log", []), ("agent-a/one.log", [0x31]),
      ("agent-a/block.log", [UInt8](repeating: 0x32, count: 512)), ("agent-b/large.log", large),
      (String(repeating: "n", count: 100), [0x33]),
    ]
    try AtomicFile.replace(
      at: path, defaults: FileAttributes(mode: .ownerReadWrite)
    ) { output in
      let tar = TarWriter(to: try GzipWriter(to: output))
      for (name, bytes) in files {
        try tar.add(
          name, size: bytes.count, modified: WallTime(seconds: 1_767_225_600)
        ) { try $0(bytes) }
      }
      try tar.finish()
    }
    try await shell("gzip -t case.tar.gz")
    let list = try await shell("TZ=UTC tar -tvzf case.tar.gz")
    #expect(
      list.split(separator: "\n").first.map(String.init)?.split(separator: " ").map(String.init)
        == ["-rw-------", "root/root", "0", "2026-01-01", "00:00", "agent-a/empty.log"])
    #expect(list.split(separator: "\n").count == files.count)
    try await shell("mkdir out; tar -xzf case.tar.gz -C out --no-same-owner")
    for (name, bytes) in files {
      let data = try Data(contentsOf: URL(filePath: scratch.path + "/out/" + name))
      #expect(Array(data) == bytes)
    }
    #expect(try path.stat().permissions == .ownerReadWrite)
  }

  @Test func `local time is that of TZ`() async {
    await #expect(processExitsWith: .success) {
      unsafe setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1)
      tzset()
      // 2026-01-01T12:00:00 and 2026-07-01T12:00:00, as if they were UTC.
      #expect(LocalZone.offset(atLocal: 1_767_268_800) == 3600)
      #expect(LocalZone.offset(atLocal: 1_782_907_200) == 7200)
    }
  }
}
