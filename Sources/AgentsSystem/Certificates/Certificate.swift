internal import FoundationEssentials
internal import SwiftASN1
internal import X509

/// A certificate of TLS.
package struct Certificate: Equatable, Sendable {
  /// Who it is for, as RFC 4514 writes it.
  package let subject: String
  /// Who signed it.
  package let issuer: String
  /// Since 1970-01-01T00:00:00Z, without leap seconds: it counts from then on.
  package let notBefore: Int
  /// It does not count from then on.
  package let notAfter: Int
  /// The hosts of its `subjectAltName`, in lower case; the first label may be `*`.
  package let names: [String]
  /// All bytes of it.
  package let bytes: [UInt8]
  private let publicKey: X509.Certificate.PublicKey

  /// Whether it vouches for itself.
  package var isSelfSigned: Bool { subject == issuer }

  /// The certificates in the text of a PEM file, in order; the first one is the server's own.
  ///
  /// - Throws: ``Fault``.
  package static func all(inPEM text: [UInt8]) throws(Fault) -> [Certificate] {
    let blocks = try Self.blocks(text).filter {
      ["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"].contains($0.discriminator)
    }
    guard !blocks.isEmpty else { throw .absent }
    do { return try blocks.map { try Certificate($0.derBytes) } } catch {
      throw .unreadable(String(describing: error))
    }
  }

  /// Whether the private key in the text of a PEM file is that of the certificate.
  ///
  /// - Throws: ``Fault``.
  package func isOf(keyInPEM text: [UInt8]) throws(Fault) -> Bool {
    // The old form says it in a header, which the parser does not know.
    let isOldForm = text.split(separator: UInt8(ascii: "\n")).contains {
      $0.starts(with: "Proc-Type: 4,ENCRYPTED".utf8)
    }
    guard !isOldForm else { throw .encrypted }
    let keys = try Self.blocks(text).filter { $0.discriminator.hasSuffix("PRIVATE KEY") }
    guard let key = keys.first else { throw .absent }
    guard key.discriminator != "ENCRYPTED PRIVATE KEY" else { throw .encrypted }
    do {
      return try X509.Certificate.PrivateKey(pemDocument: key).publicKey == publicKey
    } catch {
      throw .unreadable("its kind of key is not known here")
    }
  }

  /// Why a file could not be used.
  package enum Fault: Error, Equatable, Sendable {
    /// There is none in it.
    case absent
    /// The key has a passphrase.
    case encrypted
    /// It is of a kind that is not known here.
    case unreadable(String)
  }

  private init(_ bytes: [UInt8]) throws {
    let certificate = try X509.Certificate(derEncoded: bytes)
    self.bytes = bytes
    subject = certificate.subject.description
    issuer = certificate.issuer.description
    notBefore = Int(certificate.notValidBefore.timeIntervalSince1970)
    notAfter = Int(certificate.notValidAfter.timeIntervalSince1970)
    publicKey = certificate.publicKey
    names = (try certificate.extensions.subjectAlternativeNames ?? .init()).compactMap { name in
      switch name {
      case .dnsName(let host): host.lowercased()
      case .ipAddress(let octets): Self.address(Array(octets.bytes))
      default: nil
      }
    }
  }

  /// Whether a browser takes it for this host.
  package func isFor(host: String) -> Bool {
    let host = host.lowercased()
    return names.contains { name in
      guard name.hasPrefix("*.") else { return name == host }
      // The star stands for one label.
      let labels = host.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      return labels.count == 2 && labels[1] == name.dropFirst(2)
    }
  }

  private static func blocks(_ text: [UInt8]) throws(Fault) -> [PEMDocument] {
    do {
      return try PEMDocument.parseMultiple(pemString: String(decoding: text, as: UTF8.self))
    } catch {
      throw .unreadable("it is not a PEM file")
    }
  }

  private static func address(_ octets: [UInt8]) -> String? {
    guard octets.count == 4 else { return nil }
    return octets.map(String.init).joined(separator: ".")
  }
}
