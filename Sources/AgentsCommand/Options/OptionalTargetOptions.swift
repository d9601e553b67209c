internal import Agents
internal import ArgumentParser

/// The agents a verb works on: named, or all that a selection finds, or those that the verb means without either.
struct OptionalTargetOptions<Members: MemberOptions>: ParsableArguments {
  @Argument(help: "Usernames.", completion: Completions.usernames)
  var usernames: [String] = []

  @OptionGroup(title: "Selection") var filter: FilterOptions<Members>

  /// nil = neither names nor conditions were given.
  var selection: Selection? {
    guard usernames.isEmpty else { return .named(usernames) }
    return filter.isEmpty ? nil : .written(filter.words) { [filter] in try filter.query() }
  }

  func validate() throws {
    guard usernames.isEmpty || filter.isEmpty else {
      throw ValidationError("Name agents, or select them, one of the two.")
    }
  }

  /// After the report: a selection that finds nobody is told, and an error where that was asked for.
  func requireSome(_ selected: Int) throws {
    if selected == 0, filter.failEmpty { throw ExitStatus.notFound }
  }
}
