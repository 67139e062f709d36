import CZip
public import Foundation

/// Writes files into a ZIP archive in memory (`zip_open_from_source`). The same files and time give the same bytes.
public enum ZipWriter {
  /// - Parameters:
  ///   - files: names, without folders, and contents.
  ///   - time: what the archive says its files are of, to two seconds, in UTC.
  /// - Throws: `ImagingError` where libzip refuses.
  public static func data(_ files: [(name: String, data: Data)], time: Date) throws -> Data {
    var error = unsafe zip_error_t()
    unsafe zip_error_init(&error)
    defer { unsafe zip_error_fini(&error) }
    guard let target = unsafe zip_source_buffer_create(nil, 0, 0, &error) else { throw ImagingError(call: "zip_source_buffer") }
    // Closing the archive gives the source back; this reference keeps what was written to it.
    unsafe zip_source_keep(target)
    defer { unsafe zip_source_free(target) }
    guard let archive = unsafe zip_open_from_source(target, ZIP_TRUNCATE, &error) else {
      unsafe zip_source_free(target)
      throw ImagingError(call: "zip_open_from_source")
    }
    do {
      for file in files { unsafe try add(file, to: archive, time) }
    } catch {
      unsafe zip_discard(archive)
      throw error
    }
    guard unsafe zip_close(archive) == 0 else {
      unsafe zip_discard(archive)
      throw ImagingError(call: "zip_close")
    }
    return unsafe try bytes(of: target)
  }

  private static func add(_ file: (name: String, data: Data), to archive: OpaquePointer, _ time: Date) throws {
    // libzip reads the content when it closes the archive, and frees this copy then.
    let copy = unsafe malloc(max(1, file.data.count))!
    unsafe file.data.copyBytes(to: UnsafeMutableRawBufferPointer(start: copy, count: file.data.count))
    guard let source = unsafe zip_source_buffer(archive, copy, UInt64(file.data.count), 1) else {
      unsafe free(copy)
      throw ImagingError(call: "zip_source_buffer")
    }
    let index = unsafe zip_file_add(archive, file.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
    guard index >= 0 else {
      unsafe zip_source_free(source)
      throw ImagingError(call: "zip_file_add")
    }
    let (day, clock) = dosTime(time)
    unsafe zip_file_set_dostime(archive, UInt64(index), clock, day, 0)
  }

  /// MS-DOS date and time, which count from 1980.
  private static func dosTime(_ time: Date) -> (day: UInt16, clock: UInt16) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: time)
    let year = min(max(parts.year!, 1980), 2107) - 1980
    return (
      UInt16(year << 9 | parts.month! << 5 | parts.day!), UInt16(parts.hour! << 11 | parts.minute! << 5 | parts.second! / 2)
    )
  }

  private static func bytes(of source: OpaquePointer) throws -> Data {
    var stat = unsafe zip_stat_t()
    unsafe zip_stat_init(&stat)
    guard unsafe zip_source_stat(source, &stat) == 0, unsafe zip_source_open(source) == 0 else {
      throw ImagingError(call: "zip_source_open")
    }
    defer { unsafe zip_source_close(source) }
    var data = unsafe Data(count: Int(stat.size))
    let got = unsafe data.withUnsafeMutableBytes { unsafe zip_source_read(source, $0.baseAddress!, UInt64($0.count)) }
    guard Int(got) == data.count else { throw ImagingError(call: "zip_source_read") }
    return data
  }
}
