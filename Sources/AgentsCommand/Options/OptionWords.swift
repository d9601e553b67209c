internal import Agents
internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser

extension Choice {
  /// The value of an option that takes one of a few words.
  ///
  /// - Throws: `ValidationError` with the words and the nearest one.
  init(option word: String) throws {
    do throws(Refusal) {
      try self.init(parsing: word)
    } catch {
      let suggestion = nearest(to: word, in: Self.words).map { " Did you mean '\($0)'?" } ?? ""
      throw ValidationError("not one of \(Self.words.joined(separator: ", ")).\(suggestion)")
    }
  }
}

extension Since {
  /// - Throws: `ValidationError` with an example.
  init(option word: String) throws {
    self = try withExample { () throws(Refusal) in try Since(parsing: word) }
  }

  /// As a stored time is written.
  var stored: String {
    moment(now: WallTime.now().moment, LocalZone.offset).stored
  }
}

extension TimeSpan {
  /// - Throws: `ValidationError` with an example.
  init(option word: String) throws {
    self = try withExample { () throws(Refusal) in try TimeSpan(parsing: word) }
  }
}

private func withExample<Value>(_ parse: () throws(Refusal) -> Value) throws -> Value {
  do throws(Refusal) { return try parse() } catch {
    throw ValidationError("\(error.message); \(error.hint?.text ?? "").")
  }
}

/// How many lines are shown.
enum LineLimit: Equatable {
  case all
  case last(Int)

  var count: Int? {
    if case .last(let count) = self { count } else { nil }
  }

  /// - Throws: `ValidationError`.
  init(option word: String) throws {
    if word == "all" { self = .all; return }
    guard let count = try? Count(parsing: word) else {
      throw ValidationError("not a number of lines, and not \"all\".")
    }
    self = .last(count.value)
  }
}
