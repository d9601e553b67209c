// swift-tools-version: 6.2
import PackageDescription

/// One set of rules for every target: no implicit existential, no leaked import, no unmarked unsafe
/// call, no warning.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let certificates = Target.Dependency.product(name: "X509", package: "swift-certificates")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

let package = Package(
  name: "xcally-agents",
  products: [
    .executable(name: "xcally-agents", targets: ["xcally-agents"]),
    .library(name: "Agents", targets: ["Agents", "AgentsModel"]),
  ],
  dependencies: [
    // The command line: parsing, help, completion, the dump of the whole surface.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    // SIP digests (MD5, SHA-256), checksums of the generated files, links and the chain of the audit trail.
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    // Dates, names and keys of the TLS certificates that Asterisk and the web server use, without openssl(1).
    .package(url: "https://github.com/apple/swift-certificates", exact: "1.21.1"),
    // The PEM files that certificates and keys are in; swift-certificates has it anyway.
    .package(url: "https://github.com/apple/swift-asn1.git", exact: "1.7.4"),
    // File paths, descriptors and errno with types.
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    // Running Asterisk and the mail program with a time-out and without a shell; the built binary in the tests.
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
  ],
  targets: [
    .executableTarget(name: "xcally-agents", dependencies: ["AgentsCommand"]),
    .target(
      name: "AgentsCommand",
      dependencies: ["Agents", "AgentsModel", "AgentsSystem", argumentParser, system]),
    // The core library: everything that an operator can do with a centre.
    .target(
      name: "Agents",
      dependencies: ["AgentsModel", "AgentsStore", "AgentsSystem", "AsteriskConfig", system]),
    .target(name: "AgentsStore", dependencies: ["AgentsModel", "SQLite", system]),
    .target(
      name: "AgentsSystem",
      dependencies: ["CXattr", "CZlib", asn1, certificates, subprocess, system]),
    .target(name: "AgentsModel", dependencies: ["AsteriskConfig", "CCrypt", "YAML", crypto]),
    .target(name: "AsteriskConfig"),
    .target(name: "YAML", dependencies: ["CYaml"]),
    .target(name: "SQLite", dependencies: ["CSQLite"]),
    .systemLibrary(name: "CCrypt", providers: [.apt(["libcrypt-dev"])]),
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    // Access control lists, of which Swift's Glibc knows nothing.
    .systemLibrary(name: "CXattr"),
    // A centre as text: events with line and column, which findings name.
    .systemLibrary(name: "CYaml", providers: [.apt(["libyaml-dev"])]),
    // Logs that rotation compressed are read, and a support case is packed, by the gzip everybody has.
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),

    .target(name: "TestSupport", dependencies: [subprocess, system], path: "Tests/Support"),
    .testTarget(name: "SQLiteTests", dependencies: ["SQLite", "TestSupport"]),
    .testTarget(name: "AsteriskConfigTests", dependencies: ["AsteriskConfig"]),
    .testTarget(name: "YAMLTests", dependencies: ["TestSupport", "YAML"]),
    .testTarget(
      name: "AgentsModelTests", dependencies: ["AgentsModel", "AsteriskConfig", "TestSupport"]),
    .testTarget(
      name: "AgentsStoreTests",
      dependencies: ["AgentsStore", "AgentsModel", "CSQLite", "SQLite", "TestSupport", system]),
    .testTarget(
      name: "AgentsSystemTests",
      dependencies: ["AgentsSystem", "TestSupport", subprocess, system]),
    .testTarget(
      name: "AgentsTests",
      dependencies: [
        "Agents", "AgentsModel", "AgentsStore", "SQLite", "TestSupport", "xcally-agents", system,
      ]),
    .testTarget(
      name: "DocumentTests",
      dependencies: ["Agents", "AgentsCommand", "AgentsModel", "TestSupport", "xcally-agents"]),
    .testTarget(
      name: "TranscriptTests", dependencies: ["TestSupport", "xcally-agents"],
      exclude: ["Transcripts"]),
    .testTarget(
      name: "RoundTripTests", dependencies: ["AgentsModel", "TestSupport", "xcally-agents"]),
    .testTarget(name: "ResilienceTests", dependencies: ["TestSupport", "xcally-agents"]),
    .testTarget(
      name: "AccountTests",
      dependencies: ["AgentsCommand", "AgentsSystem", "TestSupport", "xcally-agents"],
      exclude: ["smtp-server"]),
    .testTarget(name: "ShellTests", dependencies: ["TestSupport", "xcally-agents"]),
    .testTarget(
      name: "LabTests",
      dependencies: [
        "Agents", "AgentsSystem", "AsteriskConfig", "TestSupport", "xcally-agents", crypto, system,
      ]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = strict
}
