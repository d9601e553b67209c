import Glibc

/// The processors of this machine.
package enum Processors {
  /// The number of processors to share work among, at least 1.
  ///
  /// One without `/proc`, where libdispatch looks how busy its threads are: it ends the process when it cannot.
  package static var count: Int {
    guard unsafe access("/proc/self/task", X_OK) == 0 else { return 1 }
    return max(1, sysconf(CInt(_SC_NPROCESSORS_ONLN)))
  }
}

extension Array where Element: Sendable {
  /// The results for all elements, in their order, worked out on all processors.
  package func mapInParallel<Result: Sendable>(
    _ body: @escaping @Sendable (Element) -> Result
  ) async -> [Result] {
    let lanes = Processors.count
    // Other threads cost a millisecond to begin, and a change of one agent concerns a few files.
    guard count > 16, lanes > 1 else { return map(body) }
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
