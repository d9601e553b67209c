import AgentsSystem
import Foundation
import SystemPackage
import TestSupport
import Testing

struct ForeignFilesTests {
  @Test func `reads regular files alone, within a bound, and waits for nobody`() throws {
    let scratch = try Scratch()
    let file = try scratch.write("abc", to: "file")
    #expect(try ForeignFiles.read(at: file, limit: 3) == Array("abc".utf8))
    #expect(throws: SystemError(.read, file, .fileTooLarge, .size(limit: 2))) {
      try ForeignFiles.read(at: file, limit: 2)
    }
    let pipe = scratch.file("pipe")
    try #require(unsafe mkfifo(pipe.string, 0o600) == 0)
    #expect(try ForeignFiles.read(at: pipe, limit: 3) == nil)
    #expect(try ForeignFiles.read(at: scratch.file("none"), limit: 3) == nil)
    #expect(try ForeignFiles.read(at: file.appending("below"), limit: 3) == nil)
    #expect(try ForeignFiles.read(at: "/dev/zero", limit: 3) == nil)
  }

  @Test func `finds what a pattern means`() throws {
    let scratch = try Scratch()
    for name in ["9.conf", "10.conf", "B.conf", "a.conf", ".hidden.conf", "other"] {
      try scratch.write(to: name)
    }
    func names(_ pattern: String) throws -> [String] {
      try ForeignFiles.paths(matching: "\(scratch.path)/\(pattern)")
        .map { FilePath($0).lastComponent?.string ?? "" }
    }
    #expect(try names("*.conf") == ["10.conf", "9.conf", "B.conf", "a.conf"])
    #expect(try names("{other,9}*") == ["other", "9.conf"])
    #expect(try names("none") == ["none"])
    #expect(try names("none*") == [])
    #expect(try names("none/*.conf") == [])
  }
}
