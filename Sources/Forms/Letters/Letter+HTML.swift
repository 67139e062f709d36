extension Letter {
  /// As one HTML page that needs nothing else: no script, no picture, printed on A4, with the sheet for its approval on a page of its own.
  ///
  /// - Parameter isLarge: in large print: 18 points instead of 12.
  public func html(large isLarge: Bool = false) -> String {
    """
    <!DOCTYPE html>
    <html lang="\(language.rawValue)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="robots" content="noindex">
    <title>\(self(.draft).asHTML): \(subject.asHTML)</title>
    <style>
    \(style(large: isLarge))
    </style>
    </head>
    <body>
    <p class="draft" role="note"><strong>\(self(.draft).asHTML)</strong> \(self(.notSent).asHTML)</p>
    <main>
    <div class="head">
    <p class="address">\(addressBlock)</p>
    <p>\(self(.office).asHTML)<br>\(self(.date).asHTML)<br>\(self(.reference).asHTML) \(reference.asHTML)</p>
    </div>
    <p>\(greeting.asHTML)</p>
    <h1>\(subject.asHTML)</h1>
    \(paragraphs(opening))
    \(taskList)
    \(paragraphs(closing + [self(.answerBy)]))
    <p class="sign">\(signOff.asHTML)</p>
    </main>
    <aside class="approval" aria-labelledby="approval">
    <h2 id="approval">\(self(.approval).asHTML)</h2>
    <p>\(self(.approvalStays).asHTML)</p>
    <h3>\(self(.beforeApproval).asHTML)</h3>
    \(list(checks))
    \(settledHere.isEmpty ? "" : "<h3>\(self(.officeFirst).asHTML)</h3>\n\(list(settledHere))\n")<h3>\(self(.restsOn).asHTML)</h3>
    <ul>
    \(grounds.map { "<li>\($0.rule.asHTML)\($0.basis.map { ": <span lang=\"en\">\($0.asHTML)</span>" } ?? "")</li>" }.joined(separator: "\n"))
    </ul>
    <dl>
    \([LetterWord.approvedBy, .role, .signature, .approvedOn].map { "<div><dt>\(self($0).asHTML)</dt><dd></dd></div>" }.joined(separator: "\n"))
    </dl>
    </aside>
    </body>
    </html>

    """
  }

  private var addressBlock: String {
    (addressee.isEmpty ? [self(.addressUnknown)] : addressee).map(\.asHTML).joined(separator: "<br>")
  }

  private func paragraphs(_ texts: [String]) -> String { texts.map { "<p>\($0.asHTML)</p>" }.joined(separator: "\n") }

  private func list(_ items: [String]) -> String {
    "<ul>\n" + items.map { "<li>\($0.asHTML)</li>" }.joined(separator: "\n") + "\n</ul>"
  }

  /// Headings tell who acts, and in which order where there are several.
  private var taskList: String {
    tasks.enumerated().map { number, task in
      "<h2>\(tasks.count > 1 ? "\(number + 1). " : "")\(task.person.asHTML)</h2>\n\(list(task.steps))"
    }.joined(separator: "\n")
  }

  private func style(large isLarge: Bool) -> String {
    """
    @page { size: A4; margin: 22mm 22mm 20mm; @top-right { content: "\(self(.draft))"; font: bold \(isLarge ? 16 : 11)pt Arial, sans-serif; } @bottom-right { content: counter(page); font: \(isLarge ? 16 : 11)pt Arial, sans-serif; } }
    body { font: \(isLarge ? 18 : 12)pt/1.5 Arial, Helvetica, "Liberation Sans", sans-serif; color: #0b0c0c; background: #fff; max-width: 170mm; margin: 8mm auto; padding: 0 4mm; }
    h1 { font-size: \(isLarge ? 22 : 15)pt; line-height: 1.3; margin: 1em 0 .6em; }
    h2 { font-size: \(isLarge ? 20 : 13.5)pt; line-height: 1.3; margin: 1.1em 0 .3em; break-after: avoid; }
    h3 { font-size: 1em; margin: 1em 0 .2em; break-after: avoid; }
    p { margin: 0 0 .8em; }
    ul { margin: 0 0 .8em; padding-left: 1.3em; }
    li { margin-bottom: .45em; break-inside: avoid; }
    .draft { border: 3px solid #0b0c0c; padding: .5em .8em; }
    .head { display: grid; grid-template-columns: \(isLarge ? "1fr" : "1fr 1fr"); gap: .5em 8mm; margin: 1.5em 0; }
    .sign { margin-top: 1.5em; }
    .approval { border-top: 3px solid #0b0c0c; margin-top: 4em; padding-top: 1em; }
    dl div { display: flex; align-items: flex-end; margin: 1em 0; break-inside: avoid; }
    dt { min-width: \(isLarge ? 75 : 50)mm; }
    dd { flex: 1; border-bottom: 1px solid #0b0c0c; margin: 0; min-height: 1.6em; }
    @media print { body { margin: 0; padding: 0; max-width: none; } .approval { break-before: page; border-top: 0; margin-top: 0; } }
    """
  }
}
