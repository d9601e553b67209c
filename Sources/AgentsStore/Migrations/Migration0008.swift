/// The schema for centres that were taken over from files of others.
enum Migration0008 {
  static let sql = adoption
}
