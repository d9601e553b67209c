import AgentsSystem
import Foundation
import Subprocess
import SystemPackage
import TestSupport
import Testing

@Suite struct `File locks` {
  let scratch: Scratch
  let path: FilePath

  init() throws {
    scratch = try Scratch()
    path = scratch.file("apply.lock")
  }

  @Test func `holds other processes off until it is released`() async throws {
    let lock = try FileLock.acquire(at: path, timeout: 0)
    #expect(try scratch.contents(of: path) == "\(ProcessInfo.processInfo.processIdentifier)\n")
    #expect(try await otherProcessCanLock() == false)
    lock.release()
    #expect(try await otherProcessCanLock())
    #expect(try scratch.contents(of: path) == "")
  }

  @Test func `is released at the end of its scope and not before`() async throws {
    do {
      let lock = try FileLock.acquire(at: path, timeout: 0)
      #expect(try await otherProcessCanLock() == false)
      _ = lock
    }
    #expect(try await otherProcessCanLock())
  }

  @Test func `names the process that holds it, and takes over when that ends`() async throws {
    // The shell, and so the lock, waits in `read` until its input ends.
    let script = "echo $$ > \"$0\"; echo $$; read line"
    _ = try await run(
      .name("flock"), arguments: [path.string, "sh", "-c", script, path.string],
      input: .inputWriter, output: .sequence, error: .discarded
    ) { holder in
      let processID = try await firstNumber(in: holder.standardOutput)
      let clock = ContinuousClock()
      let start = clock.now
      let busy = LockBusy(path: path, holder: .init(processID: processID, command: "sh"))
      #expect(throws: busy) { _ = try FileLock.acquire(at: path, timeout: 0.1) }
      #expect(clock.now - start >= .milliseconds(100))
      try await holder.standardInputWriter.finish()
      try FileLock.acquire(at: path, timeout: 60).release()
    }
  }

  @Test func `names nobody when the holder left no number or a dead one`() throws {
    let lock = try FileLock.acquire(at: path, timeout: 0)
    for text in ["", "0\n", "x\n", "4194305\n"] {
      try text.write(toFile: path.string, atomically: false, encoding: .utf8)
      #expect(throws: LockBusy(path: path, holder: nil)) {
        _ = try FileLock.acquire(at: path, timeout: 0)
      }
    }
    lock.release()
  }

  @Test func `tells a directory that is missing`() throws {
    let path = path.appending("none")
    #expect(throws: SystemError(.create, path, .noSuchFileOrDirectory)) {
      _ = try FileLock.acquire(at: path, timeout: 0)
    }
  }

  @Test func `a byte of the file is held apart from the file, and from other bytes`() throws {
    let isHeld = try RecordLock.holding(7, of: path, timeout: 0) {
      // A second open file of the same process behaves like another process.
      #expect(throws: LockBusy(path: path, holder: nil)) {
        try RecordLock.holding(7, of: path, timeout: 0) {}
      }
      try RecordLock.holding(8, of: path, timeout: 0) {}
      try FileLock.acquire(at: path, timeout: 0).release()
      #expect(RecordLock.holder(of: path, byte: 8) == nil)
      return throwsBusy(7)
    }
    #expect(isHeld)
    #expect(!throwsBusy(7))
  }

  private func throwsBusy(_ byte: Int) -> Bool {
    do {
      try RecordLock.holding(byte, of: path, timeout: 0) {}
      return false
    } catch {
      return error is LockBusy
    }
  }

  private func otherProcessCanLock() async throws -> Bool {
    let result = try await run(
      .name("flock"), arguments: ["--nonblock", path.string, "true"], output: .discarded)
    return result.terminationStatus.isSuccess
  }

  private func firstNumber(in output: SubprocessOutputSequence) async throws -> Int32 {
    for try await line in output.strings() {
      return try #require(Int32(line.trimmingCharacters(in: .newlines)))
    }
    throw Errno.noData
  }
}
