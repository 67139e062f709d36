extension Letter {
  /// As plain text, UTF-8, lines of 72 characters at most, with the sheet for its approval behind it.
  public var text: String {
    var lines = ["*** \(self(.draft)) ***", self(.notSent), ""]
    lines += [self(.office), "", self(.date), "\(self(.reference)) \(reference)", ""]
    lines += addressee.isEmpty ? [self(.addressUnknown)] : addressee
    lines += ["", greeting, "", subject, ""]
    for paragraph in opening { lines += [paragraph, ""] }
    for (number, task) in tasks.enumerated() {
      lines.append(tasks.count > 1 ? "\(number + 1). \(task.person)" : task.person)
      lines += task.steps.map { "   - \($0)" } + [""]
    }
    for paragraph in closing + [self(.answerBy)] { lines += [paragraph, ""] }
    lines += [signOff, "", "", String(repeating: "-", count: 72), ""]
    lines += [self(.approval), self(.approvalStays), "", self(.beforeApproval)] + checks.map { "   - \($0)" } + [""]
    if !settledHere.isEmpty { lines += [self(.officeFirst)] + settledHere.map { "   - \($0)" } + [""] }
    lines += [self(.restsOn)] + grounds.map { "   - \($0.rule)\($0.basis.map { ": \($0)" } ?? "")" } + [""]
    lines += [LetterWord.approvedBy, .role, .signature, .approvedOn].map { "\(self($0)): ______________________________" }
    lines += ["", "*** \(self(.draft)) ***"]
    return lines.flatMap { $0.wrapped(at: 72) }.joined(separator: "\n") + "\n"
  }
}

extension String {
  /// In lines of at most `width` characters, broken at spaces; those after the first are set in as far as the text itself begins.
  fileprivate func wrapped(at width: Int) -> [String] {
    let indent = prefix { $0 == " " || $0 == "-" }, margin = String(repeating: " ", count: indent.count)
    guard count > width, indent.count < count else { return [self] }
    var lines: [String] = [], line = String(indent), isFresh = true
    for word in dropFirst(indent.count).split(separator: " ") {
      if !isFresh, line.count + 1 + word.count > width {
        lines.append(line)
        (line, isFresh) = (margin, true)
      }
      line += (isFresh ? "" : " ") + word
      isFresh = false
    }
    return lines + [line]
  }
}
