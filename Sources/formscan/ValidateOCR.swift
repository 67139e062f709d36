import ArgumentParser
import Forms
import Foundation

/// Checks values that were read from a form.
struct ValidateOCR: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate-ocr",
    abstract: "Checks values that were read from a form.",
    discussion: """
      Takes a request as HMCTS bulk scan makes it, from standard input, and prints the answer:

        {"ocr_data_fields": [{"name": "donor/lastName", "value": "…"}, …]}
        {"errors": [], "status": "SUCCESS", "warnings": []}

      Names are those of the form's fields, as in its records. A required field that is empty, and a value that does not follow \
      its type's grammar, are warnings. What cannot be is an error: a day that no calendar has, a choice or a field that the form \
      has not. What breaks a rule of law is an error where it would be refused, else a warning. Nothing that is said quotes a \
      value. 'formscan review' answers the same at POST /forms/FORM/validate-ocr.

      EXAMPLE
        formscan validate-ocr lp1f < request.json

      EXIT CODES
        0  SUCCESS    3  WARNINGS    4  ERRORS, or no request    1  wrong usage, or no such form
      """)

  @Argument(help: "The form's id, such as lp1f.")
  var form: String
  @OptionGroup var definitions: Definitions

  /// Bytes that a request may have.
  private static let most = 16 << 20

  func run() throws {
    let forms = try definitions.folder().appendingPathComponent("forms"), id = form.lowercased()
    guard FormLibrary.ids(in: forms).contains(id) else {
      complain(FormLibrary.absence(of: id, in: forms))
      throw ExitStatus.usage.code
    }
    let validate = OCRValidation(try definitions.form(id), rules: try definitions.rules(), received: Date())
    let bytes = try FileHandle.standardInput.read(upToCount: Self.most + 1) ?? Data()
    guard bytes.count <= Self.most else {
      throw Problem(place: "request", summary: "it is larger than 16 MiB", remedy: "Send one form's values.")
    }
    let answer = validate(try OCRRequest(bytes).data)
    print(String(decoding: try CanonicalJSON.data(answer), as: UTF8.self), terminator: "")
    switch answer.status {
    case .success: break
    case .warnings: throw ExitStatus.someNeedReview.code
    case .errors: throw ExitStatus.someFailed.code
    }
  }
}
