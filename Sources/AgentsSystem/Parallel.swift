extension Array where Element: Sendable {
  /// The results for all elements, in their order, worked out on all processors.
  package func mapInParallel<Result: Sendable>(
    _ body: @escaping @Sendable (Element) -> Result
  ) async -> [Result] {
    // A few are done before another thread has begun.
    let lanes = Processors.count
    guard count > 4, lanes > 1 else { return map(body) }
    return await withTaskGroup(of: [(Int, Result)].self) { group in
      for lane in 0..<lanes {
        group.addTask { stride(from: lane, to: count, by: lanes).map { ($0, body(self[$0])) } }
      }
      var results = [Result?](repeating: nil, count: count)
      for await done in group { for (index, result) in done { results[index] = result } }
      return results.compactMap(\.self)
    }
  }
}
