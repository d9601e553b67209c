internal import CYaml

extension YAMLNode {
  /// The document: UTF-8, two blanks for each level, no line folded, so that a change of one value is one line.
  package var bytes: [UInt8] {
    let writer = YAMLWriter()
    writer.write(self)
    return writer.bytes
  }
}

/// Nodes, made into events for libyaml.
@safe private final class YAMLWriter {
  private(set) var bytes: [UInt8] = []
  private let emitter: UnsafeMutablePointer<yaml_emitter_t>

  init() {
    unsafe emitter = .allocate(capacity: 1)
    precondition(unsafe yaml_emitter_initialize(emitter) == 1, "no memory")
    unsafe yaml_emitter_set_unicode(emitter, 1)
    unsafe yaml_emitter_set_width(emitter, -1)
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe yaml_emitter_set_output(
      emitter,
      { context, piece, size in
        guard let context = unsafe context, let piece = unsafe piece else { return 0 }
        let writer = unsafe Unmanaged<YAMLWriter>.fromOpaque(context).takeUnretainedValue()
        unsafe writer.bytes += UnsafeBufferPointer(start: piece, count: size)
        return 1
      }, context)
  }

  deinit {
    unsafe yaml_emitter_delete(emitter)
    unsafe emitter.deallocate()
  }

  func write(_ root: YAMLNode) {
    emit { unsafe yaml_stream_start_event_initialize($0, YAML_UTF8_ENCODING) }
    emit { unsafe yaml_document_start_event_initialize($0, nil, nil, nil, 1) }
    emit(root)
    emit { unsafe yaml_document_end_event_initialize($0, 1) }
    emit { unsafe yaml_stream_end_event_initialize($0) }
  }

  private func emit(_ node: YAMLNode) {
    switch node.content {
    case .scalar(let text, let isPlain):
      var text = text
      text.withUTF8 { bytes in
        emit {
          unsafe yaml_scalar_event_initialize(
            $0, nil, nil, bytes.baseAddress, Int32(bytes.count), 1, 1,
            isPlain ? YAML_PLAIN_SCALAR_STYLE : YAML_DOUBLE_QUOTED_SCALAR_STYLE)
        }
      }
    case .sequence(let nodes):
      // A list of words is one value.
      emit {
        unsafe yaml_sequence_start_event_initialize($0, nil, nil, 1, YAML_FLOW_SEQUENCE_STYLE)
      }
      for node in nodes { emit(node) }
      emit { unsafe yaml_sequence_end_event_initialize($0) }
    case .mapping(let members):
      emit {
        unsafe yaml_mapping_start_event_initialize(
          $0, nil, nil, 1, members.isEmpty ? YAML_FLOW_MAPPING_STYLE : YAML_BLOCK_MAPPING_STYLE)
      }
      for member in members {
        emit(member.key)
        emit(member.value)
      }
      emit { unsafe yaml_mapping_end_event_initialize($0) }
    }
  }

  /// Only a missing piece of memory can make libyaml refuse what stands in a node.
  @safe private func emit(_ fill: (UnsafeMutablePointer<yaml_event_t>) -> Int32) {
    var event = unsafe yaml_event_t()
    precondition(unsafe fill(&event) == 1, "no memory")
    precondition(unsafe yaml_emitter_emit(emitter, &event) == 1, "no memory")
  }
}
