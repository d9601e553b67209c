package import AsteriskConfig

/// Which modules Asterisk loads, as `modules.conf` says (main/loader.c, 16 to 22).
package struct ModuleLoading {
  /// Where `noload` is said: module without `.so` → line.
  private var refused: [String: ConfigTree.Place] = [:]
  private var named: Set<String> = []
  /// Whether every module in Asterisk's directory is loaded that is not refused.
  package private(set) var loadsAll = false

  /// - Parameter tree: `modules.conf`.
  package init(_ tree: ConfigTree) {
    for entry in tree.section("modules")?.settings ?? [] {
      switch entry.setting.name.caseFolded {
      case "autoload": loadsAll = entry.isTrue
      case "load", "preload", "require", "preload-require": named.insert(Self.stem(entry.value))
      case "noload": refused[Self.stem(entry.value)] = entry.place
      default: continue
      }
    }
  }

  /// Whether a module is loaded, such as `chan_sip.so`, if it is installed.
  package func isLoaded(_ module: String) -> Bool {
    refused[Self.stem(module)] == nil && (loadsAll || named.contains(Self.stem(module)))
  }

  /// The line that keeps a module from being loaded; nil when none does.
  package func refusal(of module: String) -> ConfigTree.Place? { refused[Self.stem(module)] }

  /// Asterisk takes a name with and without its ending, and ignores case.
  private static func stem(_ module: String) -> String {
    let name = module.caseFolded
    return name.hasSuffix(".so") ? String(name.dropLast(3)) : name
  }
}
