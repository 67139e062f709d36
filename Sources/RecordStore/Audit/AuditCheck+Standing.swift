import Foundation
import GRDB

extension AuditCheck {
  /// That records left or were replaced, issues settled, links made, samples judged and accounts given just as the log says.
  mutating func standing() throws {
    try compare("record", said.left, "SELECT id, disposition FROM records WHERE released IS NOT NULL") {
      ($0["id"], $0["disposition"])
    }
    let replaced = said.replaced.mapValues { _ in true }
    try compare("record", replaced, "SELECT id FROM records WHERE superseded IS NOT NULL") { ($0["id"], true) }
    try compare("record", said.purged.members, "SELECT id FROM records WHERE purged IS NOT NULL") { ($0["id"], true) }
    try compare("issue", said.issues, "SELECT id, operator FROM issues WHERE settled IS NOT NULL") {
      ($0["id"], .init(actor: $0["operator"] ?? "", outcome: "settled"))
    }
    try compare("link", said.links, "SELECT record, target, operator FROM links WHERE operator IS NOT NULL") {
      ($0["record"], .init(actor: $0["operator"], outcome: $0["target"]))
    }
    try compare("stray", said.dismissed.members, "SELECT id FROM pages WHERE dismissed IS NOT NULL") {
      ("page \($0["id"] as Int64)", true)
    }
    try compare("sample", said.samples, "SELECT record, pointer, operator, wrong FROM samples WHERE judged IS NOT NULL") {
      (
        FieldPlace($0["record"], $0["pointer"]),
        .init(actor: $0["operator"] ?? "", outcome: $0["wrong"] == true.databaseValue ? "wrong" : "right")
      )
    }
    let accounts = said.operators
    try compare("operator", accounts, "SELECT * FROM operators") { row in
      // Who tampers may put anything there.
      let role = Int.fromDatabaseValue(row["role"]).flatMap(Operator.Role.init(rawValue:)).map { "\($0)" } ?? ""
      let name: String = row["name"]
      let password = accounts[name]?.password == nil ? nil : Data((String.fromDatabaseValue(row["password"]) ?? "").utf8).sha256
      return (name, .init(role: role, isDisabled: row["disabled"] != nil, password: password))
    }
  }

  private mutating func compare<Key: Hashable, Value: Equatable>(
    _ name: String, _ said: [Key: Value], _ sql: String, _ entry: (Row) -> (Key, Value)
  ) throws {
    var left = said
    for row in try db.rows(sql) {
      let (key, value) = entry(row)
      if left.removeValue(forKey: key) != value { complain("\(name) \(key)", "it does not stand as the audit log says") }
    }
    for key in left.keys.map({ "\($0)" }).sorted() { complain("\(name) \(key)", "it does not stand as the audit log says") }
  }
}

extension Set<String> {
  fileprivate var members: [String: Bool] { Dictionary(uniqueKeysWithValues: map { ($0, true) }) }
}
