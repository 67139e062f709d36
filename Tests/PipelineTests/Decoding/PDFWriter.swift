import Foundation

/// Puts a PDF together object by object, right or wrong on purpose.
struct PDFWriter {
  private var objects: [Data] = []
  var trailer = ""
  /// What the catalog holds besides its pages.
  var catalog = ""

  /// Adds an object and gives its number, from 1.
  mutating func add(_ body: String) -> Int {
    objects.append(Data(body.utf8))
    return objects.count
  }

  mutating func add(_ dictionary: String, stream: Data) -> Int {
    var body = Data("<< \(dictionary) /Length \(stream.count) >>\nstream\n".utf8)
    body += stream
    body += Data("\nendstream".utf8)
    objects.append(body)
    return objects.count
  }

  /// Adds a page that shows `content`; the number of its parent is not known yet and is left as `PARENT`.
  mutating func addPage(
    _ content: String, resources: String = "", box: String = "0 0 595.2 842.4", extra: String = ""
  ) -> Int {
    let stream = add("", stream: Data(content.utf8))
    return add(
      "<< /Type /Page /Parent PARENT 0 R /MediaBox [\(box)] /Contents \(stream) 0 R /Resources << \(resources) >> \(extra) >>")
  }

  /// Adds a page that `picture` (an object's number) fills, in a box of `width` × `height` points.
  mutating func addPage(
    picture: Int, width: Double, height: Double, matrix: String? = nil, extra: String = "", over: String = ""
  )
    -> Int
  {
    addPage(
      "q \(matrix ?? "\(width) 0 0 \(height) 0 0") cm /P Do Q \(over)", resources: "/XObject << /P \(picture) 0 R >>",
      box: "0 0 \(width) \(height)", extra: extra)
  }

  /// Adds a page whose drawing would take for ever: forms that call forms twelve times, twelve deep.
  mutating func addBomb() -> Int {
    var inner = add("/Type /XObject /Subtype /Form /BBox [0 0 500 500]", stream: Data("0 0 m 400 400 l S\n".utf8))
    for _ in 0..<12 {
      let calls = Data(String(repeating: "/F Do\n", count: 12).utf8)
      inner = add(
        "/Type /XObject /Subtype /Form /BBox [0 0 500 500] /Resources << /XObject << /F \(inner) 0 R >> >>", stream: calls)
    }
    return addPage("/F Do", resources: "/XObject << /F \(inner) 0 R >>")
  }

  /// The file, with `pages` as its pages.
  func file(pages: [Int], count: Int? = nil) -> Data {
    let kids = pages.map { "\($0) 0 R" }.joined(separator: " ")
    let tree = objects.count + 1, root = objects.count + 2
    var all = objects.map { body -> Data in
      guard let place = body.range(of: Data("PARENT".utf8)) else { return body }
      var body = body
      body.replaceSubrange(place, with: Data("\(tree)".utf8))
      return body
    }
    all.append(Data("<< /Type /Pages /Kids [\(kids)] /Count \(count ?? pages.count) >>".utf8))
    all.append(Data("<< /Type /Catalog /Pages \(tree) 0 R \(catalog) >>".utf8))
    var out = Data("%PDF-1.7\n".utf8), places: [Int] = []
    for (number, body) in all.enumerated() {
      places.append(out.count)
      out += Data("\(number + 1) 0 obj\n".utf8) + body + Data("\nendobj\n".utf8)
    }
    let table = out.count
    out += Data("xref\n0 \(all.count + 1)\n0000000000 65535 f \n".utf8)
    for place in places { out += Data((String(repeating: "0", count: 10 - "\(place)".count) + "\(place) 00000 n \n").utf8) }
    out += Data("trailer\n<< /Size \(all.count + 1) /Root \(root) 0 R \(trailer) >>\nstartxref\n\(table)\n%%EOF\n".utf8)
    return out
  }
}
