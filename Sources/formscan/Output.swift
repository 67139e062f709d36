import Forms
import Foundation
import Imaging

/// Makes the folder that a command writes to.
func makeFolder(_ path: String) throws(Problem) {
  do {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  } catch {
    throw Problem(
      place: path, summary: "the folder cannot be made", remedy: "Choose another with --output, or check who may write there.")
  }
}

/// Draws or writes `path`; what an image library refuses becomes a problem of that file.
func writing<Made>(_ path: String, _ body: () throws -> Made) throws -> Made {
  do { return try body() } catch let error as ImagingError {
    throw Problem(
      place: path, summary: "the file cannot be made (\(error))",
      remedy: "Check the space on the disk and the folder's permissions.")
  }
}
