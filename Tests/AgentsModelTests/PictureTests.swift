import AgentsModel
import Testing

/// Pictures of agents, whose content gives their type and name.
struct PictureTests {
  private static let png: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
  private static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0] + Array(repeating: 0, count: 17)

  private static func refusal(_ bytes: [UInt8]) -> String? {
    do {
      _ = try Picture(bytes)
      return nil
    } catch AgentsError.refused(let findings) {
      return findings.map(\.code).joined(separator: " ")
    } catch {
      return "\(error)"
    }
  }

  @Test func `takes PNG and JPEG, whatever the file was called`() {
    #expect(Self.refusal(Self.png) == nil)
    #expect(Self.refusal(Self.jpeg) == nil)
  }

  @Test(arguments: [
    [], Array("GIF89a".utf8), Array("<svg/>".utf8), Array(png.dropLast()), Array(png.prefix(8)),
    Array(jpeg.dropLast()), [0x00] + png, [0xFF, 0xD8] + Array(repeating: 0, count: 30),
  ])
  func `refuses what is neither`(_ bytes: [UInt8]) {
    #expect(Self.refusal(bytes) == "avatar.not-a-picture")
  }

  @Test func `takes 8 MiB and not a byte more`() {
    let largest = Self.png + Array(repeating: 0, count: Picture.maximumBytes - Self.png.count)
    #expect(largest.count == 8_388_608)
    #expect(Self.refusal(largest) == nil)
    #expect(Self.refusal(largest + [0]) == "avatar.too-large")
  }

  // The first twelve digits of the SHA-256 of the content, made with python3's hashlib.
  @Test func `names the file after the agent and the content`() throws {
    #expect(try Picture(Self.png).fileName(ofAgent: 42).text == "42-02a3e298f153.png")
    #expect(try Picture(Self.jpeg).fileName(ofAgent: 42).text == "42-94c0fc034591.jpg")
  }
}
