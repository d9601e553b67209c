// swift-tools-version: 6.2
import PackageDescription

// Two programs that use the library; `make examples` builds them, and tests run them.
let package = Package(
  name: "examples",
  dependencies: [
    // In a package of your own: .package(url: …) or the path of a checkout.
    .package(name: "xcally-agents", path: "../.."),
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
  ],
  targets: [
    .executableTarget(
      name: "first", dependencies: [.product(name: "Agents", package: "xcally-agents")]),
    .executableTarget(
      name: "serve",
      dependencies: [.product(name: "Agents", package: "xcally-agents"), "FlyingFox"]),
  ]
)
