import Glibc

/// The system's words for an error number (`strerror`), such as "No space left on device".
public func systemWords(_ code: Int32) -> String { String(cString: strerror(code)) }
