internal import Glibc

extension sockaddr_in {
  init(address: String, port: Int) {
    self.init()
    sin_family = sa_family_t(AF_INET)
    sin_port = in_port_t(port).bigEndian
    unsafe inet_pton(AF_INET, address, &sin_addr)
  }

  /// Calls one of the functions that want any kind of address.
  func with(_ body: (UnsafePointer<sockaddr>, socklen_t) -> CInt) -> CInt {
    unsafe withUnsafePointer(to: self) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}

/// A loopback address that nobody else has: no port to search for, and none to lose in a race.
func newLoopbackAddress() -> String {
  "127.\(Int.random(in: 1...254)).\(Int.random(in: 0...255)).\(Int.random(in: 1...254))"
}
