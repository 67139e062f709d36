import Glibc

/// What stands at a path, links followed (`stat`).
struct FileStatus {
  enum Kind { case file, folder, other }
  /// Tells a file or folder from all others on this machine, whatever its path.
  struct Identity: Hashable {
    var device: dev_t
    var number: ino_t
  }

  var kind: Kind
  var identity: Identity

  /// Nil where nothing is there or can be seen; `errno` says why.
  init?(_ path: String) {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    identity = Identity(device: info.st_dev, number: info.st_ino)
    kind =
      switch info.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
  }
}
