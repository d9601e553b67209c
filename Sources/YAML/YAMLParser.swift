internal import CYaml

extension YAMLNode {
  /// The deepest that nodes may lie in each other.
  package static let depthLimit = 32

  /// Reads one document.
  ///
  /// Anchors, aliases, tags and directives are refused: they can make a small file a large one, and nothing here needs them.
  ///
  /// - Throws: for the first thing that is wrong.
  package init(parsing text: [UInt8]) throws(YAMLError) {
    self = try YAMLParser(text).document()
  }
}

/// The events of libyaml, made into nodes.
@safe private final class YAMLParser {
  /// What libyaml keeps of a text; it reads from the copy that it is given.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let text: UnsafeMutableBufferPointer<UInt8>

  init(_ text: [UInt8]) throws(YAMLError) {
    unsafe parser = .allocate(capacity: 1)
    unsafe self.text = .allocate(capacity: max(text.count, 1))
    _ = unsafe self.text.update(fromContentsOf: text)
    guard unsafe yaml_parser_initialize(parser) == 1 else {
      throw YAMLError(message: "there is no memory to read it", place: .beginning)
    }
    unsafe yaml_parser_set_input_string(parser, self.text.baseAddress, text.count)
    // A text in UTF-16 would have other places than people see.
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe text.deallocate()
  }

  /// Something in the text.
  private enum Event {
    case start, end
    case documentStart(isPlain: Bool)
    case documentEnd
    case scalar(String, isPlain: Bool)
    case sequenceStart, sequenceEnd, mappingStart, mappingEnd
    case alias
  }

  func document() throws(YAMLError) -> YAMLNode {
    _ = try next()
    let (first, place) = try next()
    guard case .documentStart(let isPlain) = first else {
      throw YAMLError(message: "the file is empty", place: .beginning)
    }
    guard isPlain else { throw YAMLError(message: "directives are not used here", place: place) }
    let root = try node(try next(), depth: 1)
    _ = try next()
    let (after, second) = try next()
    guard case .end = after else {
      throw YAMLError(message: "a second document begins here, and one is used", place: second)
    }
    return root
  }

  private func node(
    _ event: (Event, YAMLPlace), depth: Int
  ) throws(YAMLError) -> YAMLNode {
    let (event, place) = event
    guard depth <= YAMLNode.depthLimit else {
      throw YAMLError(
        message: "lies deeper than \(YAMLNode.depthLimit) levels", place: place)
    }
    switch event {
    case .scalar(let text, let isPlain): return YAMLNode(.scalar(text, isPlain: isPlain), at: place)
    case .sequenceStart: return YAMLNode(.sequence(try elements(depth)), at: place)
    case .mappingStart: return YAMLNode(.mapping(try members(depth)), at: place)
    case .alias:
      throw YAMLError(message: "aliases are not used here; write the value", place: place)
    case .start, .end, .documentStart, .documentEnd, .sequenceEnd, .mappingEnd:
      throw YAMLError(message: "something is missing", place: place)
    }
  }

  private func elements(_ depth: Int) throws(YAMLError) -> [YAMLNode] {
    var elements: [YAMLNode] = []
    while true {
      let event = try next()
      if case .sequenceEnd = event.0 { return elements }
      elements.append(try node(event, depth: depth + 1))
    }
  }

  private func members(_ depth: Int) throws(YAMLError) -> [YAMLNode.Member] {
    var members: [YAMLNode.Member] = []
    var lines: [String: Int] = [:]
    while true {
      let event = try next()
      if case .mappingEnd = event.0 { return members }
      guard case .scalar(let key, _) = event.0 else {
        throw YAMLError(message: "a key must be a word", place: event.1)
      }
      if let line = lines.updateValue(event.1.line, forKey: key) {
        throw YAMLError(message: "\"\(key)\" stands in line \(line) too", place: event.1)
      }
      let name = try node(event, depth: depth + 1)
      members.append(YAMLNode.Member(name, try node(try next(), depth: depth + 1)))
    }
  }

  private func next() throws(YAMLError) -> (Event, YAMLPlace) {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw problem() }
    defer { unsafe yaml_event_delete(&event) }
    let place = unsafe YAMLPlace(event.start_mark)
    switch unsafe event.type {
    case YAML_STREAM_START_EVENT: return (.start, place)
    case YAML_DOCUMENT_START_EVENT:
      let start = unsafe event.data.document_start
      let isPlain =
        unsafe start.version_directive == nil
        && start.tag_directives.start == start.tag_directives.end
      return (.documentStart(isPlain: isPlain), place)
    case YAML_DOCUMENT_END_EVENT: return (.documentEnd, place)
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      unsafe try refuse(scalar.anchor, scalar.tag, place)
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      return (
        unsafe .scalar(
          String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE),
        place
      )
    case YAML_SEQUENCE_START_EVENT:
      unsafe try refuse(event.data.sequence_start.anchor, event.data.sequence_start.tag, place)
      return (.sequenceStart, place)
    case YAML_SEQUENCE_END_EVENT: return (.sequenceEnd, place)
    case YAML_MAPPING_START_EVENT:
      unsafe try refuse(event.data.mapping_start.anchor, event.data.mapping_start.tag, place)
      return (.mappingStart, place)
    case YAML_MAPPING_END_EVENT: return (.mappingEnd, place)
    case YAML_ALIAS_EVENT: return (.alias, place)
    default: return (.end, place)
    }
  }

  private func refuse(
    _ anchor: UnsafeMutablePointer<UInt8>?, _ tag: UnsafeMutablePointer<UInt8>?, _ place: YAMLPlace
  ) throws(YAMLError) {
    if unsafe anchor != nil {
      throw YAMLError(message: "anchors are not used here", place: place)
    }
    if unsafe tag != nil { throw YAMLError(message: "tags are not used here", place: place) }
  }

  private func problem() -> YAMLError {
    let message = unsafe parser.pointee.problem.map { unsafe String(cString: $0) } ?? "is no YAML"
    // What cannot be decoded has no mark of its own.
    let isUnread = unsafe parser.pointee.error == YAML_READER_ERROR
    let mark = unsafe isUnread ? parser.pointee.mark : parser.pointee.problem_mark
    return YAMLError(message: message, place: YAMLPlace(mark))
  }
}

extension YAMLPlace {
  fileprivate static let beginning = YAMLPlace(line: 1, column: 1)

  fileprivate init(_ mark: yaml_mark_t) {
    self.init(line: mark.line + 1, column: mark.column + 1)
  }
}
