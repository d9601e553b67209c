/// Runs `body` with the numbers from 0 on, all at once.
///
/// The results are in the order of the numbers.
func inParallel<Value: Sendable>(
  _ count: Int, _ body: @escaping @Sendable (Int) async throws -> Value
) async throws -> [Value] {
  try await withThrowingTaskGroup(of: (Int, Value).self) { group in
    for index in 0..<count { group.addTask { (index, try await body(index)) } }
    var values: [Int: Value] = [:]
    for try await (index, value) in group { values[index] = value }
    return (0..<count).compactMap { values[$0] }
  }
}
